import "reflect-metadata"
import { DataSource } from "typeorm"
import { connectionFromEnvironment, type AutogenOptions } from "typeorm-autogen"
import { Room } from "./src/entities/room.js"

/** Where Postgres is says the environment; without any of its variables, the embedded Postgres in `.postgres/`. */
export default new DataSource({
    ...connectionFromEnvironment(),
    entities: [Room],
    migrations: ["src/migrations/*.ts"],
    migrationsTransactionMode: "each",
})

export const autogen = { migrationsFolder: "src/migrations" } satisfies AutogenOptions
