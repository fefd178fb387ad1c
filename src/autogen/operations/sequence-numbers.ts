/** How a sequence counts. Numbers beyond 2^53 are given as text; what is absent is as Postgres has it by itself. */
export interface SequenceNumbers {
    readonly start?: number | string
    readonly increment?: number | string
    /** Null: the type's own. */
    readonly minimum?: number | string | null
    /** Null: the type's own. */
    readonly maximum?: number | string | null
    readonly cache?: number | string
    readonly cycle?: boolean
}

/** The largest value of each type that a sequence can have. The smallest is one further from zero. */
export const LARGEST: Readonly<Record<string, string>> = {
    smallint: "32767",
    integer: "2147483647",
    bigint: "9223372036854775807",
}

export const SMALLEST: Readonly<Record<string, string>> = {
    smallint: "-32768",
    integer: "-2147483648",
    bigint: "-9223372036854775808",
}

/** The numbers without those that a sequence of this type cannot have: then it has the type's own. */
export function fittingNumbers(numbers: SequenceNumbers | null, dataType: string): SequenceNumbers | null {
    const [largest, smallest] = [LARGEST[dataType], SMALLEST[dataType]]
    if (numbers === null || largest === undefined || smallest === undefined) return numbers
    const isOut = (value: number | string | null | undefined): boolean =>
        typeof value !== "object" &&
        value !== undefined &&
        (BigInt(value) > BigInt(largest) || BigInt(value) < BigInt(smallest))
    const out = (["start", "minimum", "maximum"] as const).filter((name) => isOut(numbers[name]))
    return out.length === 0
        ? numbers
        : Object.fromEntries(Object.entries(numbers).filter(([name]) => !out.some((one) => one === name)))
}

/** What must be said to make a sequence count otherwise. */
export function changedNumbers(from: SequenceNumbers, to: SequenceNumbers): SequenceNumbers {
    const { increment = 1, minimum = null, maximum = null, cache = 1, cycle = false } = to
    const start = startOf(to)
    return {
        ...(increment === (from.increment ?? 1) ? {} : { increment }),
        ...(minimum === (from.minimum ?? null) ? {} : { minimum }),
        ...(maximum === (from.maximum ?? null) ? {} : { maximum }),
        ...(String(start) === String(startOf(from)) ? {} : { start }),
        ...(cache === (from.cache ?? 1) ? {} : { cache }),
        ...(cycle === (from.cycle ?? false) ? {} : { cycle }),
    }
}

function startOf(numbers: SequenceNumbers): number | string {
    const { start, increment = 1, minimum, maximum } = numbers
    return start ?? (Number(increment) < 0 ? (maximum ?? -1) : (minimum ?? 1))
}

/** The words of CREATE SEQUENCE and ALTER SEQUENCE, and of identity columns. */
export function numberWords(numbers: SequenceNumbers): readonly string[] {
    const { increment, minimum, maximum, start, cache, cycle } = numbers
    return [
        increment !== undefined && `INCREMENT BY ${increment}`,
        minimum !== undefined && (minimum === null ? "NO MINVALUE" : `MINVALUE ${minimum}`),
        maximum !== undefined && (maximum === null ? "NO MAXVALUE" : `MAXVALUE ${maximum}`),
        start !== undefined && `START WITH ${start}`,
        cache !== undefined && `CACHE ${cache}`,
        cycle !== undefined && (cycle ? "CYCLE" : "NO CYCLE"),
    ].filter((word) => typeof word === "string")
}
