import { printable } from "../core/printable.js"

/** Where a DataSource's options lead. */
export interface Target {
    readonly host: string
    readonly port: string
    readonly user: string
    readonly database: string
    /** There is a URL, but its parts are not what was meant. */
    readonly unreadable: boolean
    /** There is an option for a URL and nothing in it, nor another that says where: a variable of the environment is not set. */
    readonly unset: boolean
}

type Options = Readonly<Record<string, unknown>>

/** Host and port, as people write them; the folder of a Unix socket. */
export function place(target: Target): string {
    const host = target.host.includes(":") ? `[${target.host}]` : target.host
    return printable(host.startsWith("/") ? host : `${host}:${target.port}`)
}

/** Where a DataSource's options lead, by node-postgres's order: `extra`, then the URL, then single options, then the environment. */
export function targetOf(options: object): Target {
    const { replication, ...own } = options as Options
    const master = (replication as { readonly master?: Options } | undefined)?.master
    const extra = (own["extra"] ?? {}) as Options
    const given: Options = { ...own, ...master, ...extra }
    const url = given["connectionString"] ?? given["url"]
    const fromUrl = typeof url === "string" && url !== "" ? urlParts(url) : {}
    const unset = "url" in given && !url && [given["host"], process.env["PGHOST"]].every((host) => !host)
    const text = (names: readonly string[], variable: string, otherwise: string): string => {
        const found = names.map((name) => extra[name] ?? fromUrl[name] ?? given[name]).find((value) => value)
        return String(found ?? (process.env[variable] || otherwise))
    }
    const user = text(["user", "username"], "PGUSER", process.env["USER"] ?? "")
    return {
        host: text(["host"], "PGHOST", "localhost"),
        port: text(["port"], "PGPORT", "5432"),
        user,
        database: text(["database"], "PGDATABASE", user),
        unreadable: fromUrl["unreadable"] === true,
        unset,
    }
}

function urlParts(text: string): Options {
    // node-postgres reads what starts with a slash as the folder of a Unix socket.
    if (!URL.canParse(text)) return text.startsWith("/") ? {} : { unreadable: true }
    const url = new URL(text)
    return {
        host: decoded(url.searchParams.get("host") ?? url.hostname),
        port: url.port,
        user: decoded(url.username),
        database: decoded(url.pathname.slice(1)),
        // An @ behind the host is a sign that the URL was cut in the wrong place.
        unreadable: (url.pathname + url.search + url.hash).includes("@"),
    }
}

/** A part of a URL without its escapes. */
export function decoded(text: string): string {
    try {
        return decodeURIComponent(text)
    } catch {
        return text
    }
}
