import { OWN_SEARCH_PATH } from "../../core/session-settings.js"

const NAME = '"(?:[^"]|"")+"|[A-Za-z_\\u0080-\\uffff][\\w$\\u0080-\\uffff]*'

const NO_CODE =
    /(?<comment>--[^\n]*|\/\*[^]*?(?:\*\/|$))|(?<name>"(?:[^"]|"")+")|(?<constant>'(?:[^']|'')*(?:'|$))|(?<tag>\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$)(?<body>[^]*?)(?:\k<tag>|$)/g

const BEFORE_DOT = new RegExp(`(${NAME})\\s*\\.\\s*(?=["\\w\\u0080-\\uffff])`, "g")
/** In a text for people a dot ends a sentence. */
const BEFORE_DOT_IN_CONSTANT = new RegExp(`(${NAME})\\.(?=["\\w\\u0080-\\uffff])`, "g")
const OF_SCHEMA = new RegExp(
    `\\b(?:create|drop|alter|set|on)\\s+schema\\s+(?:if\\s+(?:not\\s+)?exists\\s+)?(${NAME})`,
    "gi",
)
const SETS_PATH = /(?:^|;|\bthen\b|\bbegin\b)\s*(?:set|reset)\s+(?:session\s+|local\s+)?(?:search_path|all)\b/i
const SETS_PATH_BY_FUNCTION = /\bset_config\s*\(\s*'search_path'\s*,\s*'([^']*)'/gi

/** What a tenant's migration may name. */
export interface TenantNames {
    readonly own: string
    /** What it may refer to beside its own. */
    readonly shared: readonly string[]
    /** All other schemas of the database. */
    readonly foreign: ReadonlySet<string>
}

/**
 * What of a statement reaches beyond a tenant's schema: a schema of others before a dot, also in the body of a function or a block and in a
 * constant; one that it creates, drops or moves something to; `search_path`, where it is set. Null where nothing does. In doubt
 * there is something: an alias may have the name of a schema.
 *
 * @example
 * ```ts
 * const names = { own: "t1", shared: [], foreign: new Set(["public"]) }
 * foreignSchema("ALTER TABLE public.room ADD floor int", names) // "public"
 * foreignSchema("ALTER TABLE room ADD floor int", names)        // null
 * ```
 */
export function foreignSchema(sql: string, names: TenantNames): string | null {
    const constants: string[] = []
    const bodies: string[] = []
    const code = sql.replaceAll(NO_CODE, (text: string, ...found: unknown[]) => {
        const { name, constant, body } = found.at(-1) as Readonly<Record<string, string | undefined>>
        if (name !== undefined) return text
        if (constant !== undefined) constants.push(constant.slice(1).replace(/'$/, "").replaceAll("''", "'"))
        if (body !== undefined) bodies.push(body)
        return " "
    })
    const isComment = /^\s*comment\b/i.test(code)
    return (
        firstOf(code, BEFORE_DOT, (name) => names.foreign.has(name)) ??
        firstOf(code, OF_SCHEMA, (name) => name !== names.own && !names.shared.includes(name)) ??
        (SETS_PATH.test(code) || setsPathByFunction(sql) ? "search_path" : null) ??
        (isComment ? [] : constants).reduce<string | null>(
            (found, text) => found ?? firstOf(text, BEFORE_DOT_IN_CONSTANT, (name) => names.foreign.has(name)) ?? null,
            null,
        ) ??
        bodies.reduce<string | null>((found, body) => found ?? foreignSchema(body, names), null)
    )
}

function firstOf(text: string, pattern: RegExp, accept: (name: string) => boolean): string | null {
    for (const [, name = ""] of text.matchAll(pattern)) {
        const folded = name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase()
        if (accept(folded)) return folded
    }
    return null
}

/** Our own blocks do it, for Postgres's names alone. */
function setsPathByFunction(sql: string): boolean {
    return [...sql.matchAll(SETS_PATH_BY_FUNCTION)].some(([, path]) => path !== OWN_SEARCH_PATH)
}
