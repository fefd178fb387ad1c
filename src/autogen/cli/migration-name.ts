import { AutogenError } from "../core/errors.js"

/** A migration's name as Alembic's users type it; it is the same as the argument. */
export const MESSAGE = ["-m, --message <text>", "the same as the name, as Alembic's users type it"] as const

interface Said {
    readonly message?: string
}

/** The name that the argument or `-m` says; undefined where neither does. Throws `USAGE` where they differ. */
export function saidName({ message }: Said, name: string | undefined): string | undefined {
    if (message === undefined || name === undefined || message === name) return name ?? message
    throw new AutogenError({
        code: "USAGE",
        message: `a migration has one name, but the argument says ${JSON.stringify(name)} and -m ${JSON.stringify(message)}`,
        next: "give one of them",
    })
}

/** As {@link saidName}, where there must be one. `next`: what to write otherwise. */
export function neededName(options: Said, name: string | undefined, next = 'write `create "add floor"`'): string {
    const said = saidName(options, name)
    if (said !== undefined) return said
    throw new AutogenError({
        code: "USAGE",
        message: "an empty migration needs a name",
        next,
    })
}
