// All that a migration file may import. The package's index exports these names as they stand here.
export {
    array,
    bigint,
    bigserial,
    boolean,
    bytea,
    char,
    date,
    doublePrecision,
    enumType,
    integer,
    json,
    jsonb,
    money,
    numeric,
    real,
    serial,
    smallint,
    smallserial,
    text,
    time,
    timestamp,
    timestamptz,
    timetz,
    type,
    uuid,
    varchar,
    type TypeCall,
} from "../operations/type-builders.js"
export {
    check,
    column,
    exclude,
    primaryKey,
    sql,
    unique,
    type ColumnItem,
    type ConstraintItem,
    type SqlExpression,
    type TableItem,
} from "../operations/table-items.js"
export {
    addCheck,
    addColumn,
    alterColumn,
    type AddCheckItem,
    type AddColumnItem,
    type AlterColumnItem,
    type AlterTableItem,
} from "../operations/batch-alter-table.js"
export { defaultSchema, type DefaultSchema, type SchemaArgument } from "../operations/default-schema-name.js"
export { inSchema, type SchemaName, type TableName } from "../operations/table-name.js"
export type { PlainRow, PlainValue } from "./bulk-insert.js"
export { operations, type MigrationOperations } from "./operations.js"
export type { Reversibility } from "../core/reversibility.js"
export type { RevisionInfo } from "./revision-info.js"
