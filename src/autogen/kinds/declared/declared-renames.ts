import type { DeclaredTable, ReadContext } from "../../core/declared-table.js"
import { AutogenError } from "../../core/errors.js"
import { truncateName, type QualifiedName } from "../../core/names.js"
import type { DeclaredRename, RenameDeclaration } from "../../core/rename.js"
import { columnName, declaringEntity, enumName, type DeclaredColumn } from "./declared-columns.js"

/** What a class says of the old name of its table or view. */
export function declaredRelationRenames(
    kind: "table" | "view",
    name: QualifiedName,
    entity: DeclaredTable["entities"][number],
    context: ReadContext,
): readonly DeclaredRename[] {
    return context.renamesOf(entity.target, null).map((old) => ({
        kind,
        from: [old.schema ?? name.schema, old.name === undefined ? name.name : truncateName(old.name)],
        to: [name.schema, name.name],
        origin: context.origin(entity),
    }))
}

/** What a property says of the old name of its column. In an embedded class the prefixes come before it, as before the new one. */
export function declaredColumnRenames(
    { name }: DeclaredTable,
    column: DeclaredColumn,
    context: ReadContext,
): readonly DeclaredRename[] {
    return declarationsOf(column, context).flatMap((old) => {
        if (old.name === undefined) return []
        if (isOneOfSeveral(column)) throw severalColumns(column, old.name)
        const prefixes = column.embeddedMetadata?.parentPrefixes ?? []
        const before =
            prefixes.length === 0
                ? old.name
                : context.namingStrategy.columnName(column.propertyName, old.name, [...prefixes])
        return {
            kind: "column",
            from: [name.schema, name.name, truncateName(before)],
            to: [name.schema, name.name, columnName(column)],
            origin: context.origin(declaringEntity(column), column.propertyPath),
        }
    })
}

/** What a property says of its column's enum: the type's old name, and its values'. */
export function declaredEnumRenames(
    table: DeclaredTable,
    column: DeclaredColumn,
    context: ReadContext,
): readonly DeclaredRename[] {
    const { schema, name } = enumName(table, column)
    const origin = context.origin(declaringEntity(column), column.propertyPath)
    return declarationsOf(column, context).flatMap((old) => {
        if (old.enumName === undefined && old.values === undefined) return []
        const values = Object.entries(old.values ?? {}).map(([to, from]) => ({ from, to }))
        const declared = (column.enum ?? []).map(String)
        const unknown = values.find(({ to }) => !declared.includes(to))
        if (unknown) throw unknownValue(`${origin.entity}.${column.propertyPath}`, unknown.to, declared)
        const home = { kind: "column", path: [table.name.schema, table.name.name, columnName(column)] }
        return {
            kind: "enum",
            from: old.enumName === undefined ? null : [schema, truncateName(old.enumName)],
            to: [schema, name],
            values,
            ...(old.enumName === undefined ? { user: home } : {}),
            origin,
        }
    })
}

function unknownValue(where: string, value: string, declared: readonly string[]): AutogenError {
    return new AutogenError({
        code: "ENTITIES_INVALID",
        message: `@RenamedFrom on ${where} has the old name of ${JSON.stringify(value)}, which is not a value of the enum`,
        next: `the new values come first: { values: { new: "old" } }; the enum has ${declared.map((one) => JSON.stringify(one)).join(", ")}`,
    })
}

/** What is declared on the property that a column belongs to; a join column belongs to its relation's. */
export function declarationsOf(column: DeclaredColumn, context: ReadContext): readonly RenameDeclaration[] {
    if (column.entityMetadata.isJunction) return []
    const target = column.isVirtual ? (column.relationMetadata?.target ?? column.target) : column.target
    return context.renamesOf(target, column.propertyName)
}

function isOneOfSeveral(column: DeclaredColumn): boolean {
    const joined = column.isVirtual ? (column.relationMetadata?.joinColumns ?? []) : []
    return joined.length > 1
}

function severalColumns(column: DeclaredColumn, name: string): AutogenError {
    const where = `${declaringEntity(column).name}.${column.propertyPath}`
    return new AutogenError({
        code: "ENTITIES_INVALID",
        message: `${where} has several columns, and @RenamedFrom("${name}") has the old name of one`,
        next: "name the columns on the command line: --rename table.old:new",
    })
}
