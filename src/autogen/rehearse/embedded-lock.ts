import { randomUUID } from "node:crypto"
import { readFileSync, readdirSync, readlinkSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { hostname } from "node:os"
import { join } from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import { AutogenError, isError } from "../core/errors.js"

/** A held lock of a folder. */
export interface FolderLock {
    /** Gives the folder back. Idempotent and synchronous, so that it also works while the process exits. */
    release(): void
}

interface Owner {
    readonly pid: number
    /** When the process started, in the kernel's own terms; undefined where there is no /proc. A reused pid has another one. */
    readonly started: string | undefined
    /** The namespace the pid means something in: a container sees other pids under the same host name. */
    readonly namespace: string | undefined
    readonly host: string
}

const PREFIX = "lock-"
const ATTEMPTS = 8

/** What this process holds, over all copies of this module, so that one exit listener gives everything back. */
const held = new Set<string>()
let listening = false

/**
 * Locks a folder for this process, or throws EMBEDDED_IN_USE with the owner's pid.
 *
 * Each contender writes a claim of its own, under a name nobody else ever uses, and then looks for claims of other living
 * processes: whoever comes second sees the first, so two can never both go on. A dead process' claim can be deleted by
 * anyone at any time, since its name never comes back to life; a single lock file would have to be replaced, which races.
 *
 * @example
 * ```ts
 * const lock = await lockFolder("/srv/app/.postgres")
 * try { work() } finally { lock.release() }
 * ```
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
    let rival: { readonly file: string; readonly owner: Owner } | undefined
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const claim = writeClaim(folder)
        rival = findRival(folder, claim)
        if (rival === undefined) return { release: () => release(claim) }
        release(claim)
        // Two that start at the same moment both step back; chance then decides. A process about to exit gets a moment, too.
        await delay(30 + Math.random() * 120)
    }
    throw inUse(folder, rival)
}

function writeClaim(folder: string): string {
    const claim = join(folder, `${PREFIX}${process.pid}-${randomUUID()}`)
    // Written under another name first: nobody may ever read half a claim.
    const draft = `${claim}.draft`
    writeFileSync(draft, `${JSON.stringify(thisProcess())}\n`, { flag: "wx" })
    renameSync(draft, claim)
    held.add(claim)
    if (!listening) process.on("exit", () => held.forEach(release))
    listening = true
    return claim
}

function release(claim: string): void {
    held.delete(claim)
    try {
        rmSync(claim, { force: true })
    } catch {
        // The folder is gone or has become read-only. The claim dies with this process.
    }
}

function findRival(folder: string, own: string): { file: string; owner: Owner } | undefined {
    for (const name of readdirSync(folder)) {
        const file = join(folder, name)
        if (!name.startsWith(PREFIX) || name.endsWith(".draft") || file === own) continue
        const owner = readOwner(file)
        if (owner === undefined) continue
        if (isAlive(owner)) return { file, owner }
        rmSync(file, { force: true })
    }
    return undefined
}

/** The owner in a claim, undefined when it was released meanwhile. A claim that is not ours to read counts as held. */
function readOwner(file: string): Owner | undefined {
    let text: string
    try {
        text = readFileSync(file, "utf8")
    } catch (error) {
        if (isCode(error, "ENOENT")) return undefined
        throw error
    }
    try {
        const owner = JSON.parse(text) as Owner
        if (Number.isInteger(owner.pid) && owner.pid > 0) return owner
    } catch {
        // Not JSON: an empty file after a crash of the whole machine, where no owner has survived.
    }
    return { pid: 0, started: undefined, namespace: undefined, host: hostname() }
}

function isAlive(owner: Owner): boolean {
    if (owner.pid === 0) return false
    // A pid of another host or container cannot be looked up. Believing it costs a message; not believing it, the data.
    if (owner.host !== hostname() || owner.namespace !== pidNamespace()) return true
    try {
        process.kill(owner.pid, 0)
    } catch (error) {
        if (isCode(error, "ESRCH")) return false
    }
    const started = startOf(owner.pid)
    return owner.started === undefined || started === undefined || owner.started === started
}

function thisProcess(): Owner {
    return { pid: process.pid, started: startOf(process.pid), namespace: pidNamespace(), host: hostname() }
}

/** Boot id and start tick of a process: together never the same for two processes. */
function startOf(pid: number): string | undefined {
    try {
        const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
        // Field 22. Field 2 is the command in parentheses and may itself hold spaces and parentheses.
        const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
        // A zombie has died and waits only for its parent to notice.
        if (fields[0] === "Z") return "dead"
        return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}/${fields[19]}`
    } catch {
        return undefined
    }
}

function pidNamespace(): string | undefined {
    try {
        return readlinkSync("/proc/self/ns/pid")
    } catch {
        return undefined
    }
}

function inUse(folder: string, rival: { readonly file: string; readonly owner: Owner } | undefined): AutogenError {
    const pid = rival?.owner.pid
    const host = rival?.owner.host
    const elsewhere = host !== undefined && (host !== hostname() || rival?.owner.namespace !== pidNamespace())
    const who = pid === process.pid ? "another thread of this process" : "another process"
    return new AutogenError({
        code: "EMBEDDED_IN_USE",
        message:
            `the embedded Postgres in "${folder}" is open in ${who} (pid ${pid ?? "unknown"}` +
            `${elsewhere ? ` on "${host}"` : ""}); one process at a time can use it`,
        next: elsewhere
            ? `stop that process; if its machine or container is gone for good, delete "${rival?.file ?? folder}"`
            : `stop process ${pid ?? "that holds it"}, or set DATABASE_URL to a server that many processes can share`,
        fields: { folder, pid, host, file: rival?.file },
    })
}

function isCode(error: unknown, code: string): boolean {
    return isError(error) && "code" in error && error.code === code
}
