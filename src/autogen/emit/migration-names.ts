import { AutogenError } from "../core/errors.js"
import { truncateName } from "../core/names.js"

/** Leaves room for the timestamp within the 255 bytes that a file's name can have, and keeps a name readable. */
const LONGEST_SLUG = 100

/** Characters that an editor does not show have no place in a name. */
const ALLOWED = /^(?:(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{M}\p{Nd} _-])+$/u
const IDENTIFIER = /^\p{ID_Start}\p{ID_Continue}*$/u

/**
 * A migration's name as it stands in its file's name.
 *
 * @example
 * ```ts
 * migrationSlug("Add floor") // "add-floor"
 * migrationSlug("AddFloor")  // "add-floor"
 * ```
 */
export function migrationSlug(name: string): string {
    return wordsOf(name).join("-").toLowerCase().normalize("NFC")
}

/**
 * The name of a migration's class: TypeORM reads the timestamp from its last 13 characters.
 *
 * @example
 * ```ts
 * migrationClassName("add floor", 1763817600000) // "AddFloor1763817600000"
 * migrationClassName("2fa", 1763817600000)       // "Migration2fa1763817600000"
 * ```
 */
export function migrationClassName(name: string, timestamp: number): string {
    const words = wordsOf(name).map((word) => {
        const [first = ""] = word
        return first.toUpperCase() + word.slice(first.length)
    })
    const joined = words.join("").normalize("NFC")
    const className = (/^\p{ID_Start}/u.test(joined) ? joined : `Migration${joined}`) + timestampText(timestamp)
    if (!IDENTIFIER.test(className)) throw invalid(name, "its letters are not allowed in the name of a class")
    return className
}

/**
 * The name of a migration's file.
 *
 * @example
 * ```ts
 * migrationFileName("add floor", 1763817600000) // "1763817600000-add-floor.ts"
 * ```
 */
export function migrationFileName(name: string, timestamp: number, extension = "ts"): string {
    return `${timestampText(timestamp)}-${migrationSlug(name)}.${extension}`
}

/** The words of a name: parted by blanks, dashes, underscores and capitals. */
function wordsOf(name: string): readonly string[] {
    if (name.trim() === "") throw invalid(name, "it is empty")
    if (!ALLOWED.test(name)) throw invalid(name, "it has characters other than letters, digits, spaces, - and _")
    const words = name
        .normalize("NFC")
        .replaceAll(/([\p{Ll}\p{Nd}])(\p{Lu})/gu, "$1 $2")
        .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
        .split(/[ _-]+/)
        .filter((word) => word !== "")
    if (words.length === 0) throw invalid(name, "it has no letter and no digit")
    return shortened(words)
}

/** As many whole words as fit; of a single endless word, its beginning. */
function shortened(words: readonly string[]): readonly string[] {
    const kept: string[] = []
    let length = 0
    for (const word of words) {
        length += Buffer.byteLength(word) + 1
        if (length > LONGEST_SLUG) break
        kept.push(word)
    }
    return kept.length > 0 ? kept : [truncateName(words[0] ?? "", LONGEST_SLUG)]
}

function timestampText(timestamp: number): string {
    const text = String(timestamp)
    if (/^[1-9]\d{12}$/.test(text)) return text
    throw new AutogenError({
        code: "NAME_INVALID",
        message: `the timestamp ${text} of a migration has not just 13 digits, and TypeORM would misread it`,
        next: "use milliseconds since 1970, as Date.now() does: 1763817600000",
    })
}

function invalid(name: string, why: string): AutogenError {
    return new AutogenError({
        code: "NAME_INVALID",
        message: `the migration cannot be called ${JSON.stringify(name)}: ${why}`,
        next: 'name it with letters, digits, spaces, - and _: "add floor", "AddFloor", "add_floor"',
        fields: { name },
    })
}
