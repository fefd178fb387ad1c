import { openProject, withSession, type ProjectOptions } from "./project.js"
import { current as currentOn, type CurrentRevision } from "./revisions/current.js"
import { downgrade as downgradeOn, type DowngradeOptions, type DowngradeResult } from "./revisions/downgrade.js"
import { upgrade as upgradeOn, type UpgradeOptions, type UpgradeResult } from "./revisions/upgrade.js"

/**
 * Loads a project and runs its pending migrations: see {@link upgradeOn}.
 *
 * @example
 * ```ts
 * const { executed } = await upgrade({ config: "ormconfig.ts" })
 * ```
 */
export async function upgrade(options: ProjectOptions & UpgradeOptions = {}): Promise<UpgradeResult> {
    const project = await openProject(options)
    return withSession(project.dataSource, (session) => upgradeOn(session, options), project.options.directUrl)
}

/**
 * Loads a project and reverts its last migration, or as many as `steps` or `to` say: see {@link downgradeOn}.
 *
 * @example
 * ```ts
 * await downgrade({ steps: 2 })
 * ```
 */
export async function downgrade(options: ProjectOptions & DowngradeOptions = {}): Promise<DowngradeResult> {
    const project = await openProject(options)
    return withSession(project.dataSource, (session) => downgradeOn(session, options), project.options.directUrl)
}

/**
 * Loads a project and tells where its database stands. Writes nothing.
 *
 * @example
 * ```ts
 * const { head, pending } = await current()
 * ```
 */
export async function current(options: ProjectOptions = {}): Promise<CurrentRevision> {
    const project = await openProject(options)
    return withSession(project.dataSource, currentOn)
}
