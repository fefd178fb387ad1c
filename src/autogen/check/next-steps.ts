import { printable } from "../core/printable.js"
import type { CheckReport, LocatedDrift } from "./check-report.js"

/** How our commands are called in the project. */
export interface StepCommands {
    readonly generate: string
    readonly create: string
    readonly upgrade: string
}

/** So many objects are named. */
const NAMED = 5

const PROBLEMS: Readonly<Record<string, string>> = {
    "entities-glob-empty": 'correct "entities" in the DataSource\'s options',
    "migration-not-compiled": "build the project",
    "migration-missing":
        "bring back the file of each migration that the code lacks (another branch may have it), and see that `migrations` includes it",
    "migration-changed":
        "bring back what was run of each changed migration and write the change as a new one, or accept it with `upgrade --accept-changed`",
    "inserts-fail":
        "declare such columns in their entities, or make them nullable or give them a default in the database",
    unmanaged: "declare in the entities what is unmanaged, drop it, or name it in `exclude` of the options",
}

/**
 * What to do about what a check has found, in words: one sentence for each cause.
 *
 * @example
 * ```ts
 * nextSteps(report, projectCommands(folder)) // ["run `npm run migration:generate` and commit the file"]
 * ```
 */
export function nextSteps(report: Omit<CheckReport, "nextSteps">, commands: StepCommands): readonly string[] {
    const { pending, drifts, problems } = report
    const codes = new Set(problems.map(({ code }) => code))
    const names = pending.map(({ name }) => printable(name)).join(", ")
    return [
        ...(pending.length > 0
            ? [`run the pending migrations: \`${commands.upgrade}\` (${names})${drifts.length === 0 ? RECORD : ""}`]
            : []),
        ...(drifts.length > 0 ? driftSteps(report, commands) : []),
        ...[...codes].flatMap((code) => PROBLEMS[code] ?? []),
    ]
}

/** Where nothing differs, the changes may be there already. */
const RECORD =
    "; if the database has their changes already, as one that was restored without its history does, `upgrade --fake` records them"

function driftSteps(
    { question, pending, drifts }: Pick<CheckReport, "question" | "pending" | "drifts">,
    { generate, create }: StepCommands,
): readonly string[] {
    const write = `run \`${generate}\` and commit the file`
    if (question === "history-entities") return [write]
    const byHand = (list: readonly LocatedDrift[]): string =>
        `the live database was changed by hand: ${namesOf(list)}; undo that there`
    const keep = `write it as a migration (\`${create}\`)`
    if (question === "database-history") return [`${byHand(drifts)}, or ${keep}`]
    const live = drifts.filter(({ cause }) => cause === "database")
    const declared = drifts.filter(({ cause }) => cause === "entities")
    if (live.length + declared.length > 0) {
        return [
            ...(declared.length > 0 ? [write] : []),
            ...(live.length > 0 ? [`${byHand(live)}, or declare it in the entities and ${keep}`] : []),
        ]
    }
    return pending.length > 0
        ? [`check again when they have run; if it still differs, ${write}`]
        : [`${write}; if the entities have not changed, the live database was changed by hand: undo that there`]
}

function namesOf(drifts: readonly LocatedDrift[]): string {
    const names = drifts.map(({ object, kind }) => `${kind} ${printable(object.slice(object.indexOf(":") + 1))}`)
    const rest = names.length - NAMED
    return rest > 0 ? `${names.slice(0, NAMED).join(", ")} and ${rest} more` : names.join(", ")
}
