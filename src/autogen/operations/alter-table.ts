import { locks } from "../core/hazards/locks.js"
import { quoteIdent } from "../core/names.js"
import type { SqlContext } from "../core/operation.js"
import { hazard, statement, type Statement } from "../core/statement.js"
import { quoted } from "./storage-parameters.js"
import { resolveKey, resolveSql, type TableName } from "./table-name.js"

/** What tells rows apart in logical replication. `default`: the primary key. */
export type ReplicaIdentity = "default" | "full" | "nothing" | { readonly index: string }

/** Options of `op.alterTable`: what is not said stays as it is. */
export interface AlterTableOptions {
    /** Whether it is not in the write-ahead log: quick, and empty after a crash. */
    readonly unlogged?: boolean
    /** Storage parameters as SQL: `fillfactor=70`, `toast.autovacuum_enabled=off`. */
    readonly set?: readonly string[]
    /** The names of storage parameters that are to be as Postgres has them by itself. */
    readonly reset?: readonly string[]
    readonly replicaIdentity?: ReplicaIdentity
    /** The index by which CLUSTER orders it; null: none. Nothing is ordered now. */
    readonly clusterOn?: string | null
}

/** What of tables and materialized views is no object of its own. */
export const alterTableOperations = {
    /** ALTER TABLE … SET LOGGED, SET UNLOGGED, SET, RESET, REPLICA IDENTITY, CLUSTER ON and SET WITHOUT CLUSTER. */
    alterTable(context: SqlContext, table: TableName, options: AlterTableOptions): readonly Statement[] {
        const { unlogged, set = [], reset = [], replicaIdentity, clusterOn } = options
        const target = `ALTER TABLE ${resolveSql(context, table)}`
        const lock = "ACCESS EXCLUSIVE"
        const hazards = [hazard(locks.loggingChanged, resolveKey(context, "table", table))]
        return [
            ...(unlogged === undefined
                ? []
                : [statement(`${target} SET ${unlogged ? "UNLOGGED" : "LOGGED"}`, { lock, hazards })]),
            ...(reset.length === 0 ? [] : [statement(`${target} RESET (${reset.map(words).join(", ")})`, QUIET)]),
            ...(set.length === 0 ? [] : [statement(`${target} SET (${set.join(", ")})`, QUIET)]),
            ...(replicaIdentity === undefined
                ? []
                : [statement(`${target} REPLICA IDENTITY ${identityWords(replicaIdentity)}`, { lock })]),
            ...(clusterOn === undefined
                ? []
                : [
                      statement(
                          `${target} ${clusterOn === null ? "SET WITHOUT CLUSTER" : `CLUSTER ON ${quoteIdent(clusterOn)}`}`,
                          QUIET,
                      ),
                  ]),
        ]
    },
} as const

/** Nobody who reads or writes rows has to wait for it. */
const QUIET = { lock: "SHARE UPDATE EXCLUSIVE" } as const

function words(name: string): string {
    return name.split(".").map(quoted).join(".")
}

function identityWords(identity: ReplicaIdentity): string {
    return typeof identity === "string" ? identity.toUpperCase() : `USING INDEX ${quoteIdent(identity.index)}`
}
