import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { Module } from "@nestjs/common"
import { TypeOrmModule } from "@nestjs/typeorm"
import { connectionFromEnvironment } from "typeorm-autogen"
import { HealthController } from "./health.controller.js"
import { RoomsModule } from "./rooms/rooms.module.js"

const here = fileURLToPath(new URL(".", import.meta.url))

@Module({
    imports: [
        TypeOrmModule.forRootAsync({
            useFactory: () => ({
                ...connectionFromEnvironment(),
                autoLoadEntities: true,
                migrations: [join(here, "migrations/*.{ts,js}")],
            }),
        }),
        RoomsModule,
    ],
    controllers: [HealthController],
})
export class AppModule {}
