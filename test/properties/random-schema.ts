import fc from "fast-check"

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

/** A type, a default that it takes, another, a condition over a column of it, and two values that fulfil it. */
const TYPES = [
    ["integer", "0", "1 + 2", (column: string) => `${column} > 0`, "5", "70000"],
    ["bigint", "'0'", "7", (column: string) => `${column} <> 3`, "9", "9000000000"],
    ["character varying(36)", "'x'", "upper('y'::text)", (column: string) => `length(${column}) > 0`, "'12'", "'low'"],
    ["text", "'it''s'", "CURRENT_USER", (column: string) => `${column} <> ''`, "'true'", `'long ' || repeat('x', 40)`],
    ["numeric(10,2)", "1.50", "0", (column: string) => `${column} >= 0`, "12.00", "0.25"],
    [
        "timestamp(3) with time zone",
        "now()",
        "'2020-01-01'",
        (column: string) => `${column} > '2000-01-01'`,
        "'2024-02-29 12:00:00.123+05'",
        "'infinity'",
    ],
    ["text[]", "'{a,b}'", "ARRAY[]::text[]", (column: string) => `cardinality(${column}) < 9`, "'{1,2}'", "'{NULL}'"],
    ["jsonb", "'{\"a\":1}'", "'[]'", (column: string) => `${column} IS NOT NULL`, "'7'", `'"text"'`],
    ["boolean", "true", "false", (column: string) => `${column} IS NOT FALSE`, "true", "true"],
] as const

/** The second schema. */
const ELSEWHERE = '"Else where"'

const GENERATED = [`"id"::text || '-x'`, `upper("id"::text)`] as const

/** Empties a database that holds such a schema. */
export const emptySchemas = `DROP SCHEMA IF EXISTS public, ${ELSEWHERE} CASCADE; CREATE SCHEMA public`

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

const column = fc.record({
    type: fc.nat(TYPES.length + ENUMS.length - 1),
    nullable: fc.boolean(),
    fallback: fc.nat(2),
    comment: fc.option(fc.constantFrom("a note", 'it\'s \\ "quoted"\nsecond line'), { freq: 4 }),
    check: fc.boolean(),
    unique: fc.boolean(),
    index: fc.nat(5),
    references: fc.option(fc.nat(TABLES.length - 1), { freq: 3 }),
    /** What a row has in it: the default, or one of two values. */
    value: fc.nat(2),
    action: fc.constantFrom("", " ON DELETE CASCADE", " ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED"),
})

const table = fc.record({
    key: fc.constantFrom("serial", "identity", "always", "bigserial", "uuid"),
    keyName: fc.constantFrom("pk", "PK_1"),
    columns: fc.uniqueArray(fc.tuple(fc.constantFrom(...COLUMNS), column), {
        maxLength: 4,
        selector: ([name]) => name,
    }),
    comment: fc.option(fc.constantFrom("rooms", "other"), { freq: 4 }),
    view: fc.constantFrom("none", "none", "view", "materialized", "both"),
    elsewhere: fc.boolean(),
    generated: fc.nat(3),
    exclusion: fc.nat(3),
    rowSecurity: fc.nat(3),
    policy: fc.nat(5),
    trigger: fc.nat(5),
    rights: fc.nat(5),
})

const model = fc.record({
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

/**
 * Random schemas over schemas, tables, columns (generated ones too), defaults, keys, constraints of every kind, indexes, enums,
 * sequences, comments, views and materialized views, policies, triggers and rights. Extensions are left to test/exact: servers differ in which they have.
 */
export const randomSchema: fc.Arbitrary<RandomSchema> = model.map(render)

function render(schema: Model): RandomSchema {
    const enums = new Map(schema.enums)
    const present = new Set(schema.tables.map(([index]) => index))
    const statements = [...enums].map(
        ([name, labels]) => `CREATE TYPE ${quote(name)} AS ENUM (${labels.map(literal).join(", ")})`,
    )
    const names = new Map(schema.tables.map(([index, contents]) => [index, qualified(index, contents)]))
    statements.unshift("CREATE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'")
    if (schema.tables.some(([, { elsewhere }]) => elsewhere)) statements.unshift(`CREATE SCHEMA ${ELSEWHERE}`)
    if (schema.sequence !== null) statements.push(`CREATE SEQUENCE "Next" ${schema.sequence}`)
    const later: string[] = []
    for (const [index, contents] of schema.tables) {
        const name = names.get(index) ?? ""
        const short = `t${index}`
        const lines = [keySql(contents), `CONSTRAINT ${quote(`${short}_${contents.keyName}`)} PRIMARY KEY ("id")`]
        for (const [columnName, definition] of contents.columns) {
            lines.push(columnSql(columnName, definition, enums))
            later.push(...columnExtras(name, short, columnName, definition, enums, present, schema))
        }
        if (contents.generated > 1)
            lines.push(`"gen" text GENERATED ALWAYS AS (${GENERATED[contents.generated - 2]}) STORED`)
        if (contents.exclusion > 1) {
            const deferrable = contents.exclusion > 2 ? " DEFERRABLE" : ""
            lines.push(`CONSTRAINT "${short}_ex" EXCLUDE USING btree ("id" WITH =)${deferrable}`)
        }
        statements.push(`CREATE TABLE ${name} (${lines.join(", ")})`)
        if (contents.comment !== null) later.push(`COMMENT ON TABLE ${name} IS ${literal(contents.comment)}`)
        later.push(...viewsSql(contents, name, short), ...attachedSql(contents, name, short, enums))
    }
    const seed = schema.tables.flatMap(([index, contents]) => rowsSql(names.get(index) ?? "", contents, enums))
    return { statements: [...statements, ...later], seed }
}

/** Two rows: one of defaults, one of values. What refers to another table has none. */
function rowsSql(name: string, { columns }: Table, enums: ReadonlyMap<string, readonly string[]>): readonly string[] {
    const filled = columns.filter(([, { value, references }]) => value > 0 && references === null)
    const defaults = `INSERT INTO ${name} DEFAULT VALUES`
    if (filled.length === 0) return [defaults, defaults]
    const values = filled.map(([, definition]) => typeOf(definition, enums).values[definition.value === 1 ? 0 : 1])
    const list = filled.map(([column]) => quote(column)).join(", ")
    return [defaults, `INSERT INTO ${name} (${list}) VALUES (${values.join(", ")})`]
}

function viewsSql({ view }: Table, name: string, short: string): readonly string[] {
    const plain = `CREATE VIEW ${short}_view AS SELECT * FROM ${name} WHERE "id" IS NOT NULL`
    const materialized = [
        `CREATE MATERIALIZED VIEW ${short}_mv AS SELECT "id", count(*) AS n FROM ${name} GROUP BY "id"`,
        `CREATE UNIQUE INDEX ${short}_mv_ix ON ${short}_mv ("id")`,
    ]
    switch (view) {
        case "none":
            return []
        case "view":
            return [plain]
        case "materialized":
            return materialized
        case "both":
            return [plain, ...materialized]
    }
}

/** What no entity can declare, and stands on the table, on one of its columns, or on its view. */
function attachedSql(
    { columns, policy, trigger, rights, rowSecurity, view }: Table,
    name: string,
    short: string,
    enums: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
    const [[first = "id", definition] = []] = columns
    const column = quote(first)
    const condition = definition ? typeOf(definition, enums).condition(column) : `"id" IS NOT NULL`
    const hasView = view === "view" || view === "both"
    const security = ["", "ENABLE", "FORCE", ""][rowSecurity] ?? ""
    const policies = [
        `CREATE POLICY ${short}_all ON ${name} USING ("id" IS NOT NULL)`,
        `CREATE POLICY ${short}_some ON ${name} AS RESTRICTIVE FOR UPDATE USING (${condition}) WITH CHECK ("id" IS NOT NULL)`,
    ]
    const triggers = [
        `CREATE TRIGGER "${short} touch" BEFORE INSERT OR UPDATE ON ${name} FOR EACH ROW EXECUTE FUNCTION public.touch()`,
        `CREATE TRIGGER "${short} touch" AFTER UPDATE OF ${column} ON ${name} FOR EACH ROW WHEN (NEW.${column} IS NOT NULL) EXECUTE FUNCTION public.touch('it''s')`,
    ]
    const grants = [
        `GRANT SELECT, INSERT ON ${name} TO PUBLIC`,
        `GRANT UPDATE (${column}), SELECT (${column}) ON ${name} TO PUBLIC`,
        hasView ? `GRANT SELECT ON ${short}_view TO PUBLIC` : `REVOKE TRUNCATE ON ${name} FROM CURRENT_USER`,
    ]
    return [
        ...(security === "" ? [] : [`ALTER TABLE ${name} ${security} ROW LEVEL SECURITY`]),
        ...policies.slice(policy, policy + 1),
        ...triggers.slice(trigger, trigger + 1),
        ...grants.slice(rights, rights + 1),
    ]
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
        case "serial":
        case "bigserial":
            return `"id" ${key}`
    }
}

/** The type of a column; an enum that the schema lacks is an integer. */
function typeOf(definition: Column, enums: ReadonlyMap<string, readonly string[]>) {
    const chosen = TYPES[definition.type]
    if (chosen)
        return {
            sql: chosen[0],
            defaults: [chosen[1], chosen[2]],
            condition: chosen[3],
            values: [chosen[4], chosen[5]] as const,
        }
    const name = ENUMS[definition.type - TYPES.length] ?? "kind"
    const labels = enums.get(name)
    if (!labels) {
        return {
            sql: "integer",
            defaults: ["0", "-5"],
            condition: (text: string) => `${text} < 100`,
            values: ["5", "-5"] as const,
        }
    }
    const first = literal(labels[0] ?? "")
    return {
        sql: quote(name),
        defaults: [first, literal(labels.at(-1) ?? "")],
        condition: (text: string) => `${text} = ${first}`,
        values: [first, first] as const,
    }
}

function columnSql(name: string, definition: Column, enums: ReadonlyMap<string, readonly string[]>): string {
    const { sql, defaults } = typeOf(definition, enums)
    const fallback = definition.fallback === 0 ? "" : ` DEFAULT ${defaults[definition.fallback - 1]}`
    return `${quote(name)} ${sql}${fallback}${definition.nullable || fallback === "" ? "" : " NOT NULL"}`
}

function columnExtras(
    table: string,
    short: string,
    name: string,
    definition: Column,
    enums: ReadonlyMap<string, readonly string[]>,
    present: ReadonlySet<number>,
    schema: Model,
): readonly string[] {
    const { sql, condition } = typeOf(definition, enums)
    const id = `${short}_${name}`
    const extras: string[] = []
    if (definition.comment !== null)
        extras.push(`COMMENT ON COLUMN ${table}.${quote(name)} IS ${literal(definition.comment)}`)
    if (definition.check)
        extras.push(`ALTER TABLE ${table} ADD CONSTRAINT ${quote(`${id}_ck`)} CHECK (${condition(quote(name))})`)
    if (definition.unique)
        extras.push(`ALTER TABLE ${table} ADD CONSTRAINT ${quote(`${id}_uq`)} UNIQUE (${quote(name)}, "id")`)
    const index = [
        "",
        `CREATE INDEX ${quote(`${id}_ix`)} ON ${table} (${quote(name)})`,
        `CREATE UNIQUE INDEX ${quote(`${id}_ix`)} ON ${table} ("id", ${quote(name)} DESC NULLS LAST)`,
        `CREATE INDEX ${quote(`${id}_ix`)} ON ${table} ("id") WHERE ${condition(quote(name))}`,
        `CREATE INDEX ${quote(`${id}_ix`)} ON ${table} ((${quote(name)} IS NULL)) INCLUDE ("id")`,
        "",
    ][definition.index]
    if (index) extras.push(index)
    const target = definition.references
    const other = target !== null && present.has(target) ? schema.tables.find(([at]) => at === target)?.[1] : undefined
    if (target !== null && other && sql === "integer" && ["serial", "identity", "always"].includes(other.key)) {
        const references = `REFERENCES ${qualified(target, other)} ("id")${definition.action}`
        extras.push(
            `ALTER TABLE ${table} ADD CONSTRAINT ${quote(`${id}_fk`)} FOREIGN KEY (${quote(name)}) ${references}`,
        )
    }
    return extras
}
