import { describe, test } from "vitest"

/** For tests, and whole suites, that `npm test` leaves to `npm run test:rest`: they take seconds each, or show once more what others show. */
export const rest: { readonly tags: string } = { tags: "rest" }

/** The part of a table that `npm test` plays, unless the table says otherwise: one of twelve. */
const ONE_OF = 12

/** One case of so many, or those for which it is true; asked in order, once for each. */
type Sample<Case> = number | ((example: Case) => boolean)

/**
 * A test for each case of a table, as `test.for` makes them. Of a table whose cases each build databases `npm test` plays a sample: the
 * first case and every twelfth after it. `npm run test:rest` plays the others.
 *
 * @example
 * ```ts
 * sampled(cases)("$name", async ({ before, after }) => { … })
 * ```
 */
export function sampled<Case>(cases: readonly Case[], sample: Sample<Case> = ONE_OF) {
    const { some, others } = divided(cases, sample)
    return (name: string, check: (example: Case) => Promise<void> | void): void => {
        test.for(some)(name, (example) => check(example))
        test.for(others)(name, rest, (example) => check(example))
    }
}

/** A suite for each case of a table, divided in the same way. */
export function sampledSuites<Case>(cases: readonly Case[], sample: Sample<Case> = ONE_OF) {
    const { some, others } = divided(cases, sample)
    return (name: string, define: (example: Case) => void): void => {
        describe.for(some)(name, (example) => define(example))
        describe.for(others)(name, rest, (example) => define(example))
    }
}

function divided<Case>(
    cases: readonly Case[],
    sample: Sample<Case>,
): { readonly some: Case[]; readonly others: Case[] } {
    const chosen = cases.map((one, index) => (typeof sample === "number" ? index % sample === 0 : sample(one)))
    return {
        some: cases.filter((_, index) => chosen[index] === true),
        others: cases.filter((_, index) => chosen[index] !== true),
    }
}
