import { objectKey, type ObjectKey } from "../core/object-key.js"
import { sameData } from "../core/equality.js"
import type { ObjectKind } from "../core/object-kind.js"
import { operation, type Operation } from "../core/operation.js"
import type { Row } from "../core/queryable.js"
import type { SchemaObject } from "../core/schema-object.js"
import { attachmentsQuery, readAttachment } from "./catalog/attachments-query.js"
import { columnsQuery } from "./catalog/catalog-queries.js"
import { numberOf, rowOf, textOf, textOrNull, textsOf } from "./catalog/catalog-rows.js"
import { columnOperations } from "../operations/column.js"
import type { ColumnSettings, ColumnStorage } from "../operations/column-storage.js"
import { indexOperations } from "../operations/table-index.js"
import { parameterOptions } from "../operations/storage-parameters.js"
import { nameArgument } from "../operations/table-name.js"
import { ownName } from "./shared/table-parts.js"

// How a column of a table, a materialized view or an index is stored, and what is told to the planner of it, where that is not as
// Postgres has it by itself. In place: everything; but a new type takes storage and compression away, so that they are put back after
// it. Entities cannot say any of it.
// https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-SET-STATISTICS

export interface ColumnSettingsDefinition {
    readonly on: "column" | "view column" | "index column"
    readonly statistics: number | null
    readonly storage: ColumnStorage | null
    readonly compression: "pglz" | "lz4" | null
    /** As the catalog has them: `n_distinct=-0.5`. */
    readonly options: readonly string[]
    /** How the type is stored by itself. */
    readonly typeStorage: ColumnStorage
}

type Settings = SchemaObject<ColumnSettingsDefinition>

function parentOf(path: readonly string[], { on }: ColumnSettingsDefinition): ObjectKey {
    if (on === "column") return objectKey("column", path)
    return on === "index column" ? objectKey("index", path.slice(0, -1)) : objectKey("view", path.slice(0, -1))
}

function settingsObject(path: readonly string[], definition: ColumnSettingsDefinition): Settings {
    return {
        kind: "column-settings",
        key: objectKey("column-settings", path),
        path,
        definition,
        parent: parentOf(path, definition),
        requires: definition.on === "view column" ? [objectKey("view column", path)] : [],
    }
}

const STORAGES: Readonly<Record<string, ColumnStorage>> = { p: "plain", e: "external", x: "extended", m: "main" }

function readSettings(row: Row, on: ColumnSettingsDefinition["on"]): ColumnSettingsDefinition {
    const compression = textOrNull(row, "compression")
    return {
        on,
        statistics: row["statistics"] === null ? null : numberOf(row, "statistics"),
        storage: STORAGES[textOrNull(row, "storage") ?? ""] ?? null,
        compression: compression === "p" ? "pglz" : compression === "l" ? "lz4" : null,
        options: textsOf(row, "options"),
        typeStorage: STORAGES[textOf(row, "type_storage")] ?? "plain",
    }
}

function readColumn(row: Row): Settings | null {
    const more = rowOf(row, "more")
    if (more["settings"] === null || more["settings"] === undefined) return null
    const path = [textOf(row, "schema"), textOf(row, "table"), textOf(row, "column")]
    return settingsObject(path, readSettings(rowOf(more, "settings"), "column"))
}

function readAttached(row: Row): Settings | null {
    const found = readAttachment(row, "column-settings")
    if (!found) return null
    const number = textOrNull(found.detail, "number")
    return number === null
        ? settingsObject(found.path, readSettings(found.detail, "view column"))
        : settingsObject([...found.path, number], readSettings(found.detail, "index column"))
}

/** What takes a column from some settings to others. */
function change(
    { path, definition: { on } }: Settings,
    from: ColumnSettingsDefinition,
    to: ColumnSettingsDefinition,
): readonly Operation[] {
    const { statistics } = to
    if (on === "index column") {
        const index = path.slice(0, -1)
        const changed = { statistics: { [Number(ownName(path))]: statistics } }
        return [operation(indexOperations, "alterIndex", ownName(index), nameArgument(path), changed)]
    }
    const changed: ColumnSettings = {
        ...(from.statistics === statistics ? {} : { statistics }),
        ...(from.storage === to.storage ? {} : { storage: to.storage ?? to.typeStorage }),
        ...(from.compression === to.compression ? {} : { compression: to.compression ?? ("default" as const) }),
        ...parameterOptions(from.options, to.options),
    }
    return [operation(columnOperations, "alterColumn", nameArgument(path), ownName(path), changed)]
}

function untold({ on, typeStorage }: ColumnSettingsDefinition): ColumnSettingsDefinition {
    return { on, statistics: null, storage: null, compression: null, options: [], typeStorage }
}

export const columnSettingsKind: ObjectKind<ColumnSettingsDefinition> = {
    name: "column-settings",
    label: "settings of a column",
    role: "member",
    make: settingsObject,
    attributes: {
        on: "ignore",
        statistics: "alter",
        storage: "alter",
        compression: "alter",
        options: (from, to) => (sameData([...from.options].sort(), [...to.options].sort()) ? null : "alter"),
        typeStorage: "ignore",
    },
    create: (object) => change(object, untold(object.definition), object.definition),
    drop: (object) => change(object, object.definition, untold(object.definition)),
    alter: (from, to) => change(to, from.definition, to.definition),
    catalog: {
        readers: [
            { query: columnsQuery, read: readColumn },
            { query: attachmentsQuery, read: readAttached },
        ],
    },
    declared: {
        canBeDeclared: () => false,
    },
    report: {
        omitFromReport: true,
        describe: ({ definition: { statistics, storage, compression, options } }) =>
            [
                statistics === null ? "" : `statistics ${statistics}`,
                storage === null ? "" : `storage ${storage}`,
                compression === null ? "" : `compression ${compression}`,
                ...options,
            ]
                .filter(Boolean)
                .join(", "),
    },
    rehearsal: {
        // A Postgres may have been built without a compression method.
        mayNameUnknown: true,
    },
    dependent: {
        isResetByType: true,
    },
}
