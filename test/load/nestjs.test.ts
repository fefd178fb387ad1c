import { describe, expect, it } from "vitest"
import { load, project } from "./project.js"

const files = {
    "package.json": { name: "app" },
    "tsconfig.json": {
        compilerOptions: { module: "commonjs", experimentalDecorators: true, emitDecoratorMetadata: true },
    },
    "src/room.ts": `
        import { Column, Entity, PrimaryGeneratedColumn } from "typeorm"
        @Entity() export class Room { @PrimaryGeneratedColumn() id!: number; @Column() code!: string }`,
    "src/rooms.module.ts": `
        import { Injectable, Module } from "@nestjs/common"
        import { InjectRepository, TypeOrmModule } from "@nestjs/typeorm"
        import { Repository } from "typeorm"
        import { Room } from "./room"
        @Injectable() export class Rooms { constructor(@InjectRepository(Room) readonly rooms: Repository<Room>) {} }
        @Module({ imports: [TypeOrmModule.forFeature([Room])], providers: [Rooms] }) export class RoomsModule {}`,
    "src/app.module.ts": `
        import { Module } from "@nestjs/common"
        import { TypeOrmModule } from "@nestjs/typeorm"
        import { RoomsModule } from "./rooms.module"
        const options = { type: "postgres" as const, host: "127.0.0.1", port: 1, synchronize: true, autoLoadEntities: true }
        @Module({ imports: [TypeOrmModule.forRootAsync({ useFactory: () => options }), RoomsModule] }) export class AppModule {}`,
    "ormconfig.ts": `
        import { NestFactory } from "@nestjs/core"
        import { AppModule } from "./src/app.module"
        export default () => NestFactory.createApplicationContext(AppModule, { logger: false, abortOnError: false })`,
}

describe("a NestJS application", () => {
    it.each([
        ["its root module", "src/app.module.ts"],
        ["a function that gives its context", "ormconfig.ts"],
    ])("is read from %s, with the entities of its modules, without connecting", (_, config) => {
        const outcome = load(project(files), { config })
        expect(outcome, outcome.message).toMatchObject({
            type: "postgres",
            initialized: false,
            entities: { Room: "id:Number code:String" },
        })
    })
})
