import type { DeclaredTable, ReadContext } from "../../core/declared-table.js"
import type { ServerInfo } from "../../core/database-schema.js"
import { quoteIdent } from "../../core/names.js"
import { objectKey, pathText, type ObjectKey } from "../../core/object-key.js"
import type { ObjectKind, Relocation } from "../../core/object-kind.js"
import { operation } from "../../core/operation.js"
import type { Row } from "../../core/queryable.js"
import { withOrigin, type SchemaObject } from "../../core/schema-object.js"
import { givesItsOwnValues } from "../shared/column-definition.js"
import { attachmentsQuery, readAttachment } from "../catalog/attachments-query.js"
import { columnsQuery } from "../catalog/catalog-queries.js"
import { rowOf, textOf, textOrNull } from "../catalog/catalog-rows.js"
import { catalogType } from "../catalog/catalog-type.js"
import type { ColumnType } from "../../operations/column-type.js"
import { columnOperations } from "../../operations/column.js"
import { defaultValue, nextValue, type DefaultDefinition } from "../shared/default-value.js"
import {
    columnName,
    declaredColumns,
    declaredDefault,
    declaredType,
    isSerialColumn,
    serialSequenceName,
    type DeclaredColumn,
} from "../declared/declared-columns.js"
import { existsOperation } from "../../operations/existence.js"
import { isMomentary, readLiteral, sameLiteral } from "./literal.js"
import { withTexts } from "../shared/printed-source.js"
import { nameArgument } from "../../operations/table-name.js"
import { ownName, tableOfPath } from "../shared/table-parts.js"
import { hasStatement } from "../declared/typeorm-made.js"

// Defaults of columns, and of what INSERT puts into views. In place: SET DEFAULT, DROP DEFAULT; existing rows keep their values.
// https://www.postgresql.org/docs/current/ddl-default.html

type Default = SchemaObject<DefaultDefinition>

const NO_KEYS: readonly ObjectKey[] = []

function defaultObject(path: readonly string[], definition: DefaultDefinition): Default {
    const { onView, sequence } = definition
    const parent = onView ? objectKey("view", path.slice(0, 2)) : objectKey("column", path)
    const column = onView ? [objectKey("view column", path)] : NO_KEYS
    const requires = sequence ? [...column, objectKey("sequence", [sequence.schema, sequence.name])] : column
    return { kind: "default", key: objectKey("default", path), path, definition, parent, requires }
}

function readRow(row: Row): Default | null {
    const expression = textOrNull(row, "expression")
    const more = rowOf(row, "more")
    if (expression === null || textOrNull(more, "generated") !== null) return null
    const path = [textOf(row, "schema"), textOf(row, "table"), textOf(row, "column")]
    const sequence = rowOf(more, "sequence")
    const name = textOrNull(sequence, "name")
    if (name !== null && expression.startsWith("nextval(") && expression.endsWith("::regclass)")) {
        return defaultObject(path, {
            expression: "",
            literal: null,
            bare: false,
            evident: false,
            sequence: { schema: textOf(sequence, "schema"), name },
        })
    }
    const type = catalogType(row)
    const literal = readLiteral(expression, type)
    return defaultObject(path, {
        expression,
        literal,
        bare: isBare(type),
        evident: isEvident(literal, type, literal === null ? [] : [literal]),
        sequence: null,
    })
}

/** What INSERT gives a column of a view. Entities cannot say it. */
function readViewDefault(row: Row): Default | null {
    const found = readAttachment(row, "view-default")
    if (!found) return null
    const expression = textOf(found.detail, "expression")
    return defaultObject(found.path, {
        expression,
        literal: null,
        bare: false,
        evident: false,
        sequence: null,
        onView: true,
    })
}

const NONE: readonly Default[] = []

function declaredDefinition(
    table: DeclaredTable,
    declared: DeclaredColumn,
    context: ReadContext,
): DefaultDefinition | null {
    if (isSerialColumn(declared)) {
        const name = serialSequenceName(table.name.name, columnName(declared))
        const sequence = { schema: table.name.schema, name }
        return { expression: "", literal: null, bare: false, evident: false, sequence }
    }
    const value = declared.asExpression ? null : declaredDefault(declared, context.uuidGenerator)
    if (!value) return null
    const type = declaredType(table, declared)
    const literal = value.literal ?? readLiteral(value.expression, type)
    return {
        ...(literal !== null && isMomentary(literal, type) ? { momentary: true } : {}),
        expression: value.expression,
        literal,
        bare: isBare(type),
        evident: isEvident(literal, type, type.enum ? (declared.enum ?? []).map(String) : []),
        sequence: null,
    }
}

function isEvident(literal: string | null, type: ColumnType, enumValues: readonly string[]): boolean {
    if (literal === null || type.array) return false
    if (["smallint", "integer", "bigint"].includes(type.name)) return /^(0|-?[1-9]\d{0,8})$/.test(literal)
    if (type.name === "boolean") return literal === "true" || literal === "false"
    return type.enum ? enumValues.includes(literal) : ["character varying", "text"].includes(type.name)
}

function isBare(type: ColumnType): boolean {
    return !type.array && ["integer", "boolean"].includes(type.name)
}

function relocate(definition: DefaultDefinition, relocation: Relocation, path: readonly string[]): DefaultDefinition {
    const { sequence } = definition
    if (!sequence) {
        const expression = relocation.expression(definition.expression, path.slice(0, 2))
        // An enum's value that has a new name.
        const constant = expression === definition.expression ? undefined : /^'((?:[^']|'')*)'::/s.exec(expression)?.[1]
        const literal = definition.literal === null ? null : (constant?.replaceAll("''", "'") ?? definition.literal)
        return { ...definition, expression, literal }
    }
    return { ...definition, sequence: tableOfPath(relocation.path("sequence", [sequence.schema, sequence.name])) }
}

export const defaultKind: ObjectKind<DefaultDefinition> = {
    name: "default",
    label: "default",
    role: "member",
    expressions: ({ sequence, expression }) => (sequence === null ? [expression] : []),
    make: defaultObject,
    attributes: {
        expression: (from, to) => (sameDefault(from, to) ? null : "alter"),
        literal: (from, to) => (sameDefault(from, to) ? null : "alter"),
        bare: "ignore",
        evident: "ignore",
        onView: "ignore",
        momentary: "ignore",
        // Its old sequence may have to go before the column changes, and the column before the new default can be.
        sequence: (from, to) => (pathText(sequencePath(from)) === pathText(sequencePath(to)) ? null : "replace"),
    },
    create(object) {
        const options = { default: defaultValue(object.definition), from: { default: null } }
        return [operation(columnOperations, "alterColumn", nameArgument(object.path), ownName(object.path), options)]
    },
    drop(object) {
        const options = { default: null, from: { default: defaultValue(object.definition) } }
        return [operation(columnOperations, "alterColumn", nameArgument(object.path), ownName(object.path), options)]
    },
    alter(from, to) {
        const options = { default: defaultValue(to.definition), from: { default: defaultValue(from.definition) } }
        return [operation(columnOperations, "alterColumn", nameArgument(to.path), ownName(to.path), options)]
    },
    catalog: {
        readers: [
            { query: columnsQuery, read: readRow },
            { query: attachmentsQuery, read: readViewDefault },
        ],
        exists: ({ path }) => existsOperation({ columnDefault: ownName(path), table: nameArgument(path) }),
    },
    declared: {
        canBeDeclared: ({ definition }) => !definition.onView,
        readTable(table, context) {
            return declaredColumns(table).flatMap((declared): readonly Default[] => {
                const definition = declaredDefinition(table, declared, context)
                if (!definition) return NONE
                const object = defaultObject([table.name.schema, table.name.name, columnName(declared)], definition)
                return [withOrigin(object, context.origin(declared.entityMetadata, declared.propertyPath))]
            })
        },
        // A column's values come from one source.
        yieldsTo: ({ parent }, declared) => parent !== null && givesItsOwnValues(declared.get(parent)),
        generatedByTypeOrm: (object, making) =>
            making.inGenerated || hasStatement(object, making, "ALTER COLUMN $name SET DEFAULT"),
        comparisonHook: {
            option: "compareDefault",
            attributes: ["expression", "literal", "sequence"],
            decidesPresence: true,
            text: ({ definition }) => (definition.sequence ? nextValue(definition.sequence) : definition.expression),
        },
    },
    report: {
        remark: ({ definition }) =>
            definition.momentary
                ? {
                      code: "default-momentary",
                      text: `has the default ${definition.expression}, which is the moment at which the migration runs, not that of each row`,
                      next: 'for each row\'s own, write () => "now()"',
                  }
                : null,
        describe: ({ definition }) =>
            definition.sequence
                ? `next value of ${pathText(sequencePath(definition))}`
                : (definition.literal ?? definition.expression),
    },
    normalize: {
        printedAttributes: ["expression", "literal"],
        mapPrinted: (object, change) =>
            object.definition.literal === null && !object.definition.sequence
                ? withTexts(object, ["expression"], change)
                : object,
        normalizeLocally(declared, current, server) {
            if (declared.definition.sequence) return declared
            if (current && isPrintOfCall(declared.definition.expression, current.definition.expression, server))
                return { ...declared, definition: current.definition }
            // A default of another type keeps its own words: what is built anew around a change of type stands as if it had always been there.
            if (current && sameDefault(current.definition, declared.definition))
                return current.definition.bare === declared.definition.bare
                    ? { ...declared, definition: current.definition }
                    : declared
            return declared.definition.evident || declared.definition.momentary ? declared : null
        },
        withNormalized: (declared, reading) => ({
            ...declared,
            definition: reading.definition,
            requires: reading.requires,
        }),
    },
    naming: {
        relocate,
    },
    placement: {
        inherited: "same",
        fold: {
            into: "column",
            // A serial's default comes with the serial.
            part: (object, parts) =>
                parts.has("serial") && object.definition.sequence
                    ? { slot: "serial-default", value: true }
                    : { slot: "default", value: defaultValue(object.definition) },
        },
    },
    dependent: {
        // The next value of a sequence is cast to whatever its column becomes.
        isWrittenForTypes: ({ sequence }) => sequence === null,
        givesValue: true,
    },
}

/** The functions by which TypeORM fills uuid columns that an extension brings: Postgres has none of these names itself. */
const UUID_CALL = /^uuid_generate_v[14]\(\)$/

/** Names without a schema are looked up in the default schema first: there a function of that name is the one that is meant. */
function isPrintOfCall(declared: string, print: string, { defaultSchema, redefined }: ServerInfo): boolean {
    if (redefined || !UUID_CALL.test(declared)) return false
    return print === `${defaultSchema}.${declared}` || print === `${quoteIdent(defaultSchema)}.${declared}`
}

function sequencePath(definition: DefaultDefinition): readonly string[] {
    return definition.sequence ? [definition.sequence.schema, definition.sequence.name] : []
}

function sameDefault(from: DefaultDefinition, to: DefaultDefinition): boolean {
    // Which moment a word stood for, nobody can tell any more.
    if (from.literal !== null && to.literal !== null && (from.momentary || to.momentary)) return true
    if (from.literal !== null && to.literal !== null) return sameLiteral(from.literal, to.literal)
    return from.expression === to.expression || momentOf(from.expression) === momentOf(to.expression)
}

/** The moments that Postgres 9 printed as casts of 'now', as TypeORM still writes them, and what they are called. */
const MOMENTS: readonly (readonly [RegExp, string])[] = [
    [/^now\(\)$/, "CURRENT_TIMESTAMP"],
    [/^\('now'::text\)::date$/, "CURRENT_DATE"],
    [/^\('now'::text\)::timestamp(\(\d\))? with time zone$/, "CURRENT_TIMESTAMP$1"],
    [/^\('now'::text\)::timestamp(\(\d\))? without time zone$/, "LOCALTIMESTAMP$1"],
    [/^\('now'::text\)::time(\(\d\))? with time zone$/, "CURRENT_TIME$1"],
    [/^\('now'::text\)::time(\(\d\))? without time zone$/, "LOCALTIME$1"],
]

function momentOf(expression: string): string {
    const moment = MOMENTS.find(([printed]) => printed.test(expression))
    return moment ? expression.replace(...moment) : expression
}
