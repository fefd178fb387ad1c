import "reflect-metadata"
import { Logger } from "@nestjs/common"
import { NestFactory } from "@nestjs/core"
import { DataSource } from "typeorm"
import { upgrade } from "typeorm-autogen"
import { AppModule } from "./app.module.js"

const app = await NestFactory.create(AppModule)
const logger = new Logger("Migrations")

// Here, and not in a module: the command line reads the modules, and must not change a database by that. The DataSource is connected, no
// onModuleInit has run yet, and nobody is listened to. Of all instances that start at once one runs the migrations, the others wait for it.
if (process.env["MIGRATE_AT_START"] !== "no") {
    const { executed } = await upgrade({ dataSource: app.get(DataSource) })
    logger.log(executed.length === 0 ? "nothing is pending" : `${executed.join(", ")} executed`)
}

app.enableShutdownHooks()
await app.listen(Number(process.env["PORT"] ?? 3000), "127.0.0.1")
