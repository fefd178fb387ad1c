import { AutogenError } from "../core/errors.js"
import { truncateName } from "../core/names.js"
import { namedBy } from "../core/object-key.js"

/** A rename as people write it on the command line: what it means depends on what there is. */
export interface RenameSpec {
    /** As it was written. */
    readonly text: string
    readonly kind: string | null
    readonly from: readonly string[]
    readonly to: readonly string[]
}

const NAME = String.raw`(?:(?:U&)?"(?:[^"]|"")*"|[^\s".:]+)`
const NAMES = String.raw`${NAME}(?:\.${NAME})*`
const SPEC = new RegExp(
    String.raw`^\s*(?:(?<kind>[a-z]+(?:-[a-z]+)*)\s+)?(?<from>${NAMES})\s*:\s*(?<to>${NAMES})\s*$`,
    "u",
)

/**
 * Reads `[kind ]old:new`. Names have parts with dots between them; a part with a dot, a colon, a quote or a blank in it stands in
 * double quotes, in which a quote is written twice. Names of more than 63 bytes are cut as Postgres cuts them.
 *
 * @example
 * ```ts
 * parseRename("room.code:reference")      // { kind: null, from: ["room", "code"], to: ["reference"] }
 * parseRename('enum "Mood":temper')       // { kind: "enum", from: ["Mood"], to: ["temper"] }
 * ```
 */
export function parseRename(text: string): RenameSpec {
    const found = parseSpec(text)
    if (found) return found
    throw new AutogenError({
        code: "USAGE",
        message: `"${text}" is not a rename`,
        next: 'write it as old:new, such as --rename room.code:reference, --rename room:chamber, or with a kind: --rename "enum mood:temper"; parts with dots, colons or blanks are written in double quotes',
        fields: { rename: text },
    })
}

/**
 * Reads `type.old:new`, in the names and quotes of {@link parseRename}: which value the rows with an old one get.
 *
 * @example
 * ```ts
 * parseMapping("mood.sad:happy")  // { kind: null, from: ["mood", "sad"], to: ["happy"] }
 * ```
 */
export function parseMapping(text: string): RenameSpec {
    const found = parseSpec(text)
    if (found && found.kind === null && found.from.length > 1 && found.to.length === 1) return found
    throw new AutogenError({
        code: "USAGE",
        message: `"${text}" does not say which value becomes which`,
        next: "write it as type.old:new, such as --map mood.sad:happy or --map hotel.mood.sad:happy; parts with dots, colons or blanks are written in double quotes",
        fields: { map: text },
    })
}

const ONLY_NAMES = new RegExp(String.raw`^\s*(?<names>${NAMES})\s*$`, "u")

/**
 * Reads the name of one object, in the quotes of {@link parseRename}. Null where it is none.
 *
 * @example
 * ```ts
 * parseNames('room."by hand"')  // ["room", "by hand"]
 * ```
 */
export function parseNames(text: string): readonly string[] | null {
    const names = ONLY_NAMES.exec(text)?.groups?.["names"]
    return names === undefined ? null : partsOf(names)
}

function parseSpec(text: string): RenameSpec | null {
    const found = SPEC.exec(text)?.groups
    if (!found) return null
    return { text, kind: found["kind"] ?? null, from: partsOf(found["from"] ?? ""), to: partsOf(found["to"] ?? "") }
}

/** As Postgres keeps them. */
function partsOf(names: string): readonly string[] {
    return [...names.matchAll(new RegExp(NAME, "gu"))].map(([part]) => truncateName(namedBy(part)))
}
