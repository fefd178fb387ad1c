import { namesIn, type UnqualifiedName } from "./unqualified-names.js"

// The attacks are made from what is attacked: every function and operator that our statements name gets overloads, in a schema where the
// attacker may create, for the types that catalogs and ordinary tables have. One that is called says so to the client, whatever becomes
// of the transaction.

const TYPES = [
    "text", "varchar", "name", '"char"', "oid", "int2", "int4", "int8", "numeric", "bool", "uuid", "json", "jsonb", "regclass", "timestamptz",
    "text[]", "varchar[]", "name[]", "oid[]", "int2[]", "int4[]", "int2vector", "oidvector", "pg_node_tree", "aclitem[]", "bpchar", "regtype",
] // prettier-ignore

const RETURNS: Readonly<Record<string, string>> = {
    "||": "text", "+": "int8", "-": "int8", "*": "int8", "/": "int8", "%": "int8", "&": "int4", "|": "int8", "<<": "int8", "->>": "text",
    "->": "json",
} // prettier-ignore

/** What a called overload says. */
export const CANARY = "canary: "

/** The functions and operators that statements name, as far as the parser reads them. */
export function attackable(statements: Iterable<string>): readonly UnqualifiedName[] {
    const names = new Map<string, UnqualifiedName>()
    for (const sql of statements) {
        for (const name of namesOf(sql)) {
            if (name.sort !== "type") names.set(`${name.sort} ${name.name} ${name.count}`, name)
        }
    }
    return [...names.values()]
}

function namesOf(sql: string): readonly UnqualifiedName[] {
    try {
        return namesIn(sql)
    } catch {
        // An expression that is wrong on purpose, or words of a newer Postgres.
        return []
    }
}

/**
 * SQL that makes the overloads in a schema. `types`: further types, such as enums of the application.
 */
export function overloads(names: readonly UnqualifiedName[], schema: string, types: readonly string[] = []): string {
    const all = [...TYPES, ...types]
    const operators = [...new Set(names.filter(({ sort }) => sort === "operator").map(({ name }) => name))]
    const functions = names.filter(({ sort }) => sort === "function")
    const list = (values: readonly string[]): string =>
        values.map((value) => `'${value.replaceAll("'", "''")}'`).join(", ")
    return `DO $attack$
DECLARE
    a text; b text; op text; result text; f record; body text; n int;
BEGIN
    body := $$ LANGUAGE plpgsql AS $canary$ BEGIN RAISE INFO '${CANARY}% as %', TG, current_user; RETURN NULL; END $canary$ $$;
    FOREACH a IN ARRAY ARRAY[${list(all)}] LOOP FOREACH b IN ARRAY ARRAY[${list(all)}] LOOP
        FOREACH result IN ARRAY ARRAY['bool', ${list([...new Set(Object.values(RETURNS))])}] LOOP
            EXECUTE format('CREATE FUNCTION ${schema}.%I(%s, %s) RETURNS %s %s', 'stolen_' || result, a, b, result,
                replace(body, 'TG', quote_literal(a || ' operator ' || b)));
        END LOOP;
        FOREACH op IN ARRAY ARRAY[${list(operators)}]::text[] LOOP
            result := coalesce('${JSON.stringify(RETURNS)}'::json ->> op, 'bool');
            BEGIN
                EXECUTE format('CREATE OPERATOR ${schema}.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = ${schema}.%I)', op, a, b, 'stolen_' || result);
            EXCEPTION WHEN OTHERS THEN NULL; END;
        END LOOP;
    END LOOP; END LOOP;
    FOR f IN SELECT * FROM json_to_recordset('${JSON.stringify(functions).replaceAll("'", "''")}') AS x(name text, count int) LOOP
        -- The very signatures, for a path in which pg_catalog comes last.
        FOR a, result IN SELECT pg_get_function_identity_arguments(oid), pg_get_function_result(oid) FROM pg_proc
            WHERE proname = f.name AND pronamespace = 'pg_catalog'::regnamespace AND prokind IN ('f', 'a') LOOP
            BEGIN
                EXECUTE format('CREATE FUNCTION ${schema}.%I(%s) RETURNS %s %s', f.name, a, result, replace(body, 'TG', quote_literal(f.name)));
            EXCEPTION WHEN OTHERS THEN NULL; END;
        END LOOP;
        SELECT coalesce(min(pg_get_function_result(oid)) FILTER (WHERE pg_get_function_result(oid) !~ '^(any|SETOF|TABLE|record|trigger)'), 'text')
            INTO result FROM pg_proc WHERE proname = f.name AND pronamespace = 'pg_catalog'::regnamespace;
        FOREACH a IN ARRAY ARRAY[${list(all)}] LOOP
            BEGIN
                EXECUTE format('CREATE FUNCTION ${schema}.%I(%s) RETURNS %s %s', f.name, array_to_string(array_fill(a, ARRAY[f.count]), ', '),
                    result, replace(body, 'TG', quote_literal(f.name)));
            EXCEPTION WHEN OTHERS THEN NULL; END;
        END LOOP;
    END LOOP;
END $attack$`
}
