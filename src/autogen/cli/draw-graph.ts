/** What is drawn: a name, and the names that come after it in the drawing. */
export interface DrawnNode {
    readonly revision: string
    readonly revises: readonly string[]
}

/**
 * Draws revisions, the latest first, as lines with their branches at the left, as `git log --graph` does. Of what is not in the list
 * nothing is drawn.
 *
 * @example
 * ```ts
 * drawGraph([{ revision: "B", revises: ["A"] }, { revision: "A", revises: [] }], ({ revision }) => [revision])
 * // ["* B", "* A"]
 * ```
 */
export function drawGraph<T extends DrawnNode>(
    nodes: readonly T[],
    textOf: (node: T) => readonly string[],
): readonly string[] {
    const drawn = new Set(nodes.map(({ revision }) => revision))
    const lanes: (string | null)[] = []
    const lines: string[] = []
    for (const node of nodes) {
        const waiting = lanes.flatMap((name, at) => (name === node.revision ? [at] : []))
        const column = waiting[0] ?? freeLane(lanes)
        lanes[column] = node.revision
        const joining = waiting.slice(1)
        if (joining.length > 0) lines.push(connection(lanes, column, joining, "/", "_"))
        for (const at of joining) lanes[at] = null
        trim(lanes)
        const [first = "", ...more] = textOf(node)
        lines.push(`${lanesText(lanes, column)} ${first}`)
        const [main, ...others] = node.revises.filter((name) => drawn.has(name))
        lanes[column] = main ?? null
        const opening = others.map((name) => {
            const at = lanes.findIndex((lane, index) => lane === name && index > column)
            const lane = at < 0 ? freeLane(lanes, column + 1) : at
            lanes[lane] = name
            return lane
        })
        if (opening.length > 0) lines.push(connection(lanes, column, opening, "\\", "-"))
        trim(lanes)
        for (const text of more) lines.push(`${lanesText(lanes, null)} ${text}`.trimEnd())
    }
    return lines
}

function freeLane(lanes: (string | null)[], from = 0): number {
    const free = lanes.findIndex((lane, at) => at >= from && lane === null)
    if (free >= 0) return free
    lanes.push(null)
    return lanes.length - 1
}

function trim(lanes: (string | null)[]): void {
    while (lanes.length > 0 && lanes.at(-1) === null) lanes.pop()
}

function lanesText(lanes: readonly (string | null)[], node: number | null): string {
    return lanes
        .map((lane, at) => (at === node ? "*" : lane === null ? " " : "|"))
        .join(" ")
        .trimEnd()
}

/** The line in which other lanes leave one, or come back to it. */
function connection(
    lanes: readonly (string | null)[],
    column: number,
    others: readonly number[],
    end: string,
    way: string,
): string {
    const cells = [...lanesText(lanes, null).padEnd(2 * lanes.length, " ")]
    for (const other of others) {
        cells[2 * other] = " "
        for (let at = 2 * column + 1; at < 2 * other - 1; at++) if (cells[at] === " ") cells[at] = way
        cells[2 * other - 1] = end
    }
    return cells.join("").trimEnd()
}
