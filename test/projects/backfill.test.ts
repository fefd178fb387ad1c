import { ormconfig, stories, type Step } from "./support/story.js"

const room = (
    columns: string,
    imports = "",
): string => `import { Column, Entity, PrimaryGeneratedColumn } from "typeorm"
${imports}
@Entity() export class Room {
    @PrimaryGeneratedColumn() id!: number
    ${columns}
}
`
const size = '@Column({ type: "int", nullable: true }) size!: number | null'
const before = room(
    `@Column({ type: "varchar", nullable: true }) code!: string | null; ${size}; @Column() gone!: string`,
)
const after = room(`@Column({ type: "varchar" }) code!: string; ${size}; @Column() label!: string`)

const start: readonly Step[] = [
    { run: ["generate", "rooms"], exit: 0 },
    { run: ["upgrade"], exit: 0 },
    {
        sql: "INSERT INTO room (code, size, gone) SELECT CASE WHEN n > 2 THEN 'c' || n END, n, 'g' FROM generate_series(1, 4) AS n",
    },
    { write: { "src/entities/room.ts": after } },
]

const backfills = [
    "--backfill",
    "room.code='room ' || id",
    "--backfill",
    'public.room.label=upper("code")',
    "--backfill",
    "room.gone=lower(label)",
    "--allow",
    "deletes-data",
] as const

const values = {
    sql: "SELECT code, label FROM room ORDER BY id",
    gives: [
        ["room 1", "ROOM 1"],
        ["room 2", "ROOM 2"],
        ["c3", "C3"],
        ["c4", "C4"],
    ],
} as const

stories("rows that have no value", [
    {
        about: "get it in one transaction, in either direction, also under TypeORM's runner",
        files: { "src/entities/room.ts": before },
        steps: [
            ...start,
            {
                run: ["generate", "x", "--backfill", "room.cod=1", "--allow", "deletes-data"],
                exit: 1,
                says: [/USAGE backfill: there is no column "room\.cod"/, /room\.code/],
            },
            {
                run: ["generate", "x", "--backfill", "room.code"],
                exit: 1,
                says: /USAGE --backfill "room\.code" is not/,
            },
            { run: ["generate", "x", "--dry-run"], exit: 0, says: /requireNoNulls\("room", \["code"\]\)/ },
            { run: ["generate", "labels", ...backfills], exit: 0, says: /proven up and down/ },
            { newest: /op\.backfill\("room", "code", sql\("'room ' \|\| id"\)\)/, not: /requireNoNulls|requireEmpty/ },
            { typeorm: ["migration:run", "-d", "ormconfig.ts"], exit: 0 },
            values,
            { run: ["check"], exit: 0 },
            { sql: "INSERT INTO room (code) VALUES ('x')", fails: /null value/ },
            { typeorm: ["migration:revert", "-d", "ormconfig.ts"], exit: 0 },
            { sql: "SELECT gone FROM room WHERE id = 3", gives: [["c3"]] },
            { run: ["upgrade"], exit: 0 },
            { run: ["check"], exit: 0 },
        ],
    },
    {
        about: "get it in batches, said while they run, where tables stay usable; what was interrupted goes on",
        on: "server",
        files: { "src/entities/room.ts": before, "ormconfig.ts": ormconfig('migrationsTransactionMode: "each",') },
        steps: [
            ...start,
            { sql: "INSERT INTO room (size, gone) SELECT n, 'g' FROM generate_series(1, 25000) AS n" },
            { run: ["generate", "labels", ...backfills, "--no-rehearse"], exit: 0 },
            { newest: /op\.backfill\("room", "code", sql\("'room ' \|\| id"\), \{ batchSize: 10000 \}\)/ },
            {
                sql: "CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.id = 24000 THEN RAISE 'stop'; END IF; RETURN NEW; END $$",
            },
            { sql: "CREATE TRIGGER stop BEFORE UPDATE ON room FOR EACH ROW EXECUTE FUNCTION stop()" },
            { run: ["upgrade"], exit: 1, says: [/20000 rows/, /stop/] },
            { sql: "SELECT count(*)::int FROM room WHERE code IS NULL", gives: [[5002]] },
            { sql: "INSERT INTO room (size) VALUES (1)" },
            { run: ["current"], exit: 0, says: /step 1 of \d of "Labels\d+" has run/ },
            { sql: "DROP TRIGGER stop ON room" },
            { run: ["upgrade"], exit: 0 },
            { run: ["check"], exit: 0 },
            { sql: "SELECT count(*)::int FROM room WHERE label = upper(code)", gives: [[25005]] },
            { run: ["downgrade", "--allow", "deletes-data"], exit: 0 },
            { sql: "SELECT count(DISTINCT gone) > 20000 FROM room", gives: [[true]] },
        ],
    },
    {
        about: "get what the entity or the options say",
        files: {
            "src/entities/room.ts": before,
            "ormconfig.ts": ormconfig(
                "",
                `export const autogen = { allow: ["deletes-data"], backfill: { "room.code": "'room ' || id" } }`,
            ),
        },
        steps: [
            ...start,
            {
                write: {
                    "src/entities/room.ts": room(
                        `@Column({ type: "varchar" }) code!: string; @Column({ type: "varchar", nullable: true }) size!: string | null
    @BackfillWith('upper("code")') @Column() label!: string`,
                        'import { BackfillWith } from "typeorm-autogen/declare"',
                    ),
                    // Of a column that is not there yet as well.
                    "ormconfig.ts": ormconfig(
                        "",
                        `export const autogen = { allow: ["deletes-data"], backfill: { "room.code": "'room ' || id" }, usingDown: { "room.label": "label::int" } }`,
                    ),
                },
            },
            { run: ["generate", "labels", "--using-down", "room.size:size::int"], exit: 0 },
            { run: ["upgrade"], exit: 0 },
            values,
            { run: ["check"], exit: 0 },
            { sql: "DELETE FROM room" },
            { run: ["downgrade"], exit: 0 },
            {
                sql: "SELECT data_type FROM information_schema.columns WHERE table_name = 'room' AND column_name = 'size'",
                gives: [["integer"]],
            },
        ],
    },
])
