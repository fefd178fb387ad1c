import { dataLoss } from "../core/hazards/data-loss.js"
import type { DataSourceLike } from "../core/data-source-like.js"
import { AutogenError } from "../core/errors.js"
import { printable } from "../core/printable.js"
import type { Hazard, HazardKind } from "../core/statement.js"
import { filledSince } from "../revisions/count-deletions.js"
import {
    downgrade as downgradeOn,
    type DowngradeHooks,
    type DowngradeOptions,
    type DowngradeResult,
} from "../revisions/downgrade.js"
import { expectNoRange } from "../revisions/graph/choose.js"
import type { Session } from "../revisions/session.js"
import { openForChanges, recorded, type RunnerOptions } from "./migrate.js"
import { withSession } from "./project.js"
import { downLosses, type DownLosses } from "./revisions/down-losses.js"

/** How far to go back, and what may be lost. */
export interface DowngradeProjectOptions extends RunnerOptions, DowngradeOptions {
    /** The hazards of `down` that are agreed to, such as `deletes-data`. Default none. */
    readonly allow?: readonly HazardKind[]
    /**
     * Asked where something is lost that is not allowed, before anything is reverted; without it, and where it says no, the downgrade is
     * refused.
     */
    readonly confirm?: (losses: readonly DownLosses[]) => boolean | Promise<boolean>
    /** Told what is lost, with the number of rows, before anything is reverted, also where it is allowed. */
    readonly onLosses?: (losses: readonly DownLosses[]) => void
}

/**
 * Loads a project and reverts its last migration, or as many as `steps` or `to` say. What `down` loses is found out first, and counted: the
 * downgrade is refused unless that is allowed or confirmed.
 *
 * Throws `HAZARD_REFUSED` with what would be lost, and `DOWN_IMPOSSIBLE` for a migration that has no way back; then nothing is reverted.
 *
 * @example
 * ```ts
 * await downgrade({ steps: 2, allow: ["deletes-data"] })
 * ```
 */
export async function downgrade(options: DowngradeProjectOptions = {}): Promise<DowngradeResult> {
    expectNoRange(options.to, "downgrade")
    const project = await openForChanges(options, "downgrade")
    const run = (session: Session): Promise<DowngradeResult> =>
        downgradeOn(
            session,
            recorded(project, options),
            options.fake ? {} : deciding(session, project.dataSource, options),
        )
    return withSession(project, run, project.options.directUrl)
}

/** What a downgrade on this session waits for: that what it loses is allowed or confirmed. */
export function deciding(
    session: Session,
    dataSource: DataSourceLike,
    options: Pick<DowngradeProjectOptions, "allow" | "confirm" | "onLosses">,
): DowngradeHooks {
    const { confirm, onLosses, allow = [] } = options
    let found: readonly DownLosses[] = []
    return {
        async decide(migrations) {
            found = await downLosses(session, dataSource, migrations)
            expectWayBack(found)
            onLosses?.(found)
            const refused = found.map((losses) => notAllowed(losses, allow))
            if (refused.every((hazards) => hazards.length === 0)) return
            if ((await confirm?.(found)) !== true) throw downRefused(found, refused, confirm !== undefined)
        },
        async guard({ name }) {
            const losses = found.find(({ migration }) => migration === name)
            if (losses === undefined || losses.empty.length === 0 || allow.includes("deletes-data")) return
            const filled = await filledSince(session, losses.empty)
            if (filled.length > 0) throw filledMeanwhile(filled.map(({ object }) => object))
        },
    }
}

/** Told before anything is reverted, not halfway. */
function expectWayBack(found: readonly DownLosses[]): void {
    const impossible = found.find(({ refusal }) => refusal !== null)
    if (!impossible?.refusal) return
    const [reason, next] = impossible.refusal
    const rest = found.length === 1 ? "" : "; nothing was reverted"
    throw new AutogenError({
        code: "DOWN_IMPOSSIBLE",
        message: `"${printable(impossible.migration)}" cannot be reverted: ${reason}${rest}`,
        next,
        fields: { migration: impossible.migration },
    })
}

/** What people have to agree to. A file that says it loses something is believed, also where it cannot be seen what. */
function notAllowed(
    { migration, reversible, hazards, unknown }: DownLosses,
    allow: readonly HazardKind[],
): readonly Refused[] {
    const refused = hazards.filter(({ kind }) => !allow.includes(kind))
    if (reversible !== "lossy" || unknown === null || hazards.length > 0 || allow.includes("deletes-data"))
        return refused
    const { kind, reason } = dataLoss.declaredLossy(unknown)
    return [{ kind, object: migration, reason }]
}

type Refused = Pick<Hazard, "kind" | "reason"> & { readonly object: string }

function downRefused(
    found: readonly DownLosses[],
    refused: readonly (readonly Refused[])[],
    asked: boolean,
): AutogenError {
    const all = refused.flat()
    const counts = new Map(found.flatMap(({ deletions }) => deletions.map((one) => [String(one.object), one])))
    const lines = all.map(({ kind, object, reason }) => {
        const deletion = kind === "deletes-data" ? counts.get(object) : undefined
        return `  ${kind} "${printable(object)}": ${printable(reason)}${deletion ? ` (${countText(deletion)})` : ""}`
    })
    return new AutogenError({
        code: "HAZARD_REFUSED",
        message: `nothing was reverted${asked ? ": that was not confirmed" : `, because of what would be lost`}:\n${lines.join("\n")}`,
        next: `if that is meant: --allow ${[...new Set(all.map(({ kind }) => kind))].join(",")}`,
        fields: { hazards: all },
    })
}

/**
 * How much a deletion deletes, as people read it.
 *
 * @example
 * ```ts
 * countText({ rows: 3, isExact: true, column: "floor" }) // "values of 3 rows"
 * ```
 */
export function countText({
    rows,
    isExact,
    column,
}: Pick<DownLosses["deletions"][number], "rows" | "isExact" | "column">): string {
    if (rows === null) return `an unknown number of ${column === null ? "rows" : "values"}`
    const text = `${isExact ? "" : "about "}${rows} ${rows === 1 ? "row" : "rows"}`
    return column === null ? text : `values of ${text}`
}

function filledMeanwhile(objects: readonly string[]): AutogenError {
    const names = objects.map((object) => `"${printable(object)}"`).join(", ")
    return new AutogenError({
        code: "HAZARD_REFUSED",
        message: `${names} had nothing to delete when it was looked at, and has rows now`,
        next: "run it again to see what is lost, or say --allow deletes-data",
        fields: { objects },
    })
}
