import { stories, type Step, type Story } from "./support/story.js"

// A project that has lived with TypeORM's own generator: its files, its table, its names.

const room = (
    more = "",
): string => `import { Entity, Column, Index, PrimaryGeneratedColumn, ManyToOne, type Relation } from "typeorm"
import { Owner } from "./owner.js"
@Entity() @Index(["code"]) export class Room {
    @PrimaryGeneratedColumn("uuid") id!: string
    @Column({ length: 36 }) code!: string
    @Column({ type: "enum", enum: ["small", "large"], default: "small" }) size!: string
    @ManyToOne(() => Owner, { onDelete: "SET NULL" }) owner?: Relation<Owner>
    ${more}
}
`
const owner = `import { Entity, Column, PrimaryGeneratedColumn, CreateDateColumn } from "typeorm"
@Entity() export class Owner {
    @PrimaryGeneratedColumn() id!: number
    @Column({ type: "jsonb", default: {} }) settings!: object
    @Column("text", { array: true, default: "{}" }) labels!: string[]
    @CreateDateColumn({ type: "timestamptz" }) created!: Date
}
`

const typeorm = (...words: readonly string[]): Step => ({ typeorm: [...words, "-d", "ormconfig.ts"], exit: 0 })

const story: Omit<Story, "about"> = {
    files: { "src/entities/room.ts": room(), "src/entities/owner.ts": owner },
    steps: [
        typeorm("migration:generate", "src/migrations/first"),
        typeorm("migration:run"),
        { run: ["check"], exit: 0, says: /in sync/ },
        { run: ["check", "--against", "history"], exit: 0 },
        { run: ["generate", "nothing"], exit: 0, says: /in sync/ },
        // TypeORM's generator would drop the column and its values.
        { sql: "INSERT INTO room (code) VALUES ('kept') RETURNING size", gives: [["small"]] },
        { write: { "src/entities/room.ts": room().replace("length: 36", "length: 64") } },
        { run: ["generate", "longer"], exit: 0 },
        { newest: /alterColumn\("room", "code"/, not: /dropColumn/ },
        typeorm("migration:run"),
        { run: ["check"], exit: 0 },
        { sql: "SELECT code FROM room", gives: [["kept"]] },
        typeorm("migration:revert"),
        { run: ["current"], exit: 0, says: /pending/ },
        { run: ["upgrade"], exit: 0 },
        // What TypeORM's file made and no entity declares any more goes.
        {
            write: {
                "src/entities/room.ts": room()
                    .replace("length: 36", "length: 64")
                    .replace(/@Column\(\{ type: "enum".*/, ""),
            },
        },
        { run: ["check"], exit: 2, says: /size/ },
        { run: ["generate", "no size"], exit: 1, says: /deletes-data/ },
        { run: ["generate", "no size", "--allow", "deletes-data"], exit: 0 },
        { run: ["upgrade"], exit: 0 },
        { run: ["check"], exit: 0, saysNot: /room_size_enum/ },
        { run: ["downgrade", "base"], exit: 0 },
        { run: ["upgrade"], exit: 0 },
        { run: ["check"], exit: 0 },
    ],
}

stories("a history of TypeORM's own generator", [
    { about: "goes on with ours, on the embedded Postgres", ...story },
    { about: "goes on with ours, on a server with the latest TypeORM 0.3", on: "server", typeorm: "0.3", ...story },
])

stories("a database that was restored", [
    {
        about: "without its history: nothing is run twice by mistake, and the way to record it is said",
        files: { "src/entities/room.ts": room(), "src/entities/owner.ts": owner },
        steps: [
            typeorm("migration:generate", "src/migrations/first"),
            typeorm("migration:run"),
            { sql: "INSERT INTO room (code) VALUES ('kept')" },
            { sql: "DROP TABLE migrations" },
            { run: ["current"], exit: 0, says: /^base$[^]*pending First\d+/m },
            { run: ["check"], exit: 2, says: /run the pending migrations.*`upgrade --fake` records them/ },
            { run: ["generate", "again"], exit: 1, says: /MIGRATIONS_PENDING/ },
            {
                run: ["upgrade"],
                exit: 1,
                says: /already exists[^]*rolled back and is still pending[^]*next +if the database has this change already.*`upgrade --fake`/,
            },
            { run: ["upgrade", "--fake"], exit: 0 },
            { run: ["check"], exit: 0, says: /in sync/ },
            { run: ["check", "--against", "history"], exit: 0 },
            { run: ["generate", "again"], exit: 0, says: /in sync/ },
            typeorm("migration:show"),
            { sql: "SELECT code FROM room", gives: [["kept"]] },
        ],
    },
])
