import { ormconfig, stories, type Files } from "./support/story.js"

// A catalog as Citus leaves it on a node that holds shards: its own schemas and tables of metadata, and shards beside the distributed table. Citus itself
// is not installed: what it would refuse is in docs/many-databases.md, from its documentation.

const entity = (more = ""): string => `import { Column, Entity, PrimaryColumn } from "typeorm"
@Entity()
export class Room {
    @PrimaryColumn({ type: "int", primaryKeyConstraintName: "room_pkey" }) id!: number
    @Column({ type: "text", nullable: true }) code!: string | null
    ${more}
}
`

const files: Files = { "src/entities/room.ts": entity() }

const shards = Array.from({ length: 4 }, (_, index) => 102008 + index)

const CITUS = `
    CREATE SCHEMA citus; CREATE SCHEMA citus_internal; CREATE SCHEMA columnar;
    CREATE TABLE citus_internal.something (id int);
    SET allow_system_table_mods = on;
    CREATE TABLE pg_catalog.pg_dist_partition (logicalrelid regclass, partmethod "char", colocationid int);
    CREATE TABLE pg_catalog.pg_dist_shard (logicalrelid regclass, shardid bigint);
    CREATE SEQUENCE pg_catalog.pg_dist_shardid_seq;
    CREATE FUNCTION pg_catalog.create_distributed_table(regclass, text) RETURNS void LANGUAGE sql AS '';
    RESET allow_system_table_mods;
    INSERT INTO pg_catalog.pg_dist_partition VALUES ('public.room', 'h', 1);
    ${shards
        .map(
            (
                id,
            ) => `CREATE TABLE public.room_${id} (id int NOT NULL, code text, CONSTRAINT room_pkey_${id} PRIMARY KEY (id));
    INSERT INTO pg_catalog.pg_dist_shard VALUES ('public.room', ${id});`,
        )
        .join("\n    ")}`

const SHARDS = "SELECT count(*)::int FROM pg_tables WHERE tablename LIKE 'room\\_10%'"

stories("a catalog as Citus leaves it", [
    {
        about: "its metadata, schemas and shards are left alone",
        on: "server",
        files,
        steps: [
            { run: ["generate", "room", "--no-rehearse"], exit: 0 },
            { run: ["upgrade"], exit: 0 },
            { sql: CITUS },
            { run: ["check"], exit: 0, says: /in sync/, saysNot: /pg_dist|citus|columnar/ },
            {
                write: {
                    "src/entities/room.ts": entity(`@Column({ type: "int", nullable: true }) floor!: number | null`),
                },
            },
            { run: ["generate", "floor"], exit: 0, says: /room\.floor/, saysNot: /pg_dist|citus_internal/ },
            { newest: /addColumn\("room"/, not: /room_10|pg_dist|citus|dropTable/ },
            { run: ["upgrade"], exit: 0 },
            { sql: SHARDS, gives: [[4]] },
            // What a strict check calls unmanaged is excluded by its name.
            { run: ["check", "--strict"], exit: 2, says: /room_102008/ },
            {
                write: {
                    "ormconfig.ts": `${ormconfig()}\nexport const autogen = { exclude: { tables: ["*_10????"] } }\n`,
                },
            },
            { run: ["check", "--strict"], exit: 0, says: /in sync/ },
        ],
    },
])
