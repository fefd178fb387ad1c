import { AutogenError } from "../core/errors.js"
import { quoteIdent } from "../core/names.js"

/** A rename as people write it on the command line: what it means depends on what there is. */
export interface RenameSpec {
    /** As it was written. */
    readonly text: string
    readonly kind: string | null
    readonly from: readonly string[]
    readonly to: readonly string[]
}

const NAME = String.raw`(?:"(?:[^"]|"")*"|[^\s".:]+)`
const NAMES = String.raw`${NAME}(?:\.${NAME})*`
const SPEC = new RegExp(
    String.raw`^\s*(?:(?<kind>[a-z]+(?:-[a-z]+)*)\s+)?(?<from>${NAMES})\s*:\s*(?<to>${NAMES})\s*$`,
    "u",
)

/**
 * Reads `[kind ]old:new`. Names have parts with dots between them; a part with a dot, a colon, a quote or a blank in it stands in
 * double quotes, in which a quote is written twice.
 *
 * @example
 * ```ts
 * parseRename("room.code:reference")      // { kind: null, from: ["room", "code"], to: ["reference"] }
 * parseRename('enum "Mood":temper')       // { kind: "enum", from: ["Mood"], to: ["temper"] }
 * ```
 */
export function parseRename(text: string): RenameSpec {
    const found = SPEC.exec(text)?.groups
    if (!found) {
        throw new AutogenError({
            code: "USAGE",
            message: `"${text}" is no rename`,
            next: 'write it as old:new, such as --rename room.code:reference, --rename room:chamber, or with a kind: --rename "enum mood:temper"; parts with dots, colons or blanks stand in double quotes',
            fields: { rename: text },
        })
    }
    return { text, kind: found["kind"] ?? null, from: partsOf(found["from"] ?? ""), to: partsOf(found["to"] ?? "") }
}

function partsOf(names: string): readonly string[] {
    return [...names.matchAll(new RegExp(NAME, "gu"))].map(([part]) =>
        part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part,
    )
}

/** A name as {@link parseRename} reads it: its parts quoted where they must be. */
export function specName(parts: readonly string[]): string {
    return parts.map((part) => (/^[^\s".:]+$/u.test(part) ? part : quoteIdent(part))).join(".")
}

/** The argument of `--rename`, fit for a POSIX shell. */
export function shellArgument(spec: string): string {
    return /^[\p{L}\p{N}_.:,@%+=/-]+$/u.test(spec) ? spec : `'${spec.replaceAll("'", String.raw`'\''`)}'`
}
