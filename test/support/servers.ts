import { execFile, spawn } from "node:child_process"
import type { ChildProcess } from "node:child_process"
import { once } from "node:events"
import { chmod, chown, mkdir, readFile } from "node:fs/promises"
import { closeSync, existsSync, openSync } from "node:fs"
import { createServer } from "node:net"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { promisify } from "node:util"
import { cacheFolder, uniqueName } from "./cache.js"
import { installation, runAs, serverEnvironment } from "./installation.js"
import { serverAt, serverVersions } from "./server.js"
import type { Server, ServerVersion } from "./server.js"

export { serverVersions } from "./server.js"
export type { Server, ServerVersion } from "./server.js"

/** A server that we started ourselves and have to stop. */
export interface StartedServer extends Server {
    stop(): Promise<void>
}

const execute = promisify(execFile)

/** Where the global setup leaves the ports of the servers it started; child processes of tests inherit it too. */
const sharedServersVariable = "AUTOGEN_TEST_SERVERS"

/** Durability is of no use to a server that is thrown away; autovacuum would make statistics depend on timing. */
const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    fsync: "off",
    synchronous_commit: "off",
    full_page_writes: "off",
    // A dump locks every table at once: of ten thousand in the bench.
    max_locks_per_transaction: "256",
    autovacuum: "off",
    max_connections: "50",
    shared_buffers: "32MB",
    wal_init_zero: "off",
    max_wal_size: "512MB",
    max_prepared_transactions: "5",
    timezone: "UTC",
    log_timezone: "UTC",
}

/**
 * Runs postgres for as long as standard input stays open, then removes its folder. When the tests die, however they
 * die, the kernel closes the pipe and the server goes with them. $1 is the folder, the rest the command. A server
 * that ends by itself leaves the mark "ended" and its log for us to read.
 */
const supervisor = `
folder=$1; shift
exec 3<&0
"$@" 3<&- </dev/null &
server=$!
{ read -r _ <&3; kill -QUIT $server; } 2>/dev/null &
watcher=$!
wait $server
touch "$folder/ended"
wait $watcher
cd /
rm -rf "$folder"
`

/**
 * Starts a PostgreSQL server of its own on a free port of the loopback interface: about a second, a few more the
 * first time a version is used on a machine. Tests that can share use {@link serverFor}.
 *
 * @example
 * ```ts
 * const server = await startServer(17)
 * await server.stop()
 * ```
 */
export async function startServer(version: ServerVersion): Promise<StartedServer> {
    const { programs, template } = await installation(version)
    const runs = path.join(await cacheFolder(), "runs")
    await mkdir(runs, { recursive: true })
    // The supervisor removes its folder from here as the server's user; the sticky bit keeps others' folders theirs.
    await chmod(runs, 0o1777)
    for (let attempt = 1; ; attempt++) {
        const folder = path.join(runs, uniqueName(`pg${version}`))
        const data = path.join(folder, "data")
        await mkdir(folder)
        const { uid, gid } = runAs()
        if (uid !== undefined && gid !== undefined) await chown(folder, uid, gid)
        // Copied by the server's user, with modes: postgres insists on owning its data folder, and on 0700.
        await execute("cp", ["-Rp", template, data], { ...runAs(), cwd: folder })
        const port = await freePort()
        const supervised = supervise(folder, [path.join(programs, "postgres"), "-D", data, ...flags(port)])
        const failure = await readiness(supervised, folder)
        if (failure === undefined) return { ...serverAt(version, port), stop: () => stop(supervised) }
        await stop(supervised)
        // Somebody else may have taken the port between our look and the server's.
        if (attempt === 5) throw new Error(`PostgreSQL ${version} did not start: ${failure}`)
    }
}

/**
 * The server of this version that the whole test run shares. The global setup starts version 16, or those listed in
 * the environment variable AUTOGEN_PG_VERSIONS (`13,14,15`).
 *
 * @example
 * ```ts
 * const database = await createDatabase(serverFor(16))
 * ```
 */
export function serverFor(version: ServerVersion): Server {
    const port = sharedPorts()[version]
    if (port !== undefined) return serverAt(version, port)
    throw new Error(`PostgreSQL ${version} is not running: start the tests with AUTOGEN_PG_VERSIONS=${version}`)
}

/** The versions that {@link serverFor} has in this run, for `describe.each`. */
export function sharedVersions(): readonly ServerVersion[] {
    return serverVersions.filter((version) => sharedPorts()[version] !== undefined)
}

/** Tells this process and those it starts which servers are shared. */
export function shareServers(servers: readonly Server[]): void {
    const ports = Object.fromEntries(servers.map((server) => [server.version, server.port]))
    process.env[sharedServersVariable] = JSON.stringify(ports)
}

function sharedPorts(): Readonly<Record<string, number>> {
    return JSON.parse(process.env[sharedServersVariable] ?? "{}") as Record<string, number>
}

function flags(port: number): readonly string[] {
    return Object.entries({ ...settings, port }).flatMap(([name, value]) => ["-c", `${name}=${value}`])
}

function supervise(folder: string, command: readonly string[]): ChildProcess {
    const log = openSync(path.join(folder, "log"), "a")
    const started = spawn("/bin/sh", ["-c", supervisor, "sh", folder, ...command], {
        ...runAs(),
        cwd: folder,
        env: serverEnvironment,
        stdio: ["pipe", log, log],
        // A session of its own: Ctrl-C reaches the tests only, and they decide when the server goes.
        detached: true,
    })
    closeSync(log)
    return started
}

/** Waits until the server says in its pid file that it takes connections; otherwise returns what its log says. */
async function readiness(supervised: ChildProcess, folder: string): Promise<string | undefined> {
    const deadline = Date.now() + 60_000
    const ended = (): boolean => hasEnded(supervised) || existsSync(path.join(folder, "ended"))
    while (!ended() && Date.now() < deadline) {
        const status = await readFile(path.join(folder, "data", "postmaster.pid"), "utf8").catch(() => "")
        // The eighth line is the status that pg_ctl waits for, too.
        if (status.split("\n")[7]?.trim() === "ready") return undefined
        await sleep(15)
    }
    return readFile(path.join(folder, "log"), "utf8").catch(() => "it left no log")
}

function hasEnded(child: ChildProcess): boolean {
    return child.exitCode !== null || child.signalCode !== null
}

async function stop(supervised: ChildProcess): Promise<void> {
    if (hasEnded(supervised)) return
    const ended = once(supervised, "exit")
    supervised.stdin?.end()
    await ended
}

async function freePort(): Promise<number> {
    const probe = createServer().listen(0, "127.0.0.1")
    await once(probe, "listening")
    const address = probe.address()
    probe.close()
    if (address === null || typeof address === "string") throw new Error("The system gave no free port")
    return address.port
}
