import { failures } from "../core/hazards/failures.js"
import { rowReads } from "../core/hazards/locks.js"
import { quoteIdent, quoteList, quoteLiteral, quoteName } from "../core/names.js"
import type { SqlContext } from "../core/operation.js"
import { ownOperator as is } from "../core/own-operator.js"
import {
    hazard,
    rowsRead,
    statement,
    type HazardText,
    type LockLevel,
    type RowsReadText,
    type Statement,
} from "../core/statement.js"
import { doBlock } from "./do-block.js"
import { indexOperations } from "./table-index.js"
import { MOST, raise } from "./precondition.js"
import {
    check,
    constraintSql,
    deferrableSql,
    exclude,
    primaryKey,
    unique,
    type CheckOptions,
    type ConstraintItem,
    type CreatePrimaryKeyOptions,
    type CreateUniqueOptions,
    type Deferrable,
    type ExcludeOptions,
    type UniqueOptions,
} from "./table-items.js"
import { resolveKey, resolveName, resolveSql, type TableName } from "./table-name.js"

/** What happens to a row when the row that it refers to is deleted or its key changes. */
export type ReferentialAction = "no action" | "restrict" | "cascade" | "set null" | "set default"

/** Options of `op.createForeignKey`. */
export interface ForeignKeyOptions {
    readonly onDelete?: ReferentialAction
    /** PostgreSQL 15 and later: the columns that `onDelete` sets, where these are not all. Only with "set null" and "set default". */
    readonly onDeleteColumns?: readonly string[]
    readonly onUpdate?: ReferentialAction
    readonly deferrable?: Deferrable
    readonly match?: "simple" | "full"
    /** Not checked against the rows that are there: `op.validateConstraint` does that later, without stopping writers. */
    readonly notValid?: boolean
}

/** What `op.alterConstraint` changes. Null: not deferrable. */
export interface AlterConstraintOptions {
    readonly deferrable: Deferrable | null
}

/** The kind of constraint that `op.dropConstraint` takes away: for the reader, and for a better error. */
export interface DropConstraintOptions {
    readonly type?: "primary key" | "unique" | "check" | "foreign key" | "exclude"
    readonly ifExists?: boolean
}

/** The operations on constraints. Arguments stand in Alembic's order: the constraint's name, its table, the rest. */
export const constraintOperations = {
    /** ALTER TABLE … ADD PRIMARY KEY. Its columns become NOT NULL; where they are already, an index can be taken over in a moment. */
    createPrimaryKey(
        context: SqlContext,
        name: string,
        table: TableName,
        columns: readonly string[],
        { usingIndex, orBuild = false, ...options }: CreatePrimaryKeyOptions = {},
    ): readonly Statement[] {
        if (usingIndex !== undefined) {
            const definition = `PRIMARY KEY USING INDEX ${quoteIdent(usingIndex)}${deferrableSql(options.deferrable)}`
            return [
                ...(orBuild ? [buildMissing(context, table, usingIndex, columns, options)] : []),
                ...addOverIndex(context, table, name, definition),
            ]
        }
        return addConstraint(context, table, primaryKey(name, columns, options), {
            fails: failures.primaryKey,
            reads: rowReads.primaryKey,
        })
    },

    /** ALTER TABLE … ADD UNIQUE. */
    createUniqueConstraint(
        context: SqlContext,
        name: string,
        table: TableName,
        columns: readonly string[],
        { usingIndex, orBuild = false, ...options }: CreateUniqueOptions = {},
    ): readonly Statement[] {
        if (usingIndex !== undefined) {
            const definition = `UNIQUE USING INDEX ${quoteIdent(usingIndex)}${deferrableSql(options.deferrable)}`
            return [
                ...(orBuild ? [buildMissing(context, table, usingIndex, columns, options)] : []),
                ...addOverIndex(context, table, name, definition),
            ]
        }
        return addConstraint(context, table, unique(name, columns, options), {
            fails: failures.unique,
            reads: rowReads.unique,
        })
    },

    /** ALTER TABLE … ADD CHECK. The condition is SQL, without the outer parentheses. */
    createCheckConstraint(
        context: SqlContext,
        name: string,
        table: TableName,
        expression: string,
        options: CheckOptions = {},
    ): readonly Statement[] {
        const added = addConstraint(context, table, check(name, expression, options), {
            fails: failures.check,
            reads: rowReads.check,
        })
        if (!options.ifNotExists) return added
        return added.map((one) => {
            const body = `BEGIN\n    IF NOT ${isThere(context, table, name)} THEN\n        ${one.sql};\n    END IF;\nEND`
            return { ...one, sql: doBlock("add_missing", body) }
        })
    },

    /** ALTER TABLE … ADD EXCLUDE. The text is SQL, from `USING` on. */
    createExcludeConstraint(
        context: SqlContext,
        name: string,
        table: TableName,
        expression: string,
        options: ExcludeOptions = {},
    ): readonly Statement[] {
        return addConstraint(context, table, exclude(name, expression, options), {
            fails: failures.exclusion,
            reads: rowReads.exclusion,
        })
    },

    /** ALTER TABLE … ADD FOREIGN KEY: the columns of the table, and those of the other that they refer to, in the same order. */
    createForeignKey(
        context: SqlContext,
        name: string,
        table: TableName,
        referencedTable: TableName,
        columns: readonly string[],
        referencedColumns: readonly string[],
        options: ForeignKeyOptions = {},
    ): readonly Statement[] {
        const match = options.match === "full" ? " MATCH FULL" : ""
        const { onDeleteColumns = [] } = options
        const set = onDeleteColumns.length === 0 ? "" : ` (${quoteList(onDeleteColumns)})`
        const onDelete = options.onDelete === undefined ? "" : ` ON DELETE ${options.onDelete.toUpperCase()}${set}`
        const onUpdate = options.onUpdate === undefined ? "" : ` ON UPDATE ${options.onUpdate.toUpperCase()}`
        const references = `REFERENCES ${resolveSql(context, referencedTable)} (${quoteList(referencedColumns)})`
        const definition = `FOREIGN KEY (${quoteList(columns)}) ${references}${match}${onDelete}${onUpdate}${deferrableSql(options.deferrable)}${options.notValid ? " NOT VALID" : ""}`
        const object = resolveKey(context, "foreign-key", table, name)
        const lock = "SHARE ROW EXCLUSIVE"
        const hazards = options.notValid
            ? []
            : [hazard(failures.foreignKey, object), rowsRead(lock, object, rowReads.foreignKey)]
        const sql = `ALTER TABLE ${resolveSql(context, table)} ADD CONSTRAINT ${quoteIdent(name)} ${definition}`
        const alsoLocks = [resolveKey(context, "table", referencedTable)]
        return [statement(sql, { lock, hazards, alsoLocks })]
    },

    /** ALTER TABLE … DROP CONSTRAINT, of whatever type. */
    dropConstraint(
        context: SqlContext,
        name: string,
        table: TableName,
        options: DropConstraintOptions = {},
    ): readonly Statement[] {
        const guard = options.ifExists ? "IF EXISTS " : ""
        return [
            statement(`ALTER TABLE ${resolveSql(context, table)} DROP CONSTRAINT ${guard}${quoteIdent(name)}`, {
                lock: "ACCESS EXCLUSIVE",
            }),
        ]
    },

    /** ALTER TABLE … ALTER CONSTRAINT: the deferrability of a foreign key, the one thing that Postgres alters in place. */
    alterConstraint(
        context: SqlContext,
        name: string,
        table: TableName,
        options: AlterConstraintOptions,
    ): readonly Statement[] {
        const deferrable = options.deferrable === null ? " NOT DEFERRABLE" : deferrableSql(options.deferrable)
        const sql = `ALTER TABLE ${resolveSql(context, table)} ALTER CONSTRAINT ${quoteIdent(name)}${deferrable}`
        return [statement(sql, { lock: "ACCESS EXCLUSIVE" })]
    },

    /** ALTER TABLE … VALIDATE CONSTRAINT: reads every row, and lets others write meanwhile. */
    validateConstraint(context: SqlContext, name: string, table: TableName): readonly Statement[] {
        const object = resolveKey(context, "constraint", table, name)
        const sql = `ALTER TABLE ${resolveSql(context, table)} VALIDATE CONSTRAINT ${quoteIdent(name)}`
        const lock = "SHARE UPDATE EXCLUSIVE"
        const hazards = [hazard(failures.validation, object), rowsRead(lock, object, rowReads.validation)]
        return [statement(sql, { lock, hazards })]
    },

    /**
     * ALTER TABLE … VALIDATE CONSTRAINT of a check: reads every row, and lets others write meanwhile. Where rows break the condition,
     * the check is dropped again, so that they can be written as before, and the error counts them. Then, or where it is not there for
     * another reason, the next attempt begins with ADD CONSTRAINT … NOT VALID.
     */
    validateCheck(
        context: SqlContext,
        name: string,
        table: TableName,
        expression: string,
        options: Omit<CheckOptions, "notValid"> = {},
    ): readonly Statement[] {
        const [target, own] = [resolveSql(context, table), quoteIdent(name)]
        const object = resolveKey(context, "check", table, name)
        const hazards = [hazard(failures.check, object), rowsRead(VALIDATION, object, rowReads.validation)]
        const rows = `FROM ${target} WHERE NOT (${expression}\n)`
        const body = `#variable_conflict use_column
DECLARE
    offending bigint := 0;
BEGIN
    IF NOT ${isThere(context, table, name)} THEN
        ALTER TABLE ${target} ADD ${constraintSql(check(name, expression, { ...options, notValid: true }))};
        COMMIT;
    END IF;
    BEGIN
        ALTER TABLE ${target} VALIDATE CONSTRAINT ${own};
    EXCEPTION WHEN check_violation THEN
        offending := 1;
    END;
    IF offending ${is("=")} 0 THEN RETURN; END IF;
    ALTER TABLE ${target} DROP CONSTRAINT ${own};
    COMMIT;
    SELECT pg_catalog.count(*) INTO offending FROM (SELECT ${rows} LIMIT ${MOST + 1}) AS found;
    ${raise({
        table: target,
        limit: MOST,
        sample: `SELECT * ${rows} LIMIT 10`,
        what: brokenBy(expression),
        code: "check_violation",
        hint: "correct these rows",
    })}
    RAISE check_violation USING MESSAGE = ${literal(`rows of ${target} broke ${own} while it was validated`)}, HINT = 'Run the migration again.';
END`
        return [statement(doBlock("validate", body), { lock: VALIDATION, hazards, transaction: "outside" })]
    },

    /** ALTER TABLE … RENAME CONSTRAINT. The index behind it follows. */
    renameConstraint(context: SqlContext, table: TableName, from: string, to: string): readonly Statement[] {
        const sql = `ALTER TABLE ${resolveSql(context, table)} RENAME CONSTRAINT ${quoteIdent(from)} TO ${quoteIdent(to)}`
        return [statement(sql, { lock: "ACCESS EXCLUSIVE" })]
    },
} as const

const VALIDATION = "SHARE UPDATE EXCLUSIVE"

function isThere(context: SqlContext, table: TableName, name: string): string {
    const relation = `${literal(resolveSql(context, table))}::pg_catalog.regclass`
    return `EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid ${is("=")} ${relation} AND conname ${is("=")} ${literal(name)})`
}

/** What is wrong with rows that break a condition. */
function brokenBy(expression: string): string {
    const column = /^\((.*) IS NOT NULL\)$/s.exec(expression)?.[1]
    return column === undefined
        ? `breaking the condition ${expression.replaceAll(/\s+/g, " ").trim()}`
        : `with null in ${column}`
}

function literal(text: string): string {
    return quoteLiteral(text).trim()
}

/** The index is there already: nothing is built, and no row is read. */
function addOverIndex(context: SqlContext, table: TableName, name: string, definition: string): readonly Statement[] {
    const sql = `ALTER TABLE ${resolveSql(context, table)} ADD CONSTRAINT ${quoteIdent(name)} ${definition}`
    return [statement(sql, { lock: "ACCESS EXCLUSIVE" })]
}

/** Locks nothing where the index is there. */
function buildMissing(
    context: SqlContext,
    table: TableName,
    index: string,
    columns: readonly string[],
    { include = [], with: parameters = [], nullsNotDistinct = false }: UniqueOptions,
): Statement {
    const there = quoteName({ schema: resolveName(context, table).schema, name: index })
    const build = indexOperations.createIndex(context, index, table, columns, {
        unique: true,
        nullsNotDistinct,
        include,
        with: parameters,
    })
    const body = `BEGIN
    IF pg_catalog.to_regclass(${quoteLiteral(there).trim()}) IS NULL THEN
        ${build.map(({ sql }) => sql).join("; ")};
    END IF;
END`
    return statement(doBlock("build_missing", body))
}

const KIND_OF_ITEM = { primaryKey: "primary-key", unique: "unique", check: "check", exclude: "exclusion" } as const

function addConstraint(
    context: SqlContext,
    table: TableName,
    item: ConstraintItem,
    { fails, reads }: { readonly fails: HazardText; readonly reads: RowsReadText },
): readonly Statement[] {
    const lock: LockLevel = "ACCESS EXCLUSIVE"
    const object = resolveKey(context, KIND_OF_ITEM[item.call], table, item.name)
    const sql = `ALTER TABLE ${resolveSql(context, table)} ADD ${constraintSql(item)}`
    const isUnchecked = item.call === "check" && item.options.notValid === true
    const hazards = [hazard(fails, object), rowsRead(lock, object, reads)]
    return [statement(sql, { lock, hazards: isUnchecked ? [] : hazards })]
}
