import { AutogenError } from "../core/errors.js"
import { printable } from "../core/printable.js"
import type { IncompleteSquash } from "./graph/replacements.js"

/** A database that stopped in the middle of what has been squashed, in words. */
export function incompleteText({ squash, executed, missing }: IncompleteSquash): {
    readonly message: string
    readonly next: string
} {
    const list = (names: readonly string[]): string => names.map((name) => `"${printable(name)}"`).join(", ")
    return {
        message: `of what "${printable(squash)}" replaces, this database has executed ${executed.length === 1 ? "only " : "up to "}"${printable(executed.at(-1) ?? "")}", and the code no longer has ${list(missing)}`,
        next: "bring the files back from before `squash --remove` (`git log --diff-filter=D --name-only`), run `typeorm-autogen upgrade` with them, then go on",
    }
}

/** Thrown before anything is run: neither the squash nor its followers fit such a database. */
export function squashIncomplete(squash: IncompleteSquash): AutogenError {
    const { message, next } = incompleteText(squash)
    const { executed, missing } = squash
    return new AutogenError({
        code: "SQUASH_INCOMPLETE",
        message: `${message}: nothing was run`,
        next,
        fields: { revision: squash.squash, executed, missing },
    })
}
