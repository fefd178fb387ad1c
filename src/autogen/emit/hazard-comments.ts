import { grouped } from "../core/groups.js"
import { nameText } from "../core/object-key.js"
import { hazardsOf, type Operations, type PlannedOperation } from "../core/plan.js"
import { hazardKinds, type Hazard } from "../core/statement.js"
import { commentText } from "./text-literal.js"

/** So many objects are named for one kind of hazard of `down`. */
const NAMED = 3

/**
 * The hazards of one operation as one line: `// blocks-reads: ACCESS EXCLUSIVE while every row is checked`. Objects are named where the
 * operation has hazards for several, as the replacement of an enum has for each column. The safer ways are not the file's to tell.
 */
export function operationComment({ statements }: PlannedOperation, defaultSchema: string): readonly string[] {
    const hazards = statements.flatMap((statement) => statement.hazards)
    if (hazards.length === 0) return []
    const several = new Set(hazards.map(({ object }) => object)).size > 1
    const groups = grouped(hazards, ({ kind, reason }) => `${kind}: ${reason}`)
    const texts = [...groups].map(([text, members]) =>
        several ? `${text} (${namesOf(members, defaultSchema).join(", ")})` : text,
    )
    return [`// ${commentText(texts.join("; "))}`]
}

/** The hazards of a way down as one line, the worst first: `// deletes-data: room.floor; rewrites-table: room.code`. */
export function downComment(operations: Operations, defaultSchema: string): readonly string[] {
    const groups = grouped(hazardsOf(operations), ({ kind }) => kind)
    const texts = hazardKinds.flatMap((kind) => {
        const members = groups.get(kind)
        if (members === undefined) return []
        const names = namesOf(members, defaultSchema)
        const rest = names.length - NAMED
        return [`${kind}: ${names.slice(0, NAMED).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`]
    })
    return texts.length === 0 ? [] : [`// ${commentText(texts.join("; "))}`]
}

function namesOf(hazards: readonly Hazard[], defaultSchema: string): readonly string[] {
    return [...new Set(hazards.map(({ object }) => nameText(object, defaultSchema)))]
}
