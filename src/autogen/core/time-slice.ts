import { setImmediate as nextTurn } from "node:timers/promises"

/** How long to work before others get their turn, in milliseconds. */
const SLICE = 5

/**
 * Long work in slices: between two of them, what the server has answered meanwhile is taken up and the next question is sent, so that
 * the server works while we do. Asked often: it waits only where a slice is over.
 *
 * @example
 * ```ts
 * const turns = timeSlices()
 * for (const table of tables) {
 *     if (turns.isOver()) await turns.next()
 *     read(table)
 * }
 * ```
 */
export function timeSlices(): { isOver(): boolean; next(): Promise<void> } {
    let end = performance.now() + SLICE
    return {
        isOver: () => performance.now() > end,
        async next() {
            await nextTurn()
            end = performance.now() + SLICE
        },
    }
}
