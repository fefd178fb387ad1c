import { ormconfig, stories, type Step } from "./support/story.js"

const room = (type: string): string => `import { Column, Entity, PrimaryGeneratedColumn } from "typeorm"
@Entity() export class Room {
    @PrimaryGeneratedColumn() id!: number
    @Column({ type: "${type}" }) tenant!: string
}
`

/** What a database administrator has added: no migration knows of it, and all of it depends on the column. */
const BESIDE = `
    CREATE ROLE "the reader";
    CREATE POLICY "own rows" ON room TO "the reader" USING (tenant > 0);
    CREATE VIEW seen AS SELECT id, tenant FROM room;
    GRANT SELECT ON seen TO "the reader";
    COMMENT ON VIEW seen IS 'of the administrator';
    CREATE INDEX "it's" ON room ((tenant + 1));
    COMMENT ON INDEX "it's" IS 'an index';
    ALTER TABLE room ADD CONSTRAINT positive CHECK (tenant > -5);
    CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
    CREATE TRIGGER touch BEFORE UPDATE OF tenant ON room FOR EACH ROW EXECUTE FUNCTION touch();
    CREATE RULE silent AS ON UPDATE TO room WHERE NEW.tenant < 0 DO NOTHING`

const COUNTED = `SELECT (SELECT count(*)::int FROM pg_policy) AS policies,
    (SELECT count(*)::int FROM pg_trigger WHERE NOT tgisinternal) AS triggers,
    (SELECT count(*)::int FROM pg_rules WHERE schemaname = 'public') AS rules, to_regclass('public."it''s"') IS NOT NULL AS index,
    (SELECT count(*)::int FROM pg_constraint WHERE conname = 'positive') AS checks,
    obj_description(to_regclass('public.seen'), 'pg_class') AS view_comment,
    (SELECT count(*)::int FROM information_schema.role_table_grants WHERE grantee = 'the reader' AND table_name = 'seen') AS grants,
    obj_description(to_regclass('public."it''s"'), 'pg_class') AS index_comment`

const THERE = [1, 1, 1, true, 1, "of the administrator", 1, "an index"]
const ABSENT = [0, 0, 0, false, 0, null, 0, null]

const GUARDED =
    /Not created by a migration[\s\S]*if \(hasOwnRowsPolicy\)[\s\S]*if \(hasSeenView\)[\s\S]*if \(hasSeenPrivileges\)/

/** A change around it, up, down and up again where it exists; then a database that is made from the migrations. */
const aroundChange = (style: "operations" | "sql"): readonly Step[] => [
    { run: ["generate", "rooms"], exit: 0 },
    { run: ["upgrade"], exit: 0 },
    { sql: BESIDE },
    { write: { "src/entities/room.ts": room("bigint") } },
    { run: ["generate", "wider", "--style", style], exit: 0, says: /proven up and down/ },
    { newest: GUARDED },
    // The history has none of it, and can be replayed all the same.
    { run: ["check", "--against", "history"], exit: 0, says: /in sync/ },
    { run: ["upgrade"], exit: 0 },
    { sql: COUNTED, gives: [THERE] },
    // Created again by a migration, it is still what no migration has created.
    { run: ["check"], exit: 0, says: [/in sync/, /6 objects are unmanaged/] },
    { run: ["generate", "nothing", "--against", "history"], exit: 0, says: /no difference/ },
    { run: ["downgrade", "--steps", "1"], exit: 0 },
    { sql: COUNTED, gives: [THERE] },
    { run: ["upgrade"], exit: 0 },
    { fresh: true },
    { run: ["upgrade"], exit: 0 },
    { sql: COUNTED, gives: [ABSENT] },
    { run: ["check"], exit: 0, says: /in sync/ },
    { run: ["downgrade", "base"], exit: 0 },
]

stories("what was created beside all migrations", [
    {
        about: "a change around it runs where it exists and where it does not",
        files: { "src/entities/room.ts": room("int") },
        steps: aroundChange("operations"),
    },
    {
        about: "the same in plain SQL, in steps of their own transactions",
        files: { "src/entities/room.ts": room("int"), "ormconfig.ts": ormconfig('migrationsTransactionMode: "each",') },
        steps: [
            ...aroundChange("sql").slice(0, 9),
            { fresh: true },
            { run: ["upgrade"], exit: 0 },
            { sql: COUNTED, gives: [ABSENT] },
            { run: ["downgrade", "base"], exit: 0 },
        ],
    },
])
