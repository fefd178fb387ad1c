import { stories } from "./support/story.js"

// What entities say twice, by halves or otherwise than they seem to.

const imports = (names: string): string => `import { ${names} } from "typeorm"\n`

const stay = (
    more: string,
): string => `${imports("Column, Entity, JoinColumn, JoinTable, ManyToMany, ManyToOne, PrimaryColumn, type Relation")}
@Entity() export class Room { @PrimaryColumn("text") id!: string }
@Entity() export class Person {
    @PrimaryColumn("text") id!: string
    @ManyToMany(() => Room) @JoinTable({ name: "stay", joinColumn: { name: "personId" }, inverseJoinColumn: { name: "roomId" } })
    rooms!: Relation<Room[]>
}
@Entity() export class Stay {
    @PrimaryColumn("text") personId!: string
    @PrimaryColumn("text") roomId!: string
    @ManyToOne(() => Person) @JoinColumn({ name: "personId", foreignKeyConstraintName: "stay_person" }) person!: Relation<Person>
    @ManyToOne(() => Room, { onDelete: "RESTRICT" }) @JoinColumn({ name: "roomId" }) room!: Relation<Room>
    ${more}
}
`

const plain = `${imports("Column, Entity, JoinColumn, OneToOne, PrimaryColumn, PrimaryGeneratedColumn, type Relation")}
@Entity({ comment: "a\\0b" }) export class House {
    @PrimaryColumn({ unique: true }) id!: number
    @Column({ type: "enum", enum: ["s", "m"], enumName: "size_class", default: "s" }) size!: string
    @Column({ type: "enum", enumName: "size_class", nullable: true, comment: "\\0" } as never) other!: string
    @Column({ unique: true }) ownerId!: number
    @OneToOne(() => Owner) @JoinColumn({ name: "ownerId" }) owner!: Relation<Owner>
}
@Entity() export class Owner {
    @PrimaryGeneratedColumn() id!: number
    @Column({ default: "O''Reilly" }) name!: string
    @Column({ default: "it's" }) word!: string
    @Column({ type: "jsonb", default: { it: "it's" } }) data!: object
    @Column({ type: "text", array: true, default: ["d''Arc"] }) names!: string[]
    @Column({ type: "timestamptz", default: "now()" }) since!: Date
    @Column({ type: "date", default: () => "'today'" }) day!: string
}
`

const settles = [
    { run: ["upgrade"], exit: 0 },
    { run: ["check"], exit: 0, says: /in sync/ },
] as const

stories("what entities say", [
    {
        about: "an entity that is also the table of a many-to-many relation",
        files: { "src/entities/stay.ts": stay("@Column({ default: 0 }) position!: number") },
        steps: [
            {
                run: ["generate", "stays"],
                exit: 0,
                says: /table of Stay and the join table of Person\.rooms/,
            },
            ...settles,
            {
                sql: "SELECT conname = 'stay_person', confdeltype::text FROM pg_constraint WHERE conrelid = 'stay'::regclass AND contype = 'f' ORDER BY 1",
                gives: [
                    [false, "r"],
                    [true, "a"],
                ],
            },
            { write: { "src/entities/stay.ts": stay("@Column({ nullable: true }) since?: Date") } },
            { run: ["generate", "since", "--allow", "deletes-data"], exit: 0 },
            ...settles,
            { run: ["downgrade"], exit: 0 },
            { run: ["upgrade"], exit: 0 },
        ],
    },
    {
        about: "enums by name, keys and uniques said twice, texts as defaults, NUL in comments",
        files: { "src/entities/house.ts": plain },
        steps: [
            {
                run: ["generate", "houses"],
                exit: 0,
                says: /the moment at which the migration runs[^\n]*write \(\) => "now\(\)"/,
            },
            ...settles,
            {
                sql: "INSERT INTO owner DEFAULT VALUES RETURNING name, word, data->>'it', names[1]",
                gives: [["O'Reilly", "it's", "it's", "d'Arc"]],
            },
            {
                sql: "SELECT count(*)::int FROM pg_constraint WHERE conrelid = 'house'::regclass AND contype IN ('p', 'u')",
                gives: [[2]],
            },
            { sql: "SELECT obj_description('house'::regclass)", gives: [["ab"]] },
            { run: ["check", "--against", "history"], exit: 0 },
            { fresh: true },
            ...settles,
        ],
    },
    {
        about: "the table of TypeORM's result cache, under its own name",
        files: {
            "ormconfig.ts": `import "reflect-metadata"
import { DataSource } from "typeorm"
import { connectionFromEnvironment } from "typeorm-autogen"
export default new DataSource({ ...connectionFromEnvironment(), cache: { type: "database", tableName: "answers" }, entities: ["src/entities/*.ts"], migrations: ["src/migrations/*.ts"] })
`,
            "src/entities/owner.ts": `${imports("Entity, PrimaryGeneratedColumn")}@Entity() export class Owner { @PrimaryGeneratedColumn() id!: number }\n`,
        },
        steps: [
            { run: ["generate", "answers"], exit: 0 },
            ...settles,
            { sql: "SELECT count(*)::int FROM answers", gives: [[0]] },
            // As TypeORM's own builder leaves it.
            { typeorm: ["schema:log", "-d", "ormconfig.ts"], exit: 0, says: /up to date/ },
        ],
    },
])
