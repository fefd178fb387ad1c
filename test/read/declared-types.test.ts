import "reflect-metadata"
import { Column, DataSource, Entity, PrimaryColumn } from "typeorm"
import { expect, it } from "vitest"
import { columnKind } from "../../src/autogen/kinds/column/column.js"
import type { ColumnDefinition } from "../../src/autogen/kinds/shared/column-definition.js"
import { readEntities } from "../../src/autogen/read/read-entities.js"

// Types whose extensions no test server has: what is declared is read, where they live is Postgres's to say.

@Entity("sample")
class Sample {
    @PrimaryColumn() id!: number
    @Column({ type: "vector" }) vector!: string
    @Column({ type: "vector", length: 3 }) vector3!: string
    @Column({ type: "halfvec", length: 1000 }) halfvec1000!: string
    @Column({ type: "geometry" }) geometry!: string
    @Column({ type: "geometry", spatialFeatureType: "Point" }) point!: string
    @Column({ type: "geometry", spatialFeatureType: "Polygon", srid: 4326 }) polygon!: string
    @Column({ type: "geography", spatialFeatureType: "LineStringZ", srid: 0 }) line!: string
}

it.each([
    ["vector", "vector"],
    ["vector3", "vector(3)"],
    ["halfvec1000", "halfvec(1000)"],
    ["geometry", "geometry"],
    ["point", "geometry(Point)"],
    ["polygon", "geometry(Polygon,4326)"],
    ["line", "geography(LineStringZ,0)"],
])("%s is read as %s", async (name, type) => {
    const { objects } = await readEntities(new DataSource({ type: "postgres", entities: [Sample] }))
    const column = [...objects.values()].find(({ kind, path }) => kind === "column" && path[2] === name)
    if (!column) throw new Error(`there is no column ${name}`)
    expect(columnKind.report?.describe?.({ ...column, definition: column.definition as ColumnDefinition })).toBe(
        `${type} not null`,
    )
})
