import { RenamedFrom } from "../../../src/autogen/declare/renamed-from.js"
import type { ChangeCase, Class, Orm } from "../support/case.js"

const LONG = "that_is_much_longer_than_the_sixty_three_bytes_that_postgres_keeps_of_names"

/** Two bytes a letter: the 63 bytes end in the middle of one. */
const WIDE = "äöü".repeat(12)

interface Shape {
    readonly table: string
    readonly column: string
    readonly other: string
    readonly constraint: string
}

const FIRST: Shape = { table: `table_${LONG}`, column: `column_${LONG}`, other: WIDE, constraint: `a_${LONG}` }
const SECOND: Shape = {
    table: `new_table_${LONG}`,
    column: `new_column_${LONG}`,
    other: `neu${WIDE}`,
    constraint: `b_${LONG}`,
}

/** Postgres cuts names at 63 bytes: all that is named here is longer, and everything about it changes. */
export const longNames: readonly ChangeCase[] = [
    {
        name: "everything of tables with names over 63 bytes changes",
        before: (orm) => ({ entities: named(orm, FIRST, "before") }),
        after: (orm) => ({ entities: named(orm, FIRST, "after") }),
    },
    {
        name: "constraints, indexes and enums are renamed from and to names over 63 bytes",
        before: (orm) => ({ entities: named(orm, FIRST, "before") }),
        after: (orm) => ({ entities: named(orm, { ...FIRST, constraint: SECOND.constraint }, "before") }),
        renames: [`enum enum_${FIRST.constraint}:enum_${SECOND.constraint}`],
        saysNot: /DROP|ADD CONSTRAINT|CREATE INDEX/,
    },
    {
        name: "tables and columns are renamed from and to names over 63 bytes",
        before: (orm) => ({ entities: named(orm, FIRST, "before") }),
        after: (orm) => {
            const [room, ...others] = named(orm, SECOND, "before")
            if (room) {
                RenamedFrom(FIRST.table)(room)
                RenamedFrom(FIRST.column)(room.prototype as object, "code")
                RenamedFrom(FIRST.other)(room.prototype as object, "size")
            }
            return { entities: [...(room ? [room] : []), ...others] }
        },
        renames: [
            `enum enum_${FIRST.constraint}:enum_${SECOND.constraint}`,
            `beds_${FIRST.table}:beds_${SECOND.table}`,
        ],
        booksStay:
            "TypeORM's record of the generated column has the entity's words, and Postgres's words follow the rename by themselves",
        saysNot: /DROP (TABLE|COLUMN)|ADD COLUMN/,
    },
]

function named(orm: Orm, { table, column, other, constraint }: Shape, state: "before" | "after"): readonly Class[] {
    const pick = <T>(before: T, after: T): T => (state === "before" ? before : after)
    @orm.Entity(table, { comment: pick("a", "b") })
    @orm.Index(`IDX_${constraint}`, ["code"], { where: pick(`"${other}" > 1`, `"${other}" > 2`) })
    @orm.Index(`IDX_more_${constraint}`, pick(["size"], ["size", "code"]))
    @orm.Unique(`UQ_${constraint}`, pick(["code", "id"], ["code", "size"]))
    @orm.Check(`CHK_${constraint}`, pick(`"${column}" <> 'x'`, `length("${column}") < 90`))
    class Room {
        @orm.PrimaryGeneratedColumn({ type: pick("int", "bigint"), primaryKeyConstraintName: `PK_${constraint}` })
        id!: number
        @orm.Column({ name: column, type: "varchar", length: pick(36, 40), default: pick("a", "b") }) code!: string
        @orm.Column({
            name: other,
            type: pick("int", "bigint"),
            nullable: pick(true, false),
            default: 3,
            comment: pick("c", "d"),
        })
        size!: number
        @orm.Column({
            name: `kind_${LONG}`,
            type: "enum",
            enum: pick(["a", "b"], ["b", "a", "c"]),
            enumName: `enum_${constraint}`,
            default: "a",
        })
        kind!: string
        @orm.Column({
            name: `sum_${LONG}`,
            type: "text",
            generatedType: "STORED",
            asExpression: pick(`"${column}" || 'x'`, `"${column}" || 'y'`),
            nullable: true,
        })
        sum!: string
    }
    @orm.Entity(`beds_${table}`)
    class Bed {
        @orm.PrimaryGeneratedColumn({ primaryKeyConstraintName: `PK_bed_${constraint}` }) id!: number
        @orm.ManyToOne(() => Room, { onDelete: pick("CASCADE", "SET NULL"), nullable: true })
        @orm.JoinColumn({ name: `room_${LONG}`, foreignKeyConstraintName: `FK_${constraint}` })
        room!: Room
    }
    @orm.ViewEntity({
        name: `view_${LONG}`,
        expression: `SELECT "id", "${column}" AS "code"${pick("", `, "${other}" AS "size"`)} FROM "${table}"`,
    })
    class Seen {
        @orm.ViewColumn() code!: string
    }
    return [Room, Bed, Seen]
}
