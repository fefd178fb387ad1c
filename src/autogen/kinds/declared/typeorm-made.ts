import { quoteIdent, truncateName } from "../../core/names.js"
import type { Making } from "../../core/provenance.js"
import type { SchemaObject } from "../../core/schema-object.js"
import { ownName } from "../shared/table-parts.js"

// What TypeORM's own generator made can be told: it quotes every name, and names keys and indexes by the project's naming strategy.

/** The names that TypeORM's default strategy makes: a prefix and a part of a hash. */
const HASHED = /^(?:PK|UQ|FK|REL|IDX|CHK|XCL)_[0-9a-f]{26,27}$/

/** Whether the project's naming strategy names an object in a table so; `propose` asks it. */
export function isStrategyName(
    { path }: SchemaObject,
    { namingStrategy }: Making,
    propose?: (strategy: Making["namingStrategy"], table: string) => string,
): boolean {
    if (HASHED.test(ownName(path))) return true
    const [schema = "", table = ""] = path
    if (!propose) return false
    return [table, `${schema}.${table}`].some((name) => truncateName(propose(namingStrategy, name)) === ownName(path))
}

/**
 * Whether the migrations' text has a pattern, in which `$name` stands for the object's name and `$table` for that of what it is in, in
 * double quotes as TypeORM writes them.
 */
export function hasStatement({ path }: Pick<SchemaObject, "path">, { text }: Making, pattern: string): boolean {
    const quoted = (name: string | undefined): string =>
        quoteIdent(name ?? "").replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    const source = pattern.replaceAll("$name", () => quoted(path.at(-1))).replaceAll("$table", () => quoted(path[1]))
    return new RegExp(source, "su").test(text)
}
