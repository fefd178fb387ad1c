import type { QueryRunner } from "typeorm"
import { AutogenError } from "../core/errors.js"
import type { OperationArguments, OperationCompiler } from "../core/operation.js"
import { recorderOf } from "../core/operation-recorder.js"
import type { Queryable } from "../core/queryable.js"
import type { Statement } from "../core/statement.js"
import { existenceQuestions, type ExistingObject } from "../operations/existence.js"
import { resolveName, type TableName } from "../operations/table-name.js"
import { bulkInsert, type PlainRow } from "./bulk-insert.js"
import { checkArguments, compileChecked } from "./check-arguments.js"
import { contextOnDemand } from "./default-schema.js"
import { operationCompilers } from "../operations/index.js"

type Compilers = typeof operationCompilers

/** Homomorphic, so that an editor shows each compiler's documentation and the names of its parameters. */
type CompiledOperations = {
    readonly [K in keyof Compilers]: (...args: OperationArguments<Compilers[K]>) => Promise<void>
}

/** What a migration file calls: one method per operation, and the means for what no operation says. */
export interface MigrationOperations extends CompiledOperations {
    /**
     * Runs SQL as it is, with parameters `$1`, `$2` … where they are given; of a list, one statement after the other.
     *
     * @example
     * ```ts
     * await op.execute("UPDATE room SET floor = $1 WHERE floor IS NULL", [0])
     * ```
     */
    execute(sql: string, params?: readonly unknown[]): Promise<void>
    execute(statements: readonly string[]): Promise<void>
    /**
     * Inserts rows. Values are parameters, never SQL. What stands in a json column is stored as that JSON value; a column that a
     * row leaves out takes its default; `sql("now()")` is an expression.
     *
     * @example
     * ```ts
     * await op.bulkInsert("room", [{ code: "A1", floor: 0 }, { code: "B2", floor: 1 }])
     * ```
     */
    bulkInsert(table: TableName, rows: readonly PlainRow[]): Promise<void>
    /**
     * Whether something exists: what no migration has created, and a change has to drop and create again where it does.
     *
     * @example
     * ```ts
     * const hasTenant = await op.exists({ policy: "tenant", table: "room" })
     * if (hasTenant) await op.dropPolicy("tenant", "room")
     * ```
     */
    exists(object: ExistingObject): Promise<boolean>
    /** The query runner, for all that TypeORM can do. */
    getBind(): QueryRunner
}

/**
 * The operations of a migration, bound to its query runner. A name without a schema belongs to the DataSource's `schema`, or
 * else to the connection's current schema.
 *
 * @example
 * ```ts
 * async up(queryRunner: QueryRunner): Promise<void> {
 *     const op = operations(queryRunner)
 *     await op.addColumn("room", column("floor", integer()))
 * }
 * ```
 */
export function operations(queryRunner: QueryRunner): MigrationOperations {
    const withContext = contextOnDemand(queryRunner)
    const queryable = queryableOf(queryRunner)
    const recorder = recorderOf(queryRunner)

    const run = async (name: string, compiler: OperationCompiler, args: readonly unknown[]): Promise<void> => {
        // The context comes first; parameters with a default do not count.
        checkArguments(name, compiler.length - 1, args)
        const statements = await withContext((context) =>
            compileChecked(name, args, context, () => compiler(context, ...(args as never[]))),
        )
        refuseInsideTransaction(queryRunner, name, statements)
        recorder?.operation(name, args, statements)
        for (const { sql } of statements) await queryRunner.query(sql)
        recorder?.done()
    }

    const compiled = Object.fromEntries(
        Object.entries<OperationCompiler>(operationCompilers).map(([name, compiler]) => [
            name,
            (...args: readonly unknown[]) => run(name, compiler, args),
        ]),
    ) as unknown as CompiledOperations

    return Object.freeze({
        ...compiled,
        async execute(sql: string | readonly string[], params?: readonly unknown[]): Promise<void> {
            checkExecute(sql, params)
            recorder?.execute?.(sql, params)
            if (typeof sql === "string") await queryable.query(sql, params)
            else for (const statement of sql) await queryable.query(statement)
        },
        async bulkInsert(table: TableName, rows: readonly PlainRow[]): Promise<void> {
            checkTableAndRows(table, rows)
            const name = await withContext((context) => resolveName(context, table))
            recorder?.operation("bulkInsert", [table, rows], [])
            if (recorder?.skipsRows !== true) await bulkInsert(queryable, name, rows)
            recorder?.done()
        },
        async exists(object: ExistingObject): Promise<boolean> {
            checkArguments("exists", 1, [object])
            recorder?.question("exists", object)
            if (recorder) return false
            const [question] = await withContext((context) =>
                compileChecked("exists", [object], context, () => existenceQuestions.exists(context, object)),
            )
            return question !== undefined && (await queryable.query(question.sql)).length > 0
        },
        getBind: () => queryRunner,
    })
}

function queryableOf(queryRunner: QueryRunner): Queryable {
    return {
        async query(sql, params) {
            const rows: unknown = await (params === undefined
                ? queryRunner.query(sql)
                : queryRunner.query(sql, [...params]))
            return Array.isArray(rows) ? (rows as Awaited<ReturnType<Queryable["query"]>>) : []
        },
    }
}

/** Told before anything runs: Postgres would say so only at the statement, when others have run already. */
function refuseInsideTransaction(queryRunner: QueryRunner, name: string, statements: readonly Statement[]): void {
    const outside = statements.find((statement) => statement.transaction === "outside")
    if (outside === undefined || !queryRunner.isTransactionActive) return
    throw new AutogenError({
        code: "MIGRATION_FAILED",
        message: `op.${name} cannot run inside a transaction, and one is open: Postgres refuses ${outside.sql}`,
        next:
            "write `readonly transaction = false` in the migration's class. TypeORM's own `migration:run` then needs " +
            "`--transaction each`, and its `migration:revert`, which does not read the class, `--transaction none`",
        fields: { operation: name, sql: outside.sql },
    })
}

function checkExecute(sql: unknown, params: unknown): void {
    const list: readonly unknown[] = Array.isArray(sql) ? sql : [sql]
    if (!list.every((item) => typeof item === "string")) {
        throw new AutogenError({
            code: "MIGRATION_INVALID",
            message: "op.execute: SQL is a text or a list of texts",
            next: 'write op.execute("UPDATE room SET floor = 0")',
        })
    }
    if (params === undefined || (Array.isArray(params) && !Array.isArray(sql))) return
    throw new AutogenError({
        code: "MIGRATION_INVALID",
        message: "op.execute: parameters are a list, and belong to one statement",
        next: 'write op.execute("UPDATE room SET floor = $1", [0]), once per statement',
    })
}

function checkTableAndRows(table: unknown, rows: unknown): void {
    checkArguments("bulkInsert", 1, [table])
    if (typeof table === "string" || (typeof table === "object" && table !== null && "schema" in table)) {
        if (Array.isArray(rows)) return
    }
    throw new AutogenError({
        code: "MIGRATION_INVALID",
        message: "op.bulkInsert takes a table's name and a list of rows",
        next: 'write op.bulkInsert("room", [{ code: "A1" }])',
    })
}
