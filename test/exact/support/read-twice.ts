import type { DataSource } from "typeorm"
import { expect } from "vitest"
import { readEntities } from "../../../src/autogen/read/read-entities.js"
import type { ExactCase, Orm } from "./case.js"

/** Reads a case's classes three times, twice with one DataSource: the answers must be the same. */
export async function readTwice(orm: Orm, example: ExactCase): Promise<void> {
    const { entities, options } = example.declare(orm)
    const read = async (dataSource: DataSource) => (await readEntities(dataSource)).objects
    const dataSourceOf = () => new orm.DataSource({ type: "postgres", ...options, entities: [...entities] })
    const dataSource = dataSourceOf()
    const first = await read(dataSource)
    expect(await read(dataSource)).toEqual(first)
    expect(await read(dataSourceOf())).toEqual(first)
    expect(first.size).toBeGreaterThan(0)
}
