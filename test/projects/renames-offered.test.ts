import { stories } from "./support/story.js"

const order = (
    more: string,
    schema = "",
): string => `import { Column, Entity, JoinTable, ManyToMany, PrimaryGeneratedColumn, Tree, TreeChildren, TreeParent } from "typeorm"
@Entity({ name: "tag"${schema} }) export class Tag { @PrimaryGeneratedColumn() id!: number }
@Entity({ name: "order"${schema} }) @Tree("closure-table")
export class Order {
    @PrimaryGeneratedColumn() id!: number
    ${more}
    @ManyToMany(() => Tag) @JoinTable() tags!: Tag[]
    @TreeParent() parent!: Order
    @TreeChildren() children!: Order[]
}
`

const text = (name: string): string => `@Column({ type: "text", nullable: true }) ${name}?: string;`

const snake = `import { DefaultNamingStrategy } from "typeorm"
const snake = (name: string) => name.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase()
export class Snake extends DefaultNamingStrategy {
    tableName(target: string, given: string) { return given ?? snake(target) }
    columnName(property: string, given: string, prefixes: string[]) { return snake([...prefixes, given ?? property].join("_")) }
}
`

stories("renames are offered", [
    {
        about: "a column that goes beside several that come; tables that move to another schema, with what is named after them",
        files: { "src/entities/order.ts": order(text("note")) },
        steps: [
            { run: ["generate", "one"], exit: 0 },
            { run: ["upgrade"], exit: 0 },
            { sql: `INSERT INTO "order" (note) VALUES ('a')` },
            { sql: "INSERT INTO tag DEFAULT VALUES" },
            { sql: "INSERT INTO order_tags_tag VALUES (1, 1)" },
            {
                write: {
                    "src/entities/order.ts": order(
                        `${text("comment")} ${text("city")} @Column({ default: 0 }) priority!: number;`,
                    ),
                },
            },
            { run: ["generate", "two"], exit: 1, says: [/HAZARD_REFUSED/, /--rename order\.note:comment/] },
            { write: { "src/entities/order.ts": order(text("note"), `, schema: "sales"`) } },
            {
                run: ["generate", "two"],
                exit: 1,
                says: [/--rename public\.order:sales\.order/, /--rename public\.tag:sales\.tag/, /--rename-all/],
            },
            {
                run: ["generate", "two", "--rename", "public.order:sales.order", "--rename", "public.tag:sales.tag"],
                exit: 0,
            },
            { newest: /createSchema\("sales"/, not: /dropTable|createTable/ },
            { run: ["upgrade"], exit: 0 },
            { run: ["check"], exit: 0 },
            {
                sql: `SELECT o.note FROM sales."order" o JOIN sales.order_tags_tag t ON t."orderId" = o.id`,
                gives: [["a"]],
            },
            { run: ["downgrade"], exit: 0 },
            { sql: `SELECT o.note FROM "order" o JOIN order_tags_tag t ON t."orderId" = o.id`, gives: [["a"]] },
            { run: ["upgrade"], exit: 0 },
            { write: { "src/entities/order.ts": order(text("note")) } },
            { run: ["generate", "back"], exit: 1, says: /--rename sales\.order:public\.order/ },
            { run: ["generate", "back", "--rename-all"], exit: 0 },
            { newest: /setTableSchema/, not: /dropTable|createTable/ },
        ],
    },
    {
        about: "another naming strategy: all of them by one word",
        files: {
            "src/entities/user-profile.ts": `import { Column, CreateDateColumn, Entity, ManyToOne, PrimaryGeneratedColumn } from "typeorm"
@Entity() export class UserProfile { @PrimaryGeneratedColumn() id!: number; @Column({ nullable: true, type: "text" }) firstName!: string | null; @Column({ nullable: true, type: "text" }) lastName!: string | null; @CreateDateColumn() createdAt!: Date; @ManyToOne(() => UserProfile) bestFriend!: UserProfile }
@Entity() export class UserLogin { @PrimaryGeneratedColumn() id!: number; @Column({ nullable: true, type: "text" }) userAgent!: string | null; @CreateDateColumn() createdAt!: Date }
`,
            "snake.ts": snake,
        },
        steps: [
            { run: ["generate", "one"], exit: 0 },
            { run: ["upgrade"], exit: 0 },
            { sql: `INSERT INTO user_profile ("firstName", "lastName") VALUES ('a', 'b')` },
            {
                write: {
                    "ormconfig.ts": `import "reflect-metadata"
import { DataSource } from "typeorm"
import { connectionFromEnvironment } from "typeorm-autogen"
import { Snake } from "./snake.js"
export default new DataSource({ ...connectionFromEnvironment(), namingStrategy: new Snake(), entities: ["src/entities/*.ts"], migrations: ["src/migrations/*.ts"] })
`,
                },
            },
            { run: ["generate", "snake"], exit: 1, says: [/HAZARD_REFUSED/, /--rename-all/] },
            { run: ["generate", "snake", "--rename-all"], exit: 0 },
            { newest: /renameColumn\("user_profile", "firstName", "first_name"/, not: /dropColumn|addColumn/ },
            { run: ["upgrade"], exit: 0 },
            { run: ["check"], exit: 0 },
            { sql: "SELECT first_name, last_name FROM user_profile", gives: [["a", "b"]] },
            { run: ["downgrade"], exit: 0 },
            { sql: `SELECT "firstName" FROM user_profile`, gives: [["a"]] },
        ],
    },
    {
        about: "a table moves into a schema that the same change creates, and back",
        files: {
            "src/entities/room.ts": `import { Entity, Column, PrimaryGeneratedColumn } from "typeorm"
@Entity() export class Room { @PrimaryGeneratedColumn() id!: number; @Column() code!: string }
`,
        },
        steps: [
            { run: ["generate", "one"], exit: 0 },
            { run: ["upgrade"], exit: 0 },
            { sql: "INSERT INTO room (code) VALUES ('a')" },
            {
                write: {
                    "src/entities/room.ts": `import { Entity, Column, PrimaryGeneratedColumn } from "typeorm"
@Entity({ name: "chamber", schema: "hotel" }) export class Room { @PrimaryGeneratedColumn() id!: number; @Column() code!: string }
`,
                },
            },
            { run: ["generate", "two", "--rename", "public.room:hotel.chamber"], exit: 0 },
            { run: ["upgrade"], exit: 0 },
            { sql: "SELECT code FROM hotel.chamber", gives: [["a"]] },
            { run: ["check"], exit: 0 },
            { run: ["downgrade"], exit: 0 },
            { sql: "SELECT code FROM public.room", gives: [["a"]] },
        ],
    },
])
