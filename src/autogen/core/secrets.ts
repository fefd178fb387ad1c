/** Words of statements that hold secrets: none of their constants is shown. */
const ABOUT_SECRETS =
    /pass(?:word|wd|phrase|code)|\bpwd\b|secret|token|credential|private_?key|api_?key|access_?key|conninfo|\buser\s+mapping\b|\bsubscription\b|\bdblink|\bserver\b[^]*\boptions\b|\bprogram\b/i

/** A program that puts statements together: what they are about stands in its constants. */
const PUTS_TOGETHER = /^\s*do\b[^]*\bexecute\b/i

/** What follows the word here is a password, also where its quotes are missing. */
const ROLE_PASSWORD = /^(\s*(?:create|alter)\s+(?:role|user|group)\b(?!\s+mapping\b)[^]*?\bpassword\b)([^]*)$/i

/** The body of these is a program, not a constant. */
const PROGRAM = /^\s*(?:do\b|create\s+(?:or\s+replace\s+)?(?:function|procedure)\b)/i

const TOKEN =
    /(?<comment>--[^\n]*|\/\*[^]*?(?:\*\/|$))|(?<name>"(?:[^"]|"")*")|(?<escaped>\bE'(?:[^'\\]|''|\\[^])*(?:'|$))|(?<quoted>(?:\b(?:N|B|X|U&))?'(?:[^']|'')*(?:'|$))|(?<tag>\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$)(?<body>[^]*?)(?:\k<tag>|$)/gi

const URL_PASSWORD = /(\b[a-z][a-z\d+.-]*:\/\/[^\s:/@'"]*:)[^\s'"]*(?=@)/gi
const SETTING = /(\w*pass(?:word|wd)["']?\s*(?:=>|[=:])\s*)(?:"[^"]*"|'[^']*'|[^\s,;)'"&]+)/gi

const MASK = "***"

/**
 * A statement without its secrets. Where it is about passwords, keys or connections, and where it is a block that puts statements together,
 * all its constants are masked, however they are written, and its comments are left out; elsewhere passwords in URLs and connection strings
 * are masked.
 *
 * @example
 * ```ts
 * maskStatement("ALTER ROLE app PASSWORD $x$hunter2$x$ LOGIN") // "ALTER ROLE app PASSWORD ***"
 * maskStatement("INSERT INTO account (name, password) VALUES ('a', 'hunter2')")
 * // "INSERT INTO account (name, password) VALUES ('***', '***')"
 * ```
 */
export function maskStatement(sql: string): string {
    const bare = withoutComments(sql)
    const role = ROLE_PASSWORD.exec(bare)
    if (role) return `${maskText(role[1] ?? "")} ${MASK}`
    return maskText(isAboutSecrets(bare) ? withoutConstants(bare, PROGRAM.test(bare)) : sql)
}

/**
 * A text without the passwords of URLs and connection strings in it, and without these values.
 *
 * @example
 * ```ts
 * maskText("cannot parse postgres://app:hunter2@db/app") // "cannot parse postgres://app:***@db/app"
 * ```
 */
export function maskText(text: string, secrets: readonly string[] = []): string {
    const masked = text.replaceAll(URL_PASSWORD, `$1${MASK}`).replaceAll(SETTING, `$1${MASK}`)
    // The longest first: one may be a part of another.
    const known = secrets.filter(isTelling).toSorted((a, b) => b.length - a.length)
    return known.reduce((current, secret) => current.replaceAll(secret, MASK), masked)
}

/**
 * What a statement's own secrets may be, which the server's message about it may repeat: the constants that {@link maskStatement} masks, and
 * its parameters.
 *
 * @example
 * ```ts
 * secretsIn("ALTER ROLE app PASSWORD 'hunter2'") // ["hunter2"]
 * ```
 */
export function secretsIn(sql: string, parameters: unknown = []): readonly string[] {
    const bare = withoutComments(sql)
    const role = ROLE_PASSWORD.exec(bare)
    if (!role && !isAboutSecrets(bare)) return []
    const comments = [...sql.matchAll(TOKEN)].flatMap(({ groups }) => groups?.["comment"] ?? [])
    const given = Array.isArray(parameters) ? parameters.map(String) : []
    const constants = [...given, ...constantsIn(bare), ...comments, ...(role ? [role[2] ?? ""] : [])]
    const words = constants.flatMap((text) => text.match(/[^\s'"$;,:=@()\\]+/g) ?? [])
    return [...new Set([...constants, ...words])].filter((one) => isTelling(one) && !ORDINARY.test(one))
}

/** Words of connection strings and of what stands around passwords. */
const ORDINARY =
    /^(?:host|hostaddr|port|user|dbname|password|sslmode|require|valid|until|infinity|login|role|alter|create|true|false|null|https?|postgres(?:ql)?|execute|format|begin|end)$/i

/** The secrets of an environment, by the names of its variables; of a URL its password. */
export function secretsOfEnvironment(
    env: Readonly<Record<string, string | undefined>> = process.env,
): readonly string[] {
    const isSecret = (name: string): boolean =>
        /passw|(?<!^|^OLD)pwd$|secret|token|credential|private_?key|api_?key|access_?key/i.test(name)
    // What is no secret elsewhere is none: the user and the password of many a database for tests are the same word.
    const open = new Set(Object.entries(env).flatMap(([name, value]) => (isSecret(name) ? [] : [value])))
    return Object.entries(env).flatMap(([name, value]) => {
        if (value === undefined || TRIVIAL.test(value)) return []
        const passwords = passwordsOf(value)
        if (passwords.length > 0) return passwords.filter((password) => !TRIVIAL.test(password))
        return isSecret(name) && !open.has(value) ? [value] : []
    })
}

/** Passwords of databases for tests, which stand in every message for other reasons. */
const TRIVIAL = /^(?:postgres(?:ql)?|password|secret|test|root|admin|example|true|false|\d{1,5})$/i

/** The password of a URL, as it stands there and without escapes. */
function passwordsOf(value: string): readonly string[] {
    if (!/^[a-z][a-z\d+.-]*:\/\//i.test(value) || !URL.canParse(value)) return []
    const { password } = new URL(value)
    if (password === "") return []
    try {
        return [password, decodeURIComponent(password)]
    } catch {
        return [password]
    }
}

/** What is shorter would mask ordinary words. */
function isTelling(secret: string): boolean {
    return secret.length >= 4
}

function isAboutSecrets(bare: string): boolean {
    return ABOUT_SECRETS.test(bare) || PUTS_TOGETHER.test(bare)
}

interface Token {
    readonly comment?: string
    readonly name?: string
    readonly tag?: string
    readonly body?: string
}

/** Each part of a statement that is no plain word, given what stands for it. */
function replaceTokens(sql: string, by: (text: string, token: Token) => string): string {
    return sql.replaceAll(TOKEN, (text: string, ...found: unknown[]) => by(text, found.at(-1) as Token))
}

function withoutComments(sql: string): string {
    return replaceTokens(sql, (text, { comment, body, tag = "" }) =>
        comment !== undefined
            ? " "
            : body !== undefined && PROGRAM.test(sql)
              ? tag + withoutComments(body) + tag
              : text,
    )
}

function withoutConstants(bare: string, isProgram: boolean): string {
    // With a backslash in it, a constant may end elsewhere, by a setting of the session: nothing behind it is sure.
    const doubtful = /(?<![eE])'[^']*\\/.test(bare)
    if (doubtful) return `${bare.slice(0, bare.search(/'|\$\w*\$/))}${MASK}`
    return replaceTokens(bare, (text, { name, tag, body = "" }) => {
        if (name !== undefined) return text
        return tag !== undefined && isProgram ? `${tag}${withoutConstants(body, false)}${tag}` : `'${MASK}'`
    })
}

/** All that may be a constant, however backslashes are read: what stands between two quotes or dollars. */
function constantsIn(bare: string): readonly string[] {
    const quoted = [...bare.matchAll(TOKEN)].flatMap(({ groups = {} }) => {
        const { escaped, quoted: plain, body } = groups
        if (body !== undefined) return [body, ...constantsIn(body)]
        const inner = (escaped ?? plain ?? "").replace(/^[^']*'/, "").replace(/'$/, "")
        return [inner, inner.replaceAll("''", "'"), inner.replaceAll(/\\(.)/gs, "$1")]
    })
    return bare.includes("\\") ? [...quoted, ...bare.split("'").map((part) => part.trim())] : quoted
}
