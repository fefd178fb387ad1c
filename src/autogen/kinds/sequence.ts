import { quoteIdent, quoteLiteral, type QualifiedName } from "../core/names.js"
import { objectKey } from "../core/object-key.js"
import type { ObjectKind } from "../core/object-kind.js"
import { operation, type SqlContext } from "../core/operation.js"
import type { Row } from "../core/queryable.js"
import type { SchemaObject } from "../core/schema-object.js"
import { statement, type Statement } from "../core/statement.js"
import { sequencesQuery } from "./shared/catalog-queries.js"
import { booleanOf, textOf, textOrNull } from "./shared/catalog-rows.js"
import {
    columnName,
    declaredColumns,
    declaredType,
    isSerialColumn,
    serialSequenceName,
} from "./shared/declared-columns.js"
import { nameArgument, resolveSql, type TableName } from "./shared/table-name.js"
import { ownName, tableOfPath } from "./shared/table-parts.js"

// Sequences. In place: everything. A sequence inside an identity column belongs to that column and is no object here.
// https://www.postgresql.org/docs/current/sql-altersequence.html

export interface SequenceDefinition {
    readonly dataType: string
    readonly start: string
    readonly increment: string
    readonly minimum: string
    readonly maximum: string
    readonly cache: string
    readonly cycle: boolean
    /** The path of the column that takes the sequence with it, or null. */
    readonly ownedBy: readonly [schema: string, table: string, column: string] | null
}

/** The column that owns a sequence. */
export interface SequenceOwner {
    readonly table: TableName
    readonly column: string
}

/** Options of `op.createSequence` and `op.alterSequence`. Numbers beyond 2^53 are given as text. */
export interface SequenceOptions {
    readonly as?: "smallint" | "integer" | "bigint"
    readonly start?: number | string
    readonly increment?: number | string
    readonly minimum?: number | string
    readonly maximum?: number | string
    readonly cache?: number | string
    readonly cycle?: boolean
    readonly ownedBy?: SequenceOwner | null
}

/** The operations on sequences. */
export const sequenceOperations = {
    /** CREATE SEQUENCE. */
    createSequence(context: SqlContext, name: TableName, options: SequenceOptions = {}): readonly Statement[] {
        const create = ["CREATE SEQUENCE", resolveSql(context, name), ...sequenceWords(context, options)].join(" ")
        return [statement(create), ...continueValues(context, name, options)]
    },

    /** ALTER SEQUENCE. Its value stays. */
    alterSequence(context: SqlContext, name: TableName, options: SequenceOptions): readonly Statement[] {
        return [statement(["ALTER SEQUENCE", resolveSql(context, name), ...sequenceWords(context, options)].join(" "))]
    },

    /** DROP SEQUENCE. Its value is gone. */
    dropSequence(context: SqlContext, name: TableName): readonly Statement[] {
        return [statement(`DROP SEQUENCE ${resolveSql(context, name)}`)]
    },

    /** ALTER SEQUENCE … RENAME TO. Defaults that use it follow. */
    renameSequence(context: SqlContext, from: TableName, to: string): readonly Statement[] {
        return [statement(`ALTER SEQUENCE ${resolveSql(context, from)} RENAME TO ${quoteIdent(to)}`)]
    },
} as const

/** A new sequence of a column goes on after the values that are there. Of an empty table it starts where any other does. */
function continueValues(context: SqlContext, name: TableName, options: SequenceOptions): readonly Statement[] {
    const { ownedBy, increment = 1, start = 1 } = options
    if (!ownedBy || Number(increment) !== 1 || Number(start) !== 1) return []
    const highest = `(SELECT max(${quoteIdent(ownedBy.column)}) FROM ${resolveSql(context, ownedBy.table)})`
    const sequence = quoteLiteral(resolveSql(context, name)).trim()
    return [statement(`SELECT setval(${sequence}, GREATEST(${highest}, 0) + 1, false)`)]
}

function sequenceWords(context: SqlContext, options: SequenceOptions): readonly string[] {
    const { ownedBy } = options
    return [
        options.as && `AS ${options.as}`,
        options.increment !== undefined && `INCREMENT BY ${options.increment}`,
        options.minimum !== undefined && `MINVALUE ${options.minimum}`,
        options.maximum !== undefined && `MAXVALUE ${options.maximum}`,
        options.start !== undefined && `START WITH ${options.start}`,
        options.cache !== undefined && `CACHE ${options.cache}`,
        options.cycle !== undefined && (options.cycle ? "CYCLE" : "NO CYCLE"),
        ownedBy === null && "OWNED BY NONE",
        ownedBy && `OWNED BY ${resolveSql(context, ownedBy.table)}.${quoteIdent(ownedBy.column)}`,
    ].filter((word) => typeof word === "string")
}

type Sequence = SchemaObject<SequenceDefinition>

const MAXIMUM: Readonly<Record<string, string>> = {
    smallint: "32767",
    integer: "2147483647",
    bigint: "9223372036854775807",
}

function sequenceObject(name: QualifiedName, definition: SequenceDefinition): Sequence {
    const path = [name.schema, name.name]
    const owner = definition.ownedBy && objectKey("column", definition.ownedBy)
    return {
        kind: "sequence",
        key: objectKey("sequence", path),
        path,
        definition,
        parent: owner ?? objectKey("schema", [name.schema]),
        requires: owner ? [objectKey("schema", [name.schema])] : [],
    }
}

function defaults(dataType: string): SequenceDefinition {
    const maximum = MAXIMUM[dataType] ?? ""
    return { dataType, start: "1", increment: "1", minimum: "1", maximum, cache: "1", cycle: false, ownedBy: null }
}

function readRow(row: Row): Sequence {
    const table = textOrNull(row, "owner_table")
    return sequenceObject(
        { schema: textOf(row, "schema"), name: textOf(row, "name") },
        {
            dataType: textOf(row, "data_type"),
            start: textOf(row, "start"),
            increment: textOf(row, "increment"),
            minimum: textOf(row, "minimum"),
            maximum: textOf(row, "maximum"),
            cache: textOf(row, "cache"),
            cycle: booleanOf(row, "cycle"),
            ownedBy: table === null ? null : [textOf(row, "owner_schema"), table, textOf(row, "owner_column")],
        },
    )
}

function ownerArgument(definition: SequenceDefinition): SequenceOwner | null {
    return definition.ownedBy && { table: nameArgument(definition.ownedBy), column: ownName(definition.ownedBy) }
}

/** The options in which a definition differs from another: from the defaults of its type when it is created. */
function differingOptions(definition: SequenceDefinition, other: SequenceDefinition): SequenceOptions {
    const { dataType } = definition
    const as = dataType === "smallint" || dataType === "integer" || dataType === "bigint" ? dataType : undefined
    return {
        ...(dataType !== other.dataType && as ? { as } : {}),
        ...(definition.increment === other.increment ? {} : { increment: definition.increment }),
        ...(definition.minimum === other.minimum ? {} : { minimum: definition.minimum }),
        ...(definition.maximum === other.maximum ? {} : { maximum: definition.maximum }),
        ...(definition.start === other.start ? {} : { start: definition.start }),
        ...(definition.cache === other.cache ? {} : { cache: definition.cache }),
        ...(definition.cycle === other.cycle ? {} : { cycle: definition.cycle }),
        ...(JSON.stringify(definition.ownedBy) === JSON.stringify(other.ownedBy)
            ? {}
            : { ownedBy: ownerArgument(definition) }),
    }
}

export const sequenceKind: ObjectKind<SequenceDefinition> = {
    name: "sequence",
    label: "sequence",
    make: (path, definition) => sequenceObject(tableOfPath(path), definition),
    catalog: [{ query: sequencesQuery, read: readRow }],
    readTable(table, context) {
        return declaredColumns(table)
            .filter(isSerialColumn)
            .map((column) => {
                const name = columnName(column)
                const ownedBy = [table.name.schema, table.name.name, name] as const
                const definition = { ...defaults(declaredType(table, column).name), ownedBy }
                const object = sequenceObject(
                    { schema: table.name.schema, name: serialSequenceName(table.name.name, name) },
                    definition,
                )
                return { ...object, origin: context.origin(column.entityMetadata, column.propertyPath) }
            })
    },
    attributes: {
        dataType: "alter",
        start: "alter",
        increment: "alter",
        minimum: "alter",
        maximum: "alter",
        cache: "alter",
        cycle: "alter",
        ownedBy: "alter",
    },
    relocate(definition, relocation) {
        if (!definition.ownedBy) return definition
        const [schema = "", table = "", column = ""] = relocation.path("column", definition.ownedBy)
        return { ...definition, ownedBy: [schema, table, column] }
    },
    structure: (object) => (object.definition.ownedBy ? JSON.stringify(object.definition.ownedBy) : null),
    create({ path, definition }) {
        const base = {
            ...defaults("bigint"),
            ...(definition.dataType === "bigint" ? {} : { maximum: MAXIMUM[definition.dataType] ?? "" }),
        }
        const options = differingOptions(definition, base)
        return [
            operation(
                sequenceOperations,
                "createSequence",
                nameArgument(path),
                ...(Object.keys(options).length > 0 ? [options] : []),
            ),
        ]
    },
    drop: (object) => [operation(sequenceOperations, "dropSequence", nameArgument(object.path))],
    alter: (from, to) => [
        operation(
            sequenceOperations,
            "alterSequence",
            nameArgument(to.path),
            differingOptions(to.definition, from.definition),
        ),
    ],
    rename: (from, to) => [operation(sequenceOperations, "renameSequence", nameArgument(from.path), ownName(to.path))],
    fold: {
        into: "column",
        needs: "serial-default",
        /** `serial` makes just this sequence; any other stays an object of its own. */
        part({ path, definition }) {
            if (!definition.ownedBy) return null
            const table = tableOfPath(definition.ownedBy)
            const named =
                path[0] === table.schema &&
                ownName(path) === serialSequenceName(table.name, ownName(definition.ownedBy))
            const plain =
                JSON.stringify({ ...defaults(definition.dataType), ownedBy: definition.ownedBy }) ===
                JSON.stringify(definition)
            return named && plain ? { slot: "serial", value: definition.dataType } : null
        },
    },
    occupies: (object) => [objectKey("relation", object.path)],
    describe: ({ definition }) => `${definition.dataType} from ${definition.start} by ${definition.increment}`,
}
