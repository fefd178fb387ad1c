import { stories, type Story } from "./support/story.js"

const room = (more = ""): string => `import { Entity, Column, PrimaryGeneratedColumn } from "typeorm"
@Entity() export class Room {
    @PrimaryGeneratedColumn() id!: number
    @Column({ length: 36 }) code!: string
    @Column({ type: "int", nullable: true }) size!: number | null
    ${more}
}
`

const story: Omit<Story, "about"> = {
    files: { "src/entities/room.ts": room() },
    steps: [
        { run: ["generate", "rooms"], exit: 0, says: /written/ },
        { run: ["upgrade"], exit: 0 },
        { run: ["check"], exit: 0, says: /in sync/ },
        { run: ["check", "--against", "history"], exit: 0 },
        { sql: "INSERT INTO room (code) VALUES ('a') RETURNING id", gives: [[1]] },
        { write: { "src/entities/room.ts": room("@Column({ nullable: true }) floor?: string") } },
        { run: ["check"], exit: 2, says: /floor/ },
        { run: ["generate", "floor"], exit: 0 },
        { newest: /addColumn\("room", column\("floor"/ },
        { typeorm: ["migration:run", "-d", "ormconfig.ts"], exit: 0 },
        { run: ["check"], exit: 0 },
        { run: ["downgrade", "base", "--allow", "deletes-data"], exit: 0 },
        { run: ["upgrade"], exit: 0 },
        { fresh: true },
        { run: ["upgrade"], exit: 0 },
        { run: ["check"], exit: 0 },
    ],
}

stories("the tutorial's flow, from the packed tarball", [
    { about: "on the embedded Postgres", quick: true, ...story },
    { about: "on a server", on: "server", ...story },
    { about: "on a server with the latest TypeORM 0.3", on: "server", typeorm: "0.3", ...story },
    { about: "on the embedded Postgres with TypeORM 0.3.20", typeorm: "0.3.20", ...story },
])
