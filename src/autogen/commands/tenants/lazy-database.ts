import type { Queryable } from "../../core/queryable.js"
import { openSession, type Session } from "../../revisions/session.js"
import type { Project } from "../opened-project.js"

/** Runs something with the DataSource's database, to which it connects at the first query. */
export async function lazyDatabase<T>(project: Project, use: (database: Queryable) => T | Promise<T>): Promise<T> {
    let opening: Promise<Session> | undefined
    const session = (): Promise<Session> =>
        (opening ??= openSession(project.dataSource, {
            isBuilt: true,
            directUrl: project.options.directUrl || undefined,
        }))
    try {
        return await use({ query: async (sql, params) => (await session()).query(sql, params) })
    } finally {
        // Where it could not be opened, the query has said so.
        await opening?.then(
            (opened) => opened.close(),
            () => undefined,
        )
    }
}
