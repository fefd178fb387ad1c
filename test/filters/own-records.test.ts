import "reflect-metadata"
import { Column, DataSource, Entity, PrimaryColumn } from "typeorm"
import { expect, test } from "vitest"
import { changedKeys } from "../../src/autogen/core/change.js"
import { planEntities } from "../../src/autogen/planning/plan-entities.js"
import { runsTable } from "../../src/autogen/revisions/runs-table.js"
import { sampledSuites } from "../support/sampled.js"
import { places } from "./support.js"

// TypeORM's own tables are no part of the schema, where they are TypeORM's.

@Entity("migrations", { schema: "audit" })
class Step {
    @PrimaryColumn({ primaryKeyConstraintName: "pk" }) id!: number
    @Column("text") step!: string
}

@Entity("room", { schema: "audit" })
class Room {
    @PrimaryColumn({ primaryKeyConstraintName: "room_pk" }) id!: number
}

const HISTORY = `(id serial NOT NULL, "timestamp" bigint NOT NULL, name character varying NOT NULL, PRIMARY KEY (id))`
const ROOM = "CREATE SCHEMA audit; CREATE TABLE audit.room (id int CONSTRAINT room_pk PRIMARY KEY);"

sampledSuites(places)("TypeORM's own tables, on $place", ({ use }) => {
    const ground = use()

    async function changed(entities: readonly (new () => object)[], options: object = {}): Promise<readonly string[]> {
        const dataSource = new DataSource({ type: "postgres", entities: [...entities], ...options })
        const plan = await planEntities(dataSource, ground, { isManaged: () => true })
        return plan.changes.flatMap(changedKeys).filter((key) => key.startsWith("table:"))
    }

    test("are ignored in the DataSource's schema, whatever they look like", async () => {
        await ground.exec(
            `${ROOM} CREATE TABLE migrations (id serial PRIMARY KEY); CREATE TABLE typeorm_metadata (type text)`,
        )
        expect(await changed([Room])).toEqual([])
        expect(await changed([Room], { migrationsTableName: "done" })).toEqual(["table:public.migrations"])
    })

    test("are ignored in another schema, where its name has a dot", async () => {
        await ground.exec(`${ROOM} CREATE TABLE audit.done ${HISTORY}`)
        expect(await changed([Room])).toEqual(["table:audit.done"])
        expect(await changed([Room], { migrationsTableName: "audit.done" })).toEqual([])
    })

    test("of another DataSource are ignored in its schema; a table of that name that is none is compared", async () => {
        await ground.exec(`${ROOM} CREATE TABLE audit.migrations ${HISTORY}`)
        expect(await changed([Room])).toEqual([])
        await ground.exec("ALTER TABLE audit.migrations ADD more int")
        expect(await changed([Room])).toEqual(["table:audit.migrations"])
    })

    test("and ours of runs beside them is ignored; one of its name elsewhere only where it is one", async () => {
        const { create } = runsTable({ schema: "audit", name: "done" })
        await ground.exec(`${ROOM} ${create}; CREATE TABLE typeorm_autogen_runs (id int)`)
        expect(await changed([Room])).toEqual([])
        expect(await changed([Room], { migrationsTableName: "audit.done" })).toEqual([
            "table:public.typeorm_autogen_runs",
        ])
        await ground.exec("ALTER TABLE audit.typeorm_autogen_runs ADD more int")
        expect(await changed([Room])).toEqual(["table:audit.typeorm_autogen_runs"])
        expect(await changed([Room], { migrationsTableName: "audit.done" })).toEqual([
            "table:public.typeorm_autogen_runs",
        ])
    })

    test("are not where an entity declares one of that name in another schema", async () => {
        await ground.exec(ROOM)
        expect(await changed([Room, Step])).toEqual(["table:audit.migrations"])
    })
})
