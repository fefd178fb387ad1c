import pg from "pg"

/** What went to servers, and what came back beside the answers, while something was recorded. */
export interface Recording {
    /** The statements in order, each once. */
    readonly statements: ReadonlySet<string>
    /** What notices said. */
    readonly notices: readonly string[]
}

/** Records every statement that this process sends through `pg`, and every notice, while `work` runs. */
export async function recorded(work: () => Promise<unknown>): Promise<Recording> {
    const statements = new Set<string>()
    const notices: string[] = []
    const heard = new WeakSet<object>()
    const prototype = pg.Client.prototype as unknown as { query: (...args: readonly unknown[]) => unknown }
    const { query } = prototype
    prototype.query = function (this: pg.Client, ...args: readonly unknown[]): unknown {
        if (!heard.has(this)) {
            heard.add(this)
            this.on("notice", (notice) => notices.push(notice.message ?? ""))
        }
        const [first] = args
        statements.add(typeof first === "string" ? first : String((first as { readonly text?: unknown }).text))
        return query.apply(this, [...args])
    }
    try {
        await work()
    } finally {
        prototype.query = query
    }
    return { statements, notices }
}
