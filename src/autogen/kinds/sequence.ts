import { sameData } from "../core/equality.js"
import type { QualifiedName } from "../core/names.js"
import { objectKey } from "../core/object-key.js"
import type { ObjectKind } from "../core/object-kind.js"
import { operation } from "../core/operation.js"
import type { Row } from "../core/queryable.js"
import { withOrigin, type SchemaObject } from "../core/schema-object.js"
import { givesItsOwnValues } from "./shared/column-definition.js"
import { sequencesQuery } from "./catalog/catalog-queries.js"
import { textOf, textOrNull } from "./catalog/catalog-rows.js"
import {
    columnName,
    declaredColumns,
    declaredType,
    isSerialColumn,
    serialSequenceName,
} from "./declared/declared-columns.js"
import { existsOperation } from "../operations/existence.js"
import { changedNumbers, fittingNumbers, numberWords, type SequenceNumbers } from "../operations/sequence-numbers.js"
import { takeDefaultGrants, withDefaultGrants } from "./catalog/default-grants.js"
import { makeRoles } from "../operations/roles.js"
import { nameArgument } from "../operations/table-name.js"
import { ownName, tableOfPath } from "./shared/table-parts.js"
import { hasStatement } from "./declared/typeorm-made.js"
import { readNumbers } from "./catalog/sequence-row.js"
import { type SequenceOwner, type SequenceOptions, sequenceOperations } from "../operations/sequence.js"

// Sequences. In place: everything. A sequence inside an identity column belongs to that column and is no object here.
// https://www.postgresql.org/docs/current/sql-altersequence.html

export interface SequenceDefinition {
    readonly dataType: string
    /** Null where nothing is said about them: entities cannot. Then they stay as they are. */
    readonly numbers: SequenceNumbers | null
    /** The path of the column that takes the sequence with it, or null. */
    readonly ownedBy: readonly [schema: string, table: string, column: string] | null
    /** The roles that get privileges on a new one: ALTER DEFAULT PRIVILEGES. */
    readonly grantedByDefault?: readonly string[]
}

type Sequence = SchemaObject<SequenceDefinition>

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

function readRow(row: Row): Sequence {
    const table = textOrNull(row, "owner_table")
    return sequenceObject(
        { schema: textOf(row, "schema"), name: textOf(row, "name") },
        {
            dataType: textOf(row, "data_type"),
            numbers: readNumbers(row, textOf(row, "data_type")),
            ownedBy: table === null ? null : [textOf(row, "owner_schema"), table, textOf(row, "owner_column")],
            ...withDefaultGrants(row),
        },
    )
}

function ownerArgument(definition: SequenceDefinition): SequenceOwner | null {
    return definition.ownedBy && { table: nameArgument(definition.ownedBy), column: ownName(definition.ownedBy) }
}

function typeOption({ dataType }: SequenceDefinition): Pick<SequenceOptions, "as"> {
    return dataType === "smallint" || dataType === "integer" || dataType === "bigint" ? { as: dataType } : {}
}

function creationOptions(definition: SequenceDefinition): SequenceOptions {
    return {
        ...(definition.dataType === "bigint" ? {} : typeOption(definition)),
        ...definition.numbers,
        ...(definition.ownedBy ? { ownedBy: ownerArgument(definition) } : {}),
    }
}

function changedOptions(from: SequenceDefinition, to: SequenceDefinition): SequenceOptions {
    return {
        ...(from.dataType === to.dataType ? {} : typeOption(to)),
        ...(from.numbers && to.numbers ? changedNumbers(from.numbers, to.numbers) : {}),
        ...(sameData(from.ownedBy, to.ownedBy) ? {} : { ownedBy: ownerArgument(to) }),
    }
}

function isPlain({ numbers }: SequenceDefinition): boolean {
    return numbers === null || Object.keys(numbers).length === 0
}

export const sequenceKind: ObjectKind<SequenceDefinition> = {
    name: "sequence",
    label: "sequence",
    role: "relation",
    make: (path, definition) => sequenceObject(tableOfPath(path), definition),
    attributes: {
        dataType: "alter",
        numbers: (from, to) => (!from.numbers || !to.numbers || sameData(from.numbers, to.numbers) ? null : "alter"),
        ownedBy: "alter",
        // Its privileges are objects: this is what has to be taken from a new one first.
        grantedByDefault: "ignore",
    },
    create({ path, definition }) {
        const options = creationOptions(definition)
        return [
            operation(
                sequenceOperations,
                "createSequence",
                nameArgument(path),
                ...(Object.keys(options).length > 0 ? [options] : []),
            ),
            ...takeDefaultGrants(path, definition.grantedByDefault, "sequence"),
        ]
    },
    drop({ path, definition }) {
        const ownedBy = ownerArgument(definition)
        return [operation(sequenceOperations, "dropSequence", nameArgument(path), ...(ownedBy ? [{ ownedBy }] : []))]
    },
    alter: (from, to) => [
        operation(
            sequenceOperations,
            "alterSequence",
            nameArgument(to.path),
            changedOptions(from.definition, to.definition),
        ),
    ],
    catalog: {
        readers: [{ query: sequencesQuery, read: readRow }],
        exists: ({ path }) => existsOperation({ sequence: nameArgument(path) }),
    },
    declared: {
        readTable(table, context) {
            return declaredColumns(table)
                .filter(isSerialColumn)
                .map((column) => {
                    const name = columnName(column)
                    const ownedBy = [table.name.schema, table.name.name, name] as const
                    const definition = { dataType: declaredType(table, column).name, numbers: null, ownedBy }
                    const object = sequenceObject(
                        { schema: table.name.schema, name: serialSequenceName(table.name.name, name) },
                        definition,
                    )
                    return withOrigin(object, context.origin(column.entityMetadata, column.propertyPath))
                })
        },
        // The column's own counts on from here.
        yieldsTo: ({ definition: { ownedBy } }, declared) =>
            ownedBy !== null && givesItsOwnValues(declared.get(objectKey("column", ownedBy))),
        generatedByTypeOrm(object, making) {
            const { ownedBy } = object.definition
            if (ownedBy === null) return false
            const isSerial = hasStatement(
                { path: ownedBy },
                making,
                String.raw`(?:ADD|\(|,)\s*$name (?:BIG|SMALL)?SERIAL\b`,
            )
            return isSerial || hasStatement(object, making, "CREATE SEQUENCE [^;]*$name OWNED BY")
        },
        optionalAttributes: ["numbers"],
        fitUndeclared: (definition) => ({
            ...definition,
            numbers: fittingNumbers(definition.numbers, definition.dataType),
        }),
    },
    report: {
        describe: ({ definition }) =>
            [definition.dataType, ...numberWords(definition.numbers ?? {})].join(" ").toLowerCase(),
    },
    naming: {
        relocate(definition, relocation) {
            if (!definition.ownedBy) return definition
            const [schema = "", table = "", column = ""] = relocation.path("column", definition.ownedBy)
            return { ...definition, ownedBy: [schema, table, column] }
        },
        // A sequence that a column owns is always in its table's schema.
        movesWithParent: ([schema = "", name = ""], [owner = schema]) => [owner, name],
        structure: (object) => (object.definition.ownedBy ? JSON.stringify(object.definition.ownedBy) : null),
        rename: (from, to) => [
            operation(sequenceOperations, "renameSequence", nameArgument(from.path), ownName(to.path)),
        ],
        occupies: (object) => [objectKey("relation", object.path)],
    },
    placement: {
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
                return named && isPlain(definition) && !definition.grantedByDefault
                    ? { slot: "serial", value: definition.dataType }
                    : null
            },
        },
    },
    rehearsal: {
        prerequisites: ({ definition }) => makeRoles(definition.grantedByDefault ?? []),
    },
}
