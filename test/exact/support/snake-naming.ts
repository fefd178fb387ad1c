import type { NamingStrategyInterface, Table } from "typeorm"
import type { Orm } from "./case.js"

/** The strategy of most projects that have one: everything in snake_case, constraints called after what they are about. */
export function snakeNaming(orm: Orm): NamingStrategyInterface {
    const snake = (text: string): string => text.replaceAll(/([a-z\d])([A-Z])/g, "$1_$2").toLowerCase()
    const tableOf = (table: Table | string): string =>
        (typeof table === "string" ? table : table.name).split(".").at(-1) ?? ""
    class SnakeNaming extends orm.DefaultNamingStrategy {
        override tableName = (target: string, given: string | undefined): string => given ?? snake(target)
        override columnName = (property: string, given: string | undefined, prefixes: string[]): string =>
            snake([...prefixes, ""].join("_")) + (given ?? snake(property))
        override relationName = (property: string): string => snake(property)
        override joinColumnName = (relation: string, column: string): string => snake(`${relation}_${column}`)
        override joinTableName = (first: string, second: string, property: string): string =>
            snake(`${first}_${property.replaceAll(".", "_")}_${second}`)
        override joinTableColumnName = (table: string, property: string, column?: string): string =>
            snake(`${table}_${column ?? property}`)
        override primaryKeyName = (table: Table | string): string => `pk_${tableOf(table)}`
        override uniqueConstraintName = (table: Table | string, columns: string[]): string =>
            `uq_${tableOf(table)}_${columns.join("_")}`
        override foreignKeyName = (table: Table | string, columns: string[]): string =>
            `fk_${tableOf(table)}_${columns.join("_")}`
        override relationConstraintName = (table: Table | string, columns: string[]): string =>
            `rel_${tableOf(table)}_${columns.join("_")}`
        override indexName = (table: Table | string, columns: string[]): string =>
            `ix_${tableOf(table)}_${columns.join("_")}`
    }
    return new SnakeNaming()
}
