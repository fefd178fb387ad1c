import fc from "fast-check"
import { EXTENSIONS, PLAIN, TYPES, type RandomType } from "./random-types.js"

/** A random schema, as the SQL that builds it. */
export interface RandomSchema {
    readonly statements: readonly string[]
    /** Rows for its tables. A default may break a check of its own table: such a row is refused. */
    readonly seed: readonly string[]
}

const TABLES = ["room", "Bed", "order", 'we"ird'] as const
const COLUMNS = ["a", "b", "Camel", "select", "d.ot"] as const
const ENUMS = ["kind", "Mood"] as const
const LABELS = ["low", "mid", "high", "it's", "top"] as const

/** The second schema. */
const ELSEWHERE = '"Else where"'

const GENERATED = [`"id"::text || '-x'`, `upper("id"::text)`] as const
const EXCLUSIONS = [`USING btree ("id" WITH =)`, `USING btree ("id" WITH =) DEFERRABLE`] as const

/** Empties a database that holds such a schema. */
export const emptySchemas = `DROP SCHEMA IF EXISTS public, ${ELSEWHERE} CASCADE; CREATE SCHEMA public`

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

const column = fc.record({
    type: fc.oneof(
        { weight: 3, arbitrary: fc.nat(TYPES.length - 1) },
        { weight: 1, arbitrary: fc.integer({ min: TYPES.length, max: TYPES.length + 2 * ENUMS.length - 1 }) },
        // What foreign keys are made of.
        { weight: 1, arbitrary: fc.constant(0) },
    ),
    nullable: fc.boolean(),
    fallback: fc.nat(2),
    comment: fc.option(fc.constantFrom("a note", 'it\'s \\ "quoted"\nsecond line'), { freq: 4 }),
    check: fc.boolean(),
    unique: fc.boolean(),
    index: fc.nat(8),
    isNoted: fc.boolean(),
    references: fc.option(fc.nat(TABLES.length - 1), { freq: 3 }),
    /** What a row has in it: the default, or one of two values. */
    value: fc.nat(2),
    action: fc.constantFrom("", " ON DELETE CASCADE", " ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED"),
})

const table = fc.record({
    key: fc.constantFrom("serial", "identity", "always", "bigserial", "uuid", "composite"),
    keyName: fc.constantFrom("pk", "PK_1"),
    columns: fc.uniqueArray(fc.tuple(fc.constantFrom(...COLUMNS), column), {
        maxLength: 4,
        selector: ([name]) => name,
    }),
    comment: fc.option(fc.constantFrom("rooms", "other"), { freq: 4 }),
    view: fc.constantFrom("none", "none", "view", "materialized", "both"),
    /** What stands on the views, or on the key: each of them, or not. */
    grouped: fc.nat(3),
    over: fc.nat(3),
    elsewhere: fc.boolean(),
    generated: fc.nat(3),
    exclusion: fc.nat(3),
    rowSecurity: fc.nat(3),
    policy: fc.nat(5),
    trigger: fc.nat(5),
    rule: fc.nat(5),
    rights: fc.nat(6),
    notes: fc.nat(8),
})

const model = fc.record({
    extension: fc.option(fc.constantFrom(...EXTENSIONS), { freq: 2 }),
    joined: fc.nat(3),
    notes: fc.nat(4),
    enums: fc.uniqueArray(
        fc.tuple(fc.constantFrom(...ENUMS), fc.uniqueArray(fc.constantFrom(...LABELS), { minLength: 1 })),
        {
            selector: ([name]) => name,
        },
    ),
    tables: fc.uniqueArray(fc.tuple(fc.nat(TABLES.length - 1), table), { maxLength: 3, selector: ([index]) => index }),
    sequence: fc.option(fc.constantFrom("INCREMENT 2", "START 5 CYCLE MAXVALUE 100", "AS smallint"), { freq: 3 }),
})

type Model = typeof model extends fc.Arbitrary<infer M> ? M : never
type Column = typeof column extends fc.Arbitrary<infer C> ? C : never
type Table = typeof table extends fc.Arbitrary<infer T> ? T : never

/** What a table may refer to. */
interface World {
    readonly schema: Model
    readonly enums: ReadonlyMap<string, readonly string[]>
}

/** A table with the names that its statements need. */
interface Named {
    readonly contents: Table
    /** Qualified and quoted. */
    readonly name: string
    /** What the names of its constraints, views and so on begin with. */
    readonly short: string
}

/**
 * Random schemas over all kinds: schemas, extensions, enums, sequences, tables, columns (generated ones and arrays too), defaults, keys, constraints
 * of every kind, indexes, comments, views (materialized ones, on views, on keys, on several tables), policies, triggers, rules and rights.
 */
export const randomSchema: fc.Arbitrary<RandomSchema> = model.map(render)

function render(schema: Model): RandomSchema {
    const world = { schema, enums: new Map(schema.enums) }
    const tables = schema.tables.map(([index, contents]): Named => {
        return { contents, name: qualified(index, contents), short: `t${index}` }
    })
    const statements = [
        ...(tables.some(({ contents }) => contents.elsewhere) ? [`CREATE SCHEMA ${ELSEWHERE}`] : []),
        "CREATE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        ...(schema.extension === null ? [] : [`CREATE EXTENSION ${schema.extension} SCHEMA public`]),
        ...schema.enums.map(
            ([name, labels]) => `CREATE TYPE ${quote(name)} AS ENUM (${labels.map(literal).join(", ")})`,
        ),
        ...(schema.sequence === null ? [] : [`CREATE SEQUENCE "Next" ${schema.sequence}`]),
        ...tables.map((table) => tableSql(table, world)),
        ...tables.flatMap((table) => constraintsSql(table, world)),
        ...tables.flatMap((table) => [...viewsSql(table), ...attachedSql(table, world), ...notesSql(table)]),
        ...joinedSql(tables, world),
        ...loneNotesSql(tables, world),
    ]
    return { statements, seed: tables.flatMap((table) => rowsSql(table, world)) }
}

/** Two rows: one of defaults, one of values. What refers to another table has none. */
function rowsSql({ name, contents: { columns } }: Named, world: World): readonly string[] {
    const filled = columns.filter(([, { value, references }]) => value > 0 && references === null)
    const defaults = `INSERT INTO ${name} DEFAULT VALUES`
    if (filled.length === 0) return [defaults, defaults]
    const values = filled.map(([, definition]) => typeOf(definition, world).values[definition.value === 1 ? 0 : 1])
    const list = filled.map(([column]) => quote(column)).join(", ")
    return [defaults, `INSERT INTO ${name} (${list}) VALUES (${values.join(", ")})`]
}

function tableSql({ contents, name, short }: Named, world: World): string {
    const { key, keyName, columns, generated, exclusion } = contents
    const isComposite = key === "composite"
    const lines = [
        keySql(contents),
        ...(isComposite ? [`"part" integer DEFAULT 1`, `CONSTRAINT "${short}_alt" UNIQUE ("id")`] : []),
        `CONSTRAINT ${quote(`${short}_${keyName}`)} PRIMARY KEY ("id"${isComposite ? `, "part"` : ""})`,
        ...columns.map(([column, definition]) => columnSql(column, definition, world)),
        ...GENERATED.slice(generated, generated + 1).map((text) => `"gen" text GENERATED ALWAYS AS (${text}) STORED`),
        ...EXCLUSIONS.slice(exclusion, exclusion + 1).map((text) => `CONSTRAINT "${short}_ex" EXCLUDE ${text}`),
    ]
    return `CREATE TABLE ${name} (${lines.join(", ")})`
}

function qualified(index: number, { elsewhere }: Table): string {
    return `${elsewhere ? ELSEWHERE : "public"}.${quote(TABLES[index] ?? "")}`
}

function keySql({ key }: Table): string {
    switch (key) {
        case "identity":
            return `"id" integer GENERATED BY DEFAULT AS IDENTITY`
        case "always":
            return `"id" integer GENERATED ALWAYS AS IDENTITY`
        case "uuid":
            return `"id" uuid DEFAULT gen_random_uuid()`
        case "composite":
            return `"id" serial`
        case "serial":
        case "bigserial":
            return `"id" ${key}`
    }
}

/** The type of a column: an integer where the schema lacks the enum or the extension. */
function typeOf(definition: Column, { schema, enums }: World): RandomType {
    const chosen = TYPES[definition.type]
    if (chosen) return chosen.extension === null || chosen.extension === schema.extension ? chosen : PLAIN
    const index = definition.type - TYPES.length
    const name = ENUMS[index % ENUMS.length] ?? "kind"
    const labels = enums.get(name)
    if (!labels) return PLAIN
    const [first, last] = [literal(labels[0] ?? ""), literal(labels.at(-1) ?? "")] as const
    const rest = { isOrdered: true, method: null, extension: null }
    if (index < ENUMS.length) {
        const condition = (column: string): string => `${column} = ${first}`
        return { sql: quote(name), defaults: [first, last], condition, values: [first, first], ...rest }
    }
    const [list, all] = [`ARRAY[${first}]::${quote(name)}[]`, `ARRAY[${first}, ${last}]::${quote(name)}[]`]
    const condition = (column: string): string => `${first} = ANY (${column})`
    return { sql: `${quote(name)}[]`, defaults: [list, all], condition, values: [list, all], ...rest }
}

function columnSql(name: string, definition: Column, world: World): string {
    const { sql, defaults } = typeOf(definition, world)
    const fallback = definition.fallback === 0 ? "" : ` DEFAULT ${defaults[definition.fallback - 1]}`
    const mayBeNull = definition.nullable || fallback === "" || fallback.endsWith(" NULL")
    return `${quote(name)} ${sql}${fallback}${mayBeNull ? "" : " NOT NULL"}`
}

function constraintsSql(table: Named, world: World): readonly string[] {
    return table.contents.columns.flatMap(([column, definition]) => columnExtras(table, column, definition, world))
}

function columnExtras(
    { contents, name: table, short }: Named,
    name: string,
    definition: Column,
    world: World,
): readonly string[] {
    const { sql, condition, isOrdered, method } = typeOf(definition, world)
    const id = `${short}_${name}`
    const column = quote(name)
    const extras: string[] = []
    if (definition.comment !== null)
        extras.push(`COMMENT ON COLUMN ${table}.${column} IS ${literal(definition.comment)}`)
    if (definition.check) {
        extras.push(`ALTER TABLE ${table} ADD CONSTRAINT ${quote(`${id}_ck`)} CHECK (${condition(column)})`)
        if (definition.isNoted) extras.push(`COMMENT ON CONSTRAINT ${quote(`${id}_ck`)} ON ${table} IS 'checked'`)
    }
    if (definition.unique && isOrdered)
        extras.push(`ALTER TABLE ${table} ADD CONSTRAINT ${quote(`${id}_uq`)} UNIQUE (${column}, "id")`)
    const first = isOrdered ? column : "id"
    const index = [
        `ON ${table} (${first})`,
        `ON ${table} ("id", ${first} DESC NULLS LAST)`,
        `ON ${table} ("id") WHERE ${condition(column)}`,
        `ON ${table} ((${column} IS NULL)) INCLUDE ("id")`,
        `ON ${table} (${first}) WITH (fillfactor = 70)`,
        ...(method === null ? [] : [`ON ${table} USING ${method} (${column})`]),
    ][definition.index]
    if (index !== undefined) {
        extras.push(`CREATE ${definition.index === 1 ? "UNIQUE " : ""}INDEX ${quote(`${id}_ix`)} ${index}`)
        if (definition.isNoted)
            extras.push(`COMMENT ON INDEX ${schemaOf(contents)}.${quote(`${id}_ix`)} IS 'it''s found'`)
    }
    const [, target] = world.schema.tables.find(([at]) => at === definition.references) ?? []
    if (definition.references !== null && target && sql === "integer" && isInteger(target)) {
        const isWide = target.key === "composite" && isInteger(contents) && definition.isNoted
        const columns = isWide ? `${column}, "id"` : column
        const references = `REFERENCES ${qualified(definition.references, target)} ("id"${isWide ? `, "part"` : ""})`
        const action = isWide ? "" : definition.action
        extras.push(
            `ALTER TABLE ${table} ADD CONSTRAINT ${quote(`${id}_fk`)} FOREIGN KEY (${columns}) ${references}${action}`,
        )
    }
    return extras
}

/** Whether its key is (or begins with) an integer that is unique. */
function isInteger({ key }: Table): boolean {
    return key !== "uuid" && key !== "bigserial"
}

function schemaOf({ elsewhere }: Table): string {
    return elsewhere ? ELSEWHERE : "public"
}

const hasView = ({ view }: Table): boolean => view === "view" || view === "both"
const hasMaterialized = ({ view }: Table): boolean => view === "materialized" || view === "both"

/** Views of a table, and what stands on them. */
function viewsSql({ contents, name, short }: Named): readonly string[] {
    const { grouped, over, key } = contents
    const options = over === 3 ? " WITH (security_barrier)" : ""
    const groups = key === "composite" ? `"id", "part"` : `"id"`
    return [
        ...(hasView(contents)
            ? [`CREATE VIEW ${short}_view${options} AS SELECT * FROM ${name} WHERE "id" IS NOT NULL`]
            : []),
        ...(hasMaterialized(contents)
            ? [
                  `CREATE MATERIALIZED VIEW ${short}_mv AS SELECT "id", count(*) AS n FROM ${name} GROUP BY "id"`,
                  `CREATE UNIQUE INDEX ${short}_mv_ix ON ${short}_mv ("id")`,
              ]
            : []),
        // By the key alone, the other columns come with it: such a view stands on the key.
        ...(grouped === 3
            ? [`CREATE VIEW ${short}_groups AS SELECT *, count(*) AS n FROM ${name} GROUP BY ${groups}`]
            : []),
        ...(over > 1 && hasView(contents)
            ? [`CREATE VIEW "${short} over" AS SELECT "id" AS "The id", row_number() OVER () AS n FROM ${short}_view`]
            : []),
        ...(over > 1 && hasMaterialized(contents)
            ? [`CREATE MATERIALIZED VIEW "${short} sum" AS SELECT sum(n) AS total FROM ${short}_mv`]
            : []),
    ]
}

/** A view over all tables. */
function joinedSql(tables: readonly Named[], { schema }: World): readonly string[] {
    if (schema.joined < 2 || tables.length < 2) return []
    const columns = tables.map(({ short, contents: { columns } }) => {
        const [[column = "id"] = []] = columns
        return `${short}.${quote(column)} AS ${short}`
    })
    const from = tables.map(({ name, short }) => `${name} ${short}`)
    const union = schema.joined === 3 ? ` WHERE EXISTS (SELECT FROM ${tables[0]?.name} WHERE "id" IS NULL)` : ""
    return [`CREATE VIEW public.joined AS SELECT ${columns.join(", ")} FROM ${from.join(", ")}${union}`]
}

/** What no entity can declare, and stands on the table, on one of its columns, or on its view. */
function attachedSql({ contents, name, short }: Named, world: World): readonly string[] {
    const { columns, policy, trigger, rule, rights, rowSecurity, key } = contents
    const [[first = "id", definition] = []] = columns
    const column = quote(first)
    const condition = definition ? typeOf(definition, world).condition(column) : `"id" IS NOT NULL`
    const security = ["", "ENABLE", "FORCE", ""][rowSecurity] ?? ""
    const policies = [
        `CREATE POLICY ${short}_all ON ${name} USING ("id" IS NOT NULL)`,
        `CREATE POLICY ${short}_some ON ${name} AS RESTRICTIVE FOR UPDATE USING (${condition}) WITH CHECK ("id" IS NOT NULL)`,
    ]
    const triggers = [
        `CREATE TRIGGER "${short} touch" BEFORE INSERT OR UPDATE ON ${name} FOR EACH ROW EXECUTE FUNCTION public.touch()`,
        `CREATE TRIGGER "${short} touch" AFTER UPDATE OF ${column} ON ${name} FOR EACH ROW WHEN (NEW.${column} IS NOT NULL) EXECUTE FUNCTION public.touch('it''s')`,
        ...(hasView(contents)
            ? [
                  `CREATE TRIGGER "${short} instead" INSTEAD OF INSERT ON ${short}_view FOR EACH ROW EXECUTE FUNCTION public.touch()`,
              ]
            : []),
    ]
    const rules = [
        `CREATE RULE "${short} kept" AS ON DELETE TO ${name} WHERE OLD.${column} IS NULL DO ALSO NOTHING`,
        ...(hasView(contents)
            ? [
                  `CREATE RULE "${short} gone" AS ON DELETE TO ${short}_view DO INSTEAD DELETE FROM ${name} WHERE "id" = OLD."id"`,
                  `CREATE RULE "${short} gone" AS ON DELETE TO ${short}_view DO INSTEAD NOTHING`,
              ]
            : []),
    ]
    const isCounted = key === "serial" || key === "bigserial" || key === "composite"
    const grants = [
        `GRANT SELECT, INSERT ON ${name} TO PUBLIC`,
        `GRANT UPDATE (${column}), SELECT (${column}) ON ${name} TO PUBLIC`,
        hasView(contents) ? `GRANT SELECT ON ${short}_view TO PUBLIC` : `REVOKE TRUNCATE ON ${name} FROM CURRENT_USER`,
        ...(isCounted
            ? [
                  `DO $$ BEGIN EXECUTE format('GRANT USAGE ON SEQUENCE %s TO PUBLIC', pg_get_serial_sequence(${literal(name)}, 'id')); END $$`,
              ]
            : []),
    ]
    return [
        ...(security === "" ? [] : [`ALTER TABLE ${name} ${security} ROW LEVEL SECURITY`]),
        ...policies.slice(policy, policy + 1),
        ...triggers.slice(trigger, trigger + 1),
        ...rules.slice(rule, rule + 1),
        ...grants.slice(rights, rights + 1),
    ]
}

/** A comment on one of the things that stand on a table. */
function notesSql({ contents, name, short }: Named): readonly string[] {
    const { comment, notes, keyName } = contents
    const candidates = [
        `CONSTRAINT ${quote(`${short}_${keyName}`)} ON ${name}`,
        `INDEX ${schemaOf(contents)}.${quote(`${short}_${keyName}`)}`,
        ...(hasView(contents) ? [`VIEW ${short}_view`, `COLUMN ${short}_view."id"`] : []),
        ...(hasMaterialized(contents) ? [`MATERIALIZED VIEW ${short}_mv`, `COLUMN ${short}_mv.n`] : []),
    ]
    return [
        ...(comment === null ? [] : [`COMMENT ON TABLE ${name} IS ${literal(comment)}`]),
        ...candidates.slice(notes, notes + 1).map((what) => `COMMENT ON ${what} IS 'noted'`),
    ]
}

/** Comments and rights on what stands on no table. */
function loneNotesSql(tables: readonly Named[], { schema }: World): readonly string[] {
    const [[type] = []] = schema.enums
    const candidates = [
        ...(schema.sequence === null
            ? []
            : [`COMMENT ON SEQUENCE "Next" IS 'counts'`, `GRANT USAGE, SELECT ON SEQUENCE "Next" TO PUBLIC`]),
        ...(type === undefined
            ? []
            : [`COMMENT ON TYPE ${quote(type)} IS 'kinds'`, `REVOKE USAGE ON TYPE ${quote(type)} FROM PUBLIC`]),
        ...(tables.some(({ contents }) => contents.elsewhere) ? [`COMMENT ON SCHEMA ${ELSEWHERE} IS 'far'`] : []),
    ]
    return candidates.slice(schema.notes, schema.notes + 1)
}
