import { stories } from "./support/story.js"

const entities = (
    more = "",
    last = "",
): string => `import { Column, Entity, PrimaryGeneratedColumn, ViewColumn, ViewEntity } from "typeorm"
@Entity() export class Transfer { @PrimaryGeneratedColumn() id!: number; ${more} @Column("integer") amount!: number; ${last} }
@ViewEntity({ name: "all_transfers", expression: "SELECT * FROM transfer" }) export class AllTransfers { @ViewColumn() id!: number }
`

stories("a view of SELECT *", [
    {
        about: "over a table that gets columns before its last property: they come last there, and stay there",
        files: { "src/entities/transfer.ts": entities() },
        steps: [
            { run: ["generate", "one"], exit: 0 },
            { run: ["upgrade"], exit: 0 },
            {
                write: {
                    "src/entities/transfer.ts": entities(
                        `@Column({ nullable: true }) note?: string; @Column({ type: "integer", generatedType: "STORED", asExpression: "id + 1", nullable: true }) next?: number;`,
                    ),
                },
            },
            { run: ["generate", "two"], exit: 0 },
            { run: ["upgrade"], exit: 0 },
            { run: ["check"], exit: 0 },
            {
                sql: "SELECT column_name FROM information_schema.columns WHERE table_name = 'all_transfers' ORDER BY ordinal_position",
                gives: [["id"], ["amount"], ["note"], ["next"]],
            },
            { run: ["check", "--against", "history"], exit: 0 },
            { run: ["downgrade"], exit: 0 },
        ],
    },
])
