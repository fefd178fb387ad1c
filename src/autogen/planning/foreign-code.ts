import { dependents } from "../core/hazards/dependents.js"
import type { Operations, Plan, PlannedOperation, PlanStep } from "../core/plan.js"
import { ownOperator as is } from "../core/own-operator.js"
import { quoteIdent } from "../core/names.js"
import { objectKey, pathText, relationOf, type ObjectKey } from "../core/object-key.js"
import type { Queryable, Row } from "../core/queryable.js"
import { hazard, type Hazard } from "../core/statement.js"
import { IS_SUPERUSER, isNotTrusted, TRUSTED_ROLES } from "../core/trusted-roles.js"

/**
 * The functions of others that Postgres executes as whoever reads, writes or rewrites a table: of its triggers, rules, policies, checks,
 * defaults, generated columns and indexes. Whoever is no superuser trusts the table's owner, with whose privileges a migration of it runs.
 */
const FUNCTIONS = `
    WITH RECURSIVE ${TRUSTED_ROLES}, tables AS (
        SELECT c.oid, c.relowner, n.nspname, c.relname
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid ${is("=")} c.relnamespace
        JOIN ROWS FROM (pg_catalog.unnest($1::pg_catalog.text[]), pg_catalog.unnest($2::pg_catalog.text[])) asked(schema, name)
            ON n.nspname ${is("=")} asked.schema AND c.relname ${is("=")} asked.name
    ), parts AS (
        SELECT t.oid AS relid, 'pg_catalog.pg_trigger'::pg_catalog.regclass AS classid, g.oid AS objid, pg_catalog.concat('trigger ', g.tgname) AS what
        FROM tables t JOIN pg_catalog.pg_trigger g ON g.tgrelid ${is("=")} t.oid WHERE NOT g.tgisinternal
        UNION ALL SELECT t.oid, 'pg_catalog.pg_rewrite'::pg_catalog.regclass, r.oid, pg_catalog.concat('rule ', r.rulename)
        FROM tables t JOIN pg_catalog.pg_rewrite r ON r.ev_class ${is("=")} t.oid
        UNION ALL SELECT t.oid, 'pg_catalog.pg_policy'::pg_catalog.regclass, p.oid, pg_catalog.concat('policy ', p.polname)
        FROM tables t JOIN pg_catalog.pg_policy p ON p.polrelid ${is("=")} t.oid
        UNION ALL SELECT t.oid, 'pg_catalog.pg_constraint'::pg_catalog.regclass, k.oid, pg_catalog.concat('constraint ', k.conname)
        FROM tables t JOIN pg_catalog.pg_constraint k ON k.conrelid ${is("=")} t.oid
        UNION ALL SELECT t.oid, 'pg_catalog.pg_attrdef'::pg_catalog.regclass, d.oid, pg_catalog.concat('default of column ', a.attname)
        FROM tables t JOIN pg_catalog.pg_attrdef d ON d.adrelid ${is("=")} t.oid
        JOIN pg_catalog.pg_attribute a ON a.attrelid ${is("=")} t.oid AND a.attnum ${is("=")} d.adnum
        -- Until PostgreSQL 14 it is a generated column that depends, not its expression.
        UNION ALL SELECT t.oid, 'pg_catalog.pg_class'::pg_catalog.regclass, t.oid, 'expression of a generated column' FROM tables t
        UNION ALL SELECT t.oid, 'pg_catalog.pg_class'::pg_catalog.regclass, i.indexrelid, pg_catalog.concat('index ', x.relname)
        FROM tables t JOIN pg_catalog.pg_index i ON i.indrelid ${is("=")} t.oid JOIN pg_catalog.pg_class x ON x.oid ${is("=")} i.indexrelid
    )
    SELECT DISTINCT t.nspname::pg_catalog.text AS schema, t.relname::pg_catalog.text AS name, q.what,
        p.oid::pg_catalog.regprocedure::pg_catalog.text AS function, pg_catalog.pg_get_userbyid(p.proowner)::pg_catalog.text AS owner
    FROM parts q
    JOIN tables t ON t.oid ${is("=")} q.relid
    JOIN pg_catalog.pg_depend d ON d.classid ${is("=")} q.classid AND d.objid ${is("=")} q.objid
    LEFT JOIN pg_catalog.pg_operator o ON d.refclassid ${is("=")} 'pg_catalog.pg_operator'::pg_catalog.regclass AND o.oid ${is("=")} d.refobjid
    JOIN pg_catalog.pg_proc p ON p.oid ${is("=")} coalesce(
        o.oprcode::pg_catalog.oid, CASE WHEN d.refclassid ${is("=")} 'pg_catalog.pg_proc'::pg_catalog.regclass THEN d.refobjid END
    )
    WHERE ${isNotTrusted("p.proowner")} AND (${IS_SUPERUSER} OR p.proowner ${is("<>")} t.relowner)
    ORDER BY 1, 2, 3, 4`

/** What reads, writes or rewrites rows says so in its hazards. */
const OVER_ROWS: ReadonlySet<string> = new Set([
    "rewrites-table",
    "blocks-reads",
    "blocks-writes",
    "scans-table",
    "may-fail-on-data",
    "not-reversible",
])

/**
 * Adds the hazard `runs-foreign-code` to what is done with the rows of tables on which others have code: Postgres would execute it with
 * the privileges of whoever upgrades.
 */
export async function withForeignCode(plan: Plan, queryable: Queryable): Promise<Plan> {
    const tables = [...plan.current.objects.values()].filter(({ kind, path }) => kind === "table" && path.length === 2)
    const touched = new Set(plan.up.filter(isOverRows).flatMap(({ objects }) => objects.map(relationOf)))
    const asked = tables.filter(({ path }) => touched.has(pathText(path)))
    if (asked.length === 0) return plan
    const [schemas, names] = [0, 1].map((at) => asked.map(({ path }) => path[at] ?? ""))
    const rows = await queryable.query(FUNCTIONS, [schemas, names])
    if (rows.length === 0) return plan
    const hazards = new Map<string, Hazard>()
    for (const row of rows) {
        const place = [String(row["schema"]), String(row["name"])]
        const name = pathText(place)
        if (!hazards.has(name)) hazards.set(name, hazardOf(row, objectKey("table", place)))
    }
    const told = new Set<string>()
    const replaced = new Map(plan.up.map((planned) => [planned, withHazard(planned, hazards, told)]))
    const replace = (operations: Operations): Operations =>
        operations.map((planned) => replaced.get(planned) ?? planned)
    const steps = plan.steps.map((step): PlanStep => ({ ...step, up: replace(step.up) }))
    return { ...plan, up: replace(plan.up), steps }
}

function isOverRows({ statements }: PlannedOperation): boolean {
    return statements.some(({ hazards }) => hazards.some(({ kind }) => OVER_ROWS.has(kind)))
}

/** Each hazard once, on the first statement that is over rows of its table. */
function withHazard(
    planned: PlannedOperation,
    hazards: ReadonlyMap<string, Hazard>,
    told: Set<string>,
): PlannedOperation {
    if (!isOverRows(planned)) return planned
    const own = [...new Set(planned.objects.map(relationOf))].filter((place) => hazards.has(place) && !told.has(place))
    const [first, ...others] = planned.statements
    if (own.length === 0 || !first) return planned
    for (const place of own) told.add(place)
    const added = own.flatMap((place) => hazards.get(place) ?? [])
    return { ...planned, statements: [{ ...first, hazards: [...first.hazards, ...added] }, ...others] }
}

function hazardOf(row: Row, object: ObjectKey): Hazard {
    const owner = quoteIdent(String(row["owner"]))
    return hazard(dependents.foreignCode(String(row["what"]), String(row["function"]), owner), object)
}
