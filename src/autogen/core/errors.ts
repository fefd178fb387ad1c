import { types } from "node:util"

/** Every stable error code. A code is public: scripts and CI may branch on it, so none is ever renamed. */
export type ErrorCode =
    | "CONFIG_NOT_FOUND"
    | "CONFIG_INVALID"
    | "CONFIG_NO_DATA_SOURCE"
    | "CONFIG_SEVERAL_DATA_SOURCES"
    | "CONFIG_LOAD_FAILED"
    | "CONFIG_SYNTAX"
    | "CONNECTION_SETTINGS_INCOMPLETE"
    | "CONNECTION_REFUSED"
    | "CONNECTION_PASSWORD"
    | "CONNECTION_DATABASE_MISSING"
    | "CONNECTION_FAILED"
    | "DRIVER_UNSUPPORTED"
    | "SERVER_TOO_OLD"
    | "SEARCH_PATH_UNSAFE"
    | "HISTORY_UNTRUSTED"
    | "EMBEDDED_IN_USE"
    | "EMBEDDED_FAILED"
    | "EMBEDDED_REFUSED"
    | "OPTIONAL_DEPENDENCY_MISSING"
    | "ENTITIES_INVALID"
    | "ENTITIES_CONTRADICT"
    | "ENTITIES_NOT_FOUND"
    | "EXPRESSION_INVALID"
    | "RENAME_INVALID"
    | "DROP_INVALID"
    | "NAME_TAKEN"
    | "MAP_INVALID"
    | "NAME_INVALID"
    | "FILE_EXISTS"
    | "FILE_UNWRITABLE"
    | "MIGRATIONS_PENDING"
    | "PEER_TOO_OLD"
    | "PROJECT_FAILED"
    | "MIGRATIONS_NOT_COMPILED"
    | "MIGRATION_INVALID"
    | "MIGRATION_FAILED"
    | "MIGRATION_MISSING"
    | "MIGRATION_CHANGED"
    | "TRANSACTION_REFUSED"
    | "REVISION_UNKNOWN"
    | "SEVERAL_HEADS"
    | "MERGE_CONFLICT"
    | "REVISION_APPLIED"
    | "OFFLINE_IMPOSSIBLE"
    | "REPLAY_FAILED"
    | "REHEARSAL_FAILED"
    | "TARGET_REFUSED"
    | "HAZARD_REFUSED"
    | "DOWN_IMPOSSIBLE"
    | "SQUASH_IMPOSSIBLE"
    | "SQUASH_INCOMPLETE"
    | "STATEMENT_TIMEOUT"
    | "LOCK_LOST"
    | "UNMODELLED"
    | "PERMISSION_DENIED"
    | "EXTENSION_UNAVAILABLE"
    | "INTERRUPTED"
    | "USAGE"
    | "INTERNAL"

/** What an {@link AutogenError} is made of. */
export interface ErrorParts {
    readonly code: ErrorCode
    /** What happened and to which object (its key in quotes). One or two sentences, no trailing stack. */
    readonly message: string
    /** What to do next; a command or a line of code to paste where there is one. */
    readonly next?: string
    /** The facts as data, for programs. Never a password. */
    readonly fields?: Readonly<Record<string, unknown>>
    readonly cause?: unknown
}

const BRAND = Symbol.for("typeorm-autogen.AutogenError")

/**
 * The one error class of the library: a stable {@link ErrorCode}, a message for people, the next step, and the facts as data.
 *
 * @example
 * ```ts
 * try { await generate({ config: "ormconfig.ts" }) }
 * catch (error) { if (error instanceof AutogenError && error.code === "MIGRATIONS_PENDING") await upgrade() }
 * ```
 */
export class AutogenError extends Error {
    static {
        Object.defineProperty(this.prototype, BRAND, { value: true })
    }

    /** True for the errors of every copy of the package: of the ES modules, of CommonJS, and of another installation. */
    static override [Symbol.hasInstance](value: unknown): boolean {
        return typeof value === "object" && value !== null && BRAND in value
    }

    readonly code: ErrorCode
    readonly next: string | undefined
    readonly fields: Readonly<Record<string, unknown>>

    constructor(parts: ErrorParts) {
        super(parts.message, parts.cause === undefined ? undefined : { cause: parts.cause })
        this.name = "AutogenError"
        this.code = parts.code
        this.next = parts.next
        this.fields = parts.fields ?? {}
    }
}

/** The message of anything thrown, as one line of text. */
export function messageOf(thrown: unknown): string {
    return isError(thrown) ? thrown.message : String(thrown)
}

/** `instanceof Error`, also for what Node throws where a test runner gives each file a realm, and an Error, of its own. */
export function isError(thrown: unknown): thrown is Error {
    return thrown instanceof Error || types.isNativeError(thrown)
}
