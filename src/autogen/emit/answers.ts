import type { ObjectKey } from "../core/object-key.js"
import type { Operations, PlannedOperation } from "../core/plan.js"

/** The variables of a method that hold whether something exists. Its members are called in the order of the operations. */
export interface Answers {
    /** What stands before the first question. */
    remark(planned: PlannedOperation): readonly string[]
    /** The variable that takes an operation's answer: `const hasSeenView = `. */
    binding(planned: PlannedOperation, pattern: (name: string) => string): string
    /** A statement under the condition under which the operation runs; `print` gives it for an indentation. */
    guarded(planned: PlannedOperation, print: (indent: number, before: number) => string): string
}

const REMARK = [
    "// Not created by a migration: recreated around the change if it exists.",
    "// Not created by a migration: recreated around the change if they exist.",
] as const

const INDENT = 4

/** Names the answers to the questions that operations ask. */
export function answersIn(operations: Operations): Answers {
    const variables = new Map<ObjectKey, string>()
    const taken = new Set<string>()
    const count = operations.filter(({ asks }) => asks !== undefined).length
    return {
        remark: ({ asks }) => (asks !== undefined && taken.size === 0 ? [REMARK[count === 1 ? 0 : 1]] : []),
        binding({ operation, asks }, pattern) {
            if (asks === undefined) return ""
            const name = freeName(wordsOf(operation.args[0]), taken)
            variables.set(asks, name)
            return `const ${pattern(name)} = `
        },
        guarded({ onlyIf }, print) {
            const known = onlyIf === undefined ? undefined : variables.get(onlyIf)
            if (known === undefined) return print(0, 0)
            const start = `if (${known}) `
            const line = print(0, start.length)
            return line.includes("\n") ? `${start}{\n    ${print(INDENT, INDENT)}\n}` : `${start}${line}`
        },
    }
}

/** `hasTenantPolicy` of `{ policy: "tenant", table: "room" }`: the first name that it mentions, and what has it. */
function wordsOf(object: unknown): string {
    const entries: readonly (readonly [string, unknown])[] =
        typeof object === "object" && object !== null ? Object.entries(object) : []
    const [[kind, value] = ["object", ""], ...others] = entries
    const name = nameIn(value) ?? others.map(([, other]) => nameIn(other)).find((other) => other !== null) ?? ""
    return `has${capitals(name).slice(0, LONGEST)}${capitals(kind.replace(/O[fn]$/, ""))}`
}

const LONGEST = 40

function nameIn(value: unknown): string | null {
    if (typeof value === "string") return value
    if (typeof value !== "object" || value === null || Array.isArray(value)) return null
    if ("name" in value && typeof value.name === "string") return value.name
    const values: readonly unknown[] = Object.values(value)
    const [first = null] = values
    return first === null ? null : nameIn(first)
}

function capitals(text: string): string {
    const words = text.split(/[^A-Za-z0-9]+/).filter(Boolean)
    return words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("")
}

function freeName(wanted: string, taken: Set<string>): string {
    let name = wanted
    for (let count = 2; taken.has(name); count++) name = `${wanted}${count}`
    taken.add(name)
    return name
}
