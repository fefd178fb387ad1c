import "reflect-metadata"
import {
    Check, Column, DataSource, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, PrimaryGeneratedColumn, Unique, ViewColumn, ViewEntity,
    type MigrationInterface, type QueryRunner,
} from "typeorm" // prettier-ignore
import { statementsOf, type Plan } from "../../../src/autogen/core/plan.js"
import { planEntities } from "../../../src/autogen/planning/plan-entities.js"
import { openSession, type Session } from "../../../src/autogen/revisions/session.js"
import { upgrade } from "../../../src/autogen/revisions/upgrade.js"

type Class = new () => object

/** Entities of many shapes, so that a run asks all that it can ask. Their own expressions name what they mean: the rest is ours. */
function before(): readonly Class[] {
    @Entity("hall")
    @Check("CHK_code", "pg_catalog.length(code) OPERATOR(pg_catalog.>) 0")
    @Index("high", ["floor"], { where: "floor OPERATOR(pg_catalog.>) 2" })
    class Hall {
        @PrimaryGeneratedColumn() id!: number
        @Column("varchar", { length: 50, unique: true }) code!: string
        @Column("int", { default: () => "2" }) floor!: number
        @Column("timestamptz", { default: () => "pg_catalog.now()" }) until!: Date
        @Column("enum", { enum: ["low", "high", "gone"], default: "low" }) mood!: string
        @Column("text", { nullable: true }) note!: string | null
        @Column("text", { array: true, default: () => "'{}'" }) tags!: string[]
        @Column("numeric", { nullable: true }) price!: string | null
    }
    @Entity("seat")
    class Seat {
        @PrimaryColumn("varchar") code!: string
        @Column("varchar", { nullable: true }) hallCode!: string | null
        @Column("text", { default: "00000000-0000-0000-0000-000000000000" }) key!: string
    }
    return [Hall, Seat]
}

export function after(): readonly Class[] {
    @Entity("hall")
    @Check("CHK_code", "((pg_catalog.length(code)) OPERATOR(pg_catalog.>) 0)")
    @Check("CHK_floor", "floor OPERATOR(pg_catalog.>) 0")
    @Index("high", ["floor"], { where: "floor OPERATOR(pg_catalog.>) 1" })
    @Unique("one_note", ["note", "code"])
    class Hall {
        @PrimaryGeneratedColumn() id!: number
        @Column("varchar", { length: 20, unique: true }) code!: string
        @Column("smallint", { default: () => "(3)" }) floor!: number
        @Column("date", { default: () => "CURRENT_DATE" }) until!: Date
        @Column("enum", { enum: ["low", "high"], default: "low" }) mood!: string
        @Column("text") note!: string
        @Column("varchar", { array: true, length: 9, default: () => "'{}'" }) tags!: string[]
        @Column("numeric", { precision: 9, scale: 2, nullable: true }) price!: string | null
        @Column({ type: "int", generatedType: "STORED", asExpression: "floor OPERATOR(pg_catalog.+) 1::smallint" })
        next!: number
    }
    @Entity("seat")
    class Seat {
        @PrimaryColumn("varchar") code!: string
        @ManyToOne(() => Hall) @JoinColumn({ name: "hallCode", referencedColumnName: "code" }) hall!: Hall
        @Column("uuid") key!: string
    }
    @ViewEntity({ name: "seen", expression: "SELECT id, code FROM hall WHERE code IS NOT NULL" })
    class Seen {
        @ViewColumn() id!: number
        @ViewColumn() code!: string
    }
    return [Hall, Seat, Seen]
}

const ROWS = `INSERT INTO hall (code, note, price, until) VALUES ('a', 'x', 1.5, '2026-01-01Z'), ('long enough', 'y', 2, '2026-01-01Z');
    INSERT INTO seat (code, "hallCode") VALUES ('1', 'a'), ('2', NULL)`

async function inSession<T>(
    url: string,
    entities: readonly Class[],
    migrations: readonly (new () => MigrationInterface)[],
    work: (session: Session) => Promise<T>,
): Promise<T> {
    const dataSource = new DataSource({ type: "postgres", url, entities: [...entities], migrations: [...migrations] })
    const session = await openSession(dataSource)
    try {
        return await work(session)
    } finally {
        await session.close()
    }
}

function migrationOf(plan: Plan, name: string): new () => MigrationInterface {
    const statements = statementsOf(plan.up)
    return class {
        readonly name = name
        async up(queryRunner: QueryRunner): Promise<void> {
            for (const { sql } of statements) await queryRunner.query(sql)
        }
        async down(): Promise<void> {}
    }
}

export const planOf = (url: string, entities: readonly Class[], map: readonly string[] = []): Promise<Plan> =>
    inSession(url, entities, [], (session) => planEntities(session.dataSource, session, { map }))

/** The tables, and their rows, before anybody attacks. */
export async function prepare(url: string, query: (sql: string) => Promise<unknown>): Promise<void> {
    const plan = await planOf(url, before())
    const first = migrationOf(plan, "First1700000000001")
    await inSession(url, before(), [first], (session) => upgrade(session))
    await query(ROWS)
}

/** What a deployment does: looks at the database, plans, upgrades, and looks again. */
export async function deploy(url: string): Promise<void> {
    const plan = await planOf(url, after(), ["hall_mood_enum.gone:low"])
    const migrations = [migrationOf(plan, "First1700000000001"), migrationOf(plan, "Second1700000000002")]
    await inSession(url, after(), migrations, (session) => upgrade(session))
    const left = await planOf(url, after())
    if (left.changes.length > 0) throw new Error(`not in sync: ${left.changes.map(({ kind }) => kind).join(", ")}`)
}
