import { spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync } from "node:fs"
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises"
import { createServer, type AddressInfo, type Socket } from "node:net"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"
import { connect } from "node:net"

/** Something that stands between clients and a server, and gives each transaction whichever connection is free. */
export interface Pooler {
    readonly port: number
    /** The server processes that transactions have had so far, in order; null where the pooler does not tell. */
    readonly used: (() => readonly number[]) | null
    close(): Promise<void>
}

interface ServerAddress {
    readonly host: string
    readonly port: number
    readonly user: string
    readonly password: string
    readonly database: string
}

interface ServerConnection {
    readonly client: pg.Client
    readonly stream: Socket
    readonly processId: number
}

/**
 * A pooler in transaction mode as a test double: it goes round its connections, so that no two transactions in a row have the same server
 * process. What PgBouncer does only under load, it does always.
 */
export async function roundRobinPooler(address: ServerAddress, size = 3): Promise<Pooler> {
    const free: ServerConnection[] = []
    const used: number[] = []
    const waiting: ((connection: ServerConnection) => void)[] = []
    const all = await Promise.all(Array.from({ length: size }, () => openConnection(address)))
    free.push(...all)
    const take = (): Promise<ServerConnection> => {
        const next = free.shift()
        return next ? Promise.resolve(next) : new Promise((resolve) => waiting.push(resolve))
    }
    const give = (connection: ServerConnection): void => {
        const next = waiting.shift()
        if (next) next(connection)
        else free.push(connection)
    }
    const sockets = new Set<Socket>()
    const server = createServer((socket) => {
        sockets.add(socket)
        socket.on("close", () => sockets.delete(socket))
        serve(socket, {
            take: async () => {
                const connection = await take()
                used.push(connection.processId)
                return connection
            },
            give,
            replace: async () => give(await openConnection(address)),
        })
    })
    server.listen(0, "127.0.0.1")
    await once(server, "listening")
    return {
        port: (server.address() as AddressInfo).port,
        used: () => used,
        async close() {
            for (const socket of sockets) socket.destroy()
            server.close()
            for (const { client } of [...all, ...free]) await client.end().catch(() => undefined)
        },
    }
}

async function openConnection(address: ServerAddress): Promise<ServerConnection> {
    const client = new pg.Client(address)
    client.on("error", () => undefined)
    await client.connect()
    const { connection, processID } = client as unknown as { connection: { stream: Socket }; processID: number }
    const { stream } = connection
    // The client has done the handshake; from here on bytes pass through.
    stream.removeAllListeners("data")
    return { client, stream, processId: processID }
}

interface Connections {
    take(): Promise<ServerConnection>
    give(connection: ServerConnection): void
    /** Puts a new connection in the place of one that was left in the middle of something. */
    replace(): Promise<void>
}

/** Speaks with one client: greets it by itself, then forwards from each first message of a transaction to its end. */
function serve(socket: Socket, { take, give, replace }: Connections): void {
    let greeted = false
    let attached: Promise<ServerConnection> | undefined
    let answers = (_: Buffer): void => undefined
    let pending: Buffer = Buffer.alloc(0)
    const detach = (connection: ServerConnection): void => {
        connection.stream.off("data", answers)
        attached = undefined
        give(connection)
    }
    const attach = async (): Promise<ServerConnection> => {
        const connection = await take()
        let rest: Buffer = Buffer.alloc(0)
        answers = (chunk) => {
            socket.write(chunk)
            rest = Buffer.concat([rest, chunk])
            for (; rest.length >= 5 && rest.length > rest.readInt32BE(1);) {
                const length = 1 + rest.readInt32BE(1)
                const isIdle = rest[0] === 0x5a && rest[5] === 0x49
                rest = rest.subarray(length)
                if (isIdle && rest.length === 0) detach(connection)
            }
        }
        connection.stream.on("data", answers)
        return connection
    }
    socket.on("data", (chunk: Buffer) => {
        if (!greeted) {
            pending = Buffer.concat([pending, chunk])
            if (pending.length < 8 || pending.length < pending.readInt32BE(0)) return
            greeted = true
            socket.write(GREETING)
            return
        }
        if (chunk[0] === 0x58) return void socket.end()
        attached ??= attach()
        void attached.then(({ stream }) => stream.write(chunk))
    })
    socket.on("error", () => undefined)
    socket.on("close", () => {
        void attached?.then(async ({ stream }) => {
            stream.destroy()
            await replace()
        })
    })
}

/** Trusts everybody; the process number is of its own making. */
const GREETING = Buffer.concat([
    message("R", [0, 0, 0, 0]),
    parameter("server_version", "16.0"),
    parameter("client_encoding", "UTF8"),
    parameter("standard_conforming_strings", "on"),
    message("K", [0x7f, 0, 0, 1, 0, 0, 0, 7]),
    message("Z", [0x49]),
])

function parameter(name: string, value: string): Buffer {
    return message("S", [...Buffer.from(`${name}\0${value}\0`)])
}

function message(type: string, content: readonly number[]): Buffer {
    const bytes = Buffer.alloc(5 + content.length)
    bytes.write(type, 0, "latin1")
    bytes.writeInt32BE(4 + content.length, 1)
    Buffer.from(content).copy(bytes, 5)
    return bytes
}

/** The program of PgBouncer where this machine has it. */
export const pgbouncer = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin"]
    .map((folder) => join(folder, "pgbouncer"))
    .find((file) => existsSync(file))

/** PgBouncer in transaction mode. As root it runs under another user, since it refuses to be root. */
export async function startPgbouncer(program: string, address: ServerAddress): Promise<Pooler> {
    const folder = await mkdtemp(join(tmpdir(), "autogen-pgbouncer-"))
    await chmod(folder, 0o755)
    const port = await freePort()
    const { host, port: serverPort, user, password, database } = address
    await writeFile(join(folder, "users"), `"${user}" "${password}"\n`)
    await writeFile(
        join(folder, "pgbouncer.ini"),
        `[databases]
${database} = host=${host} port=${serverPort} user=${user} password='${password}'
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${join(folder, "users")}
pool_mode = transaction
default_pool_size = 4
`,
    )
    const asNobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
    const child = spawn(program, [join(folder, "pgbouncer.ini")], { stdio: ["ignore", "ignore", "pipe"], ...asNobody })
    let log = ""
    child.stderr.on("data", (chunk) => (log += String(chunk)))
    for (let attempt = 0; !(await answers(port)); attempt++) {
        if (attempt > 200 || child.exitCode !== null) throw new Error(`PgBouncer does not start: ${log}`)
        await sleep(50)
    }
    return {
        port,
        used: null,
        async close() {
            child.kill("SIGKILL")
            await rm(folder, { recursive: true, force: true })
        },
    }
}

async function freePort(): Promise<number> {
    const server = createServer().listen(0, "127.0.0.1")
    await once(server, "listening")
    const { port } = server.address() as AddressInfo
    server.close()
    return port
}

async function answers(port: number): Promise<boolean> {
    const socket = connect(port, "127.0.0.1")
    const [event] = await Promise.race([
        once(socket, "connect").then(() => [true] as const),
        once(socket, "error").then(
            () => [false] as const,
            () => [false] as const,
        ),
    ]).catch(() => [false] as const)
    socket.destroy()
    return event
}
