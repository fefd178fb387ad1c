/**
 * Catalog queries of the fingerprint, each giving rows (subject, attribute, value); rows with a null value do not count.
 * They see the common table expressions `spaces`, `relations` and `members` below. Columns that not every version has are
 * read through to_jsonb, which gives null where they are missing. Names are qualified because search_path is pg_catalog.
 */

/** User objects have oids from 16384 on, except `public`; what an extension brought is left to its version. */
export const commonTables = (ignoredTables: string): string => `
members AS (
    SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
),
spaces AS (
    SELECT oid, nspname, nspacl, nspowner FROM pg_namespace
    WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
    AND oid NOT IN (SELECT objid FROM members WHERE classid = 'pg_namespace'::regclass)
),
ignored_tables AS (
    SELECT oid FROM pg_class WHERE relname = ANY (${ignoredTables}) AND relnamespace IN (SELECT oid FROM spaces)
),
ignored AS (
    SELECT oid FROM ignored_tables
    UNION SELECT indexrelid FROM pg_index WHERE indrelid IN (SELECT oid FROM ignored_tables)
    UNION SELECT objid FROM pg_depend WHERE classid = 'pg_class'::regclass AND deptype IN ('a', 'i')
    AND refclassid = 'pg_class'::regclass AND refobjid IN (SELECT oid FROM ignored_tables)
),
relations AS (
    SELECT c.*, format('%I.%I', s.nspname, c.relname) AS name FROM pg_class c JOIN spaces s ON s.oid = c.relnamespace
    WHERE c.oid NOT IN (SELECT oid FROM ignored)
    AND c.oid NOT IN (SELECT objid FROM members WHERE classid = 'pg_class'::regclass)
)`

const schemas = `
SELECT format('schema %I', nspname), 'exists', 'yes' FROM spaces`

const extensions = `
SELECT format('extension %I', extname), v.* FROM pg_extension, LATERAL (VALUES
    ('version', extversion),
    ('schema', extnamespace::regnamespace::text)
) v WHERE oid >= 16384`

const relations = `
SELECT 'relation ' || c.name, v.* FROM relations c LEFT JOIN pg_am am ON am.oid = c.relam, LATERAL (VALUES
    ('kind', c.relkind::text),
    ('persistence', c.relpersistence::text),
    ('access method', am.amname::text),
    ('tablespace', (SELECT spcname::text FROM pg_tablespace WHERE oid = c.reltablespace)),
    ('options', (SELECT string_agg(o, ', ' ORDER BY o) FROM unnest(c.reloptions) o)),
    ('row security', c.relrowsecurity::text),
    ('row security forced', c.relforcerowsecurity::text),
    ('replica identity', c.relreplident::text),
    ('of type', CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END),
    ('partition key', CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END),
    ('partition bound', pg_get_expr(c.relpartbound, c.oid)),
    ('parents', (SELECT string_agg(inhparent::regclass::text, ', ' ORDER BY inhseqno) FROM pg_inherits
        WHERE inhrelid = c.oid)),
    ('view', CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END),
    ('populated', CASE WHEN c.relkind = 'm' THEN c.relispopulated::text END),
    ('foreign server', (SELECT srvname || ' ' || coalesce(ftoptions::text, '') FROM pg_foreign_table t
        JOIN pg_foreign_server s ON s.oid = t.ftserver WHERE ftrelid = c.oid))
) v`

const columns = `
SELECT format('column %s.%I', c.name, a.attname), v.*
FROM relations c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum, LATERAL (VALUES
    ('type', format_type(a.atttypid, a.atttypmod)),
    ('not null', a.attnotnull::text),
    ('default', pg_get_expr(d.adbin, d.adrelid)),
    ('generated', nullif(a.attgenerated, '')::text),
    ('identity', nullif(a.attidentity, '')::text),
    ('collation', CASE WHEN a.attcollation NOT IN (0, t.typcollation) THEN a.attcollation::regcollation::text END),
    ('storage', a.attstorage::text),
    ('compression', nullif(to_jsonb(a) ->> 'attcompression', '')),
    ('statistics target', nullif(to_jsonb(a) ->> 'attstattarget', '-1')),
    ('options', (SELECT string_agg(o, ', ' ORDER BY o) FROM unnest(a.attoptions) o)),
    ('foreign options', a.attfdwoptions::text),
    ('own', a.attislocal::text),
    ('inherited from', nullif(a.attinhcount, 0)::text)
) v WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c')`

/** Only asked for when the order of columns is to count. Dropped columns leave no gap. */
export const columnPositions = `
SELECT format('column %s.%I', c.name, a.attname), 'position',
    row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum)::text
FROM relations c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relkind IN ('r', 'p', 'f', 'c')`

const constraints = `
SELECT format('constraint %I on %s', k.conname, coalesce(c.name, format('domain %s', k.contypid::regtype))), v.*
FROM pg_constraint k LEFT JOIN relations c ON c.oid = k.conrelid LEFT JOIN pg_type t ON t.oid = k.contypid, LATERAL (VALUES
    ('definition', pg_get_constraintdef(k.oid)),
    ('validated', k.convalidated::text),
    ('enforced', to_jsonb(k) ->> 'conenforced'),
    ('deferrable', k.condeferrable || '/' || k.condeferred),
    ('own', k.conislocal::text),
    ('no inherit', k.connoinherit::text)
) v
WHERE (c.oid IS NOT NULL OR t.typnamespace IN (SELECT oid FROM spaces)) AND k.contype <> 't'
AND coalesce(t.oid, 0) NOT IN (SELECT objid FROM members WHERE classid = 'pg_type'::regclass)`

/** PostgreSQL 18 keeps a named constraint for each NOT NULL. */
export const withoutNotNullConstraints = " AND k.contype <> 'n'"

const indexes = `
SELECT format('index %s', c.name), v.* FROM pg_index i JOIN relations c ON c.oid = i.indexrelid
JOIN relations r ON r.oid = i.indrelid, LATERAL (VALUES
    ('definition', pg_get_indexdef(i.indexrelid)),
    ('valid', i.indisvalid::text),
    ('ready', i.indisready::text),
    ('primary', i.indisprimary::text),
    ('clustered', i.indisclustered::text),
    ('replica identity', i.indisreplident::text),
    ('statistics targets', (SELECT string_agg(attnum || ':' || attstattarget, ', ' ORDER BY attnum) FROM pg_attribute
        WHERE attrelid = i.indexrelid AND attstattarget <> -1))
) v`

const types = `
SELECT format('type %s', t.oid::regtype), v.* FROM pg_type t LEFT JOIN pg_range r ON r.rngtypid = t.oid, LATERAL (VALUES
    ('kind', t.typtype::text),
    ('labels', (SELECT string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder) FROM pg_enum
        WHERE enumtypid = t.oid)),
    ('base', CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END),
    ('not null', CASE WHEN t.typtype = 'd' THEN t.typnotnull::text END),
    ('default', t.typdefault),
    ('collation', CASE WHEN t.typtype = 'd' AND t.typcollation <> 0 THEN t.typcollation::regcollation::text END),
    ('range of', CASE WHEN r.rngsubtype IS NOT NULL THEN format_type(r.rngsubtype, NULL) END),
    ('range operators', (SELECT opcname::text FROM pg_opclass WHERE oid = r.rngsubopc)),
    ('range functions', nullif(concat_ws(' ', nullif(r.rngcanonical::oid, 0)::regproc, nullif(r.rngsubdiff::oid, 0)::regproc), '')),
    ('multirange', (to_jsonb(r) ->> 'rngmultitypid')::oid::regtype::text)
) v
WHERE t.typnamespace IN (SELECT oid FROM spaces) AND t.typtype IN ('e', 'd', 'c', 'r', 'm')
AND (t.typrelid = 0 OR t.typrelid IN (SELECT oid FROM relations WHERE relkind = 'c'))
AND t.oid NOT IN (SELECT objid FROM members WHERE classid = 'pg_type'::regclass)`

const sequences = `
SELECT format('sequence %s', c.name), v.* FROM pg_sequence q JOIN relations c ON c.oid = q.seqrelid, LATERAL (VALUES
    ('type', format_type(q.seqtypid, NULL)),
    ('start', q.seqstart::text),
    ('increment', q.seqincrement::text),
    ('range', q.seqmin || '..' || q.seqmax),
    ('cache', q.seqcache::text),
    ('cycle', q.seqcycle::text),
    ('owned by', (SELECT format('%s.%I (%s)', a.attrelid::regclass, a.attname, d.deptype) FROM pg_depend d
        JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
        WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i')
        AND d.refclassid = 'pg_class'::regclass))
) v`

const rules = `
SELECT format('rule %I on %s', w.rulename, c.name), v.* FROM pg_rewrite w JOIN relations c ON c.oid = w.ev_class,
LATERAL (VALUES ('definition', pg_get_ruledef(w.oid)), ('enabled', w.ev_enabled::text)) v WHERE w.rulename <> '_RETURN'`

const triggers = `
SELECT format('trigger %I on %s', g.tgname, c.name), v.* FROM pg_trigger g JOIN relations c ON c.oid = g.tgrelid,
LATERAL (VALUES ('definition', pg_get_triggerdef(g.oid)), ('enabled', g.tgenabled::text)) v WHERE NOT g.tgisinternal`

const policies = `
SELECT format('policy %I on %s', p.polname, c.name), v.* FROM pg_policy p JOIN relations c ON c.oid = p.polrelid,
LATERAL (VALUES
    ('command', p.polcmd::text),
    ('permissive', p.polpermissive::text),
    ('roles', (SELECT string_agg(role, ', ' ORDER BY role)
        FROM unnest(p.polroles) r, LATERAL (VALUES (CASE WHEN r = 0 THEN 'PUBLIC' ELSE r::regrole::text END)) n (role))),
    ('using', pg_get_expr(p.polqual, p.polrelid)),
    ('check', pg_get_expr(p.polwithcheck, p.polrelid))
) v`

const routines = `
SELECT format('routine %s', p.oid::regprocedure), v.* FROM pg_proc p LEFT JOIN pg_aggregate g ON g.aggfnoid = p.oid,
LATERAL (VALUES
    ('definition', CASE WHEN p.prokind <> 'a' THEN pg_get_functiondef(p.oid) END),
    ('aggregate', CASE WHEN p.prokind = 'a' THEN concat_ws(' ', pg_get_function_arguments(p.oid), g.aggtransfn,
        format_type(g.aggtranstype, NULL), g.aggfinalfn, g.agginitval, g.aggsortop) END)
) v WHERE p.pronamespace IN (SELECT oid FROM spaces)
AND p.oid NOT IN (SELECT objid FROM members WHERE classid = 'pg_proc'::regclass)`

const statistics = `
SELECT format('statistics %I.%I', s.nspname, e.stxname), v.* FROM pg_statistic_ext e
JOIN spaces s ON s.oid = e.stxnamespace JOIN relations c ON c.oid = e.stxrelid, LATERAL (VALUES
    ('definition', pg_get_statisticsobjdef(e.oid)),
    ('target', nullif(to_jsonb(e) ->> 'stxstattarget', '-1'))
) v`

/** Kinds that hardly change; that they exist, and their plain attributes, must do. */
const others = `
SELECT format('collation %I.%I', s.nspname, l.collname), 'definition', (to_jsonb(l)
    - '{oid,collname,collnamespace,collowner,collversion}'::text[])::text
FROM pg_collation l JOIN spaces s ON s.oid = l.collnamespace
UNION ALL SELECT format('event trigger %I', evtname), 'definition',
    concat_ws(' ', evtevent, evtfoid::regproc, evtenabled, evttags) FROM pg_event_trigger
UNION ALL SELECT format('publication %I', pubname), 'definition',
    (to_jsonb(p) - '{oid,pubname,pubowner}'::text[])::text || ' ' || coalesce((SELECT string_agg(format('%I.%I',
    schemaname, tablename), ', ' ORDER BY schemaname, tablename) FROM pg_publication_tables t
    WHERE t.pubname = p.pubname), '') FROM pg_publication p
UNION ALL SELECT format('foreign server %I', srvname), 'definition',
    concat_ws(' ', fdwname, srvtype, srvversion, srvoptions) FROM pg_foreign_server s
    JOIN pg_foreign_data_wrapper f ON f.oid = s.srvfdw`

/** One row per grant; an absent list means what acldefault says, so that the two spellings are equal. */
const grants = `
SELECT g.subject, format('grant %s to %s by %s', x.privilege_type,
    CASE WHEN x.grantee = 0 THEN 'PUBLIC' ELSE x.grantee::regrole::text END, x.grantor::regrole),
    CASE WHEN x.is_grantable THEN 'with grant option' ELSE 'yes' END
FROM (
    SELECT format('schema %I', nspname), coalesce(nspacl, acldefault('n', nspowner)) FROM spaces
    UNION ALL SELECT 'relation ' || name, coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char",
        relowner)) FROM relations WHERE relkind NOT IN ('i', 'I', 'c')
    UNION ALL SELECT format('column %s.%I', name, attname), attacl FROM relations
        JOIN pg_attribute ON attrelid = relations.oid AND NOT attisdropped
    UNION ALL SELECT format('routine %s', oid::regprocedure), coalesce(proacl, acldefault('f', proowner)) FROM pg_proc
        WHERE pronamespace IN (SELECT oid FROM spaces)
        AND oid NOT IN (SELECT objid FROM members WHERE classid = 'pg_proc'::regclass)
    UNION ALL SELECT format('type %s', t.oid::regtype), coalesce(typacl, acldefault('T', typowner)) FROM pg_type t
        WHERE typnamespace IN (SELECT oid FROM spaces) AND typtype IN ('e', 'd', 'r')
        AND oid NOT IN (SELECT objid FROM members WHERE classid = 'pg_type'::regclass)
    UNION ALL SELECT format('default privileges of %s in %s for %s', defaclrole::regrole,
        coalesce(nullif(defaclnamespace, 0)::regnamespace::text, 'all schemas'), defaclobjtype), defaclacl
        FROM pg_default_acl
) g (subject, acl), aclexplode(g.acl) x`

/** The comment initdb gives `public` counts as none: it is lost when the schema is made anew. */
const comments = `
SELECT format('%s %s', o.type, o.identity), 'comment', d.description
FROM pg_description d, pg_identify_object(d.classoid, d.objoid, d.objsubid) o
WHERE (d.objoid >= 16384 OR (d.classoid = 'pg_namespace'::regclass AND d.objoid IN (SELECT oid FROM spaces)))
AND d.description <> 'standard public schema'
AND (d.classoid, d.objoid) NOT IN (SELECT classid, objid FROM members)
AND NOT (d.classoid = 'pg_class'::regclass AND d.objoid IN (SELECT oid FROM ignored))
AND NOT (d.classoid = 'pg_extension'::regclass AND d.description IN (SELECT comment FROM pg_available_extensions))`

/** Every query but those the options decide on. */
export const facts = [
    schemas,
    extensions,
    relations,
    columns,
    indexes,
    types,
    sequences,
    rules,
    triggers,
    policies,
    routines,
    statistics,
    others,
    grants,
    comments,
] as const

/** The constraints; {@link withoutNotNullConstraints} may be appended. */
export const constraintFacts = constraints
