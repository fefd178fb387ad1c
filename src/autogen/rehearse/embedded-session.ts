import { setImmediate as nextTurn } from "node:timers/promises"
import { framesOf, type Message } from "./embedded-framer.js"
import { closeStatement, errorMessage, queryMessage, readyMessage, sqlOf, syncMessage } from "./embedded-messages.js"
import type { WireError } from "./embedded-messages.js"

/** What a connection may have changed in the session, and what takes it back when the connection ends. */
const TRACES = {
    settings: { in: /(^|;)\s*(set|reset)\b|set_config/i, undo: ["RESET SESSION AUTHORIZATION", "RESET ALL"] },
    temporary: { in: /\btemp(orary)?\b/i, undo: ["DISCARD TEMP"] },
    // Advisory locks belong to the session, which all connections share: they do not keep two of them apart.
    advisory: { in: /advisory/i, undo: ["SELECT pg_catalog.pg_advisory_unlock_all()"] },
    listening: { in: /(^|;)\s*listen\b/i, undo: ["UNLISTEN *"] },
} as const

type Trace = keyof typeof TRACES
const TRACE_NAMES = Object.keys(TRACES) as Trace[]

/** A connection, as its session knows it. */
export interface SessionClient {
    /** Receives what Postgres sends unasked: notifications. */
    readonly notify: (bytes: Buffer) => void
    /** Hears that Postgres has died. */
    readonly fail: (error: Error) => void
    /** The prepared statements' names of this connection and what they are called in the session. */
    readonly statements: Map<string, string>
}

/** Messages that belong together: Postgres answers them before it sees anything of another connection. */
export interface Request {
    readonly messages: readonly Message[]
    /** Whether the client now expects ReadyForQuery: the last message is Query or Sync, not Flush. */
    readonly ends: boolean
    /** The client was told to send its COPY data already, so Postgres' own invitation is left out. */
    readonly copying?: boolean
    /** Not to be executed: the client gets this error. */
    readonly refuse?: WireError
}

interface Waiting {
    readonly client: SessionClient
    readonly request: Request
    readonly since: number
    readonly resolve: (answer: Buffer) => void
    readonly reject: (error: Error) => void
}

/** The last request of a connection. What it consists of is decided when its turn comes. */
const LEAVE: Request = { messages: [], ends: true }

interface ClientState {
    readonly traces: Set<Trace>
    /** After an error everything up to the next Sync is ignored; a refused request never reached Postgres. */
    skipping: "no" | "failed" | "refused"
}

/**
 * PGlite's one session, shared by many connections. Requests run one after the other; while a connection is in a transaction
 * (or between Flush and Sync) the others wait for it, and get an error when it has not stirred for `patience` milliseconds:
 * then it most likely waits for them.
 *
 * @example
 * ```ts
 * const session = new EmbeddedSession({ run: (bytes) => engine.run(bytes), patience: 10_000 })
 * const answer = await session.submit(client, { messages, ends: true })
 * ```
 */
export class EmbeddedSession {
    private readonly run: (bytes: Buffer) => Promise<Buffer>
    private readonly patience: number
    private readonly clients = new Map<SessionClient, ClientState>()
    private queue: Waiting[] = []
    /** The connection that nobody may come between: it is in a transaction. */
    private owner: SessionClient | undefined
    private status = "I"
    private lastActivity = 0
    private pumping = false
    private alarm: NodeJS.Timeout | undefined
    private failure: Error | undefined
    private statementCount = 0

    constructor(parts: { readonly run: (bytes: Buffer) => Promise<Buffer>; readonly patience: number }) {
        this.run = parts.run
        this.patience = parts.patience
    }

    /** A name for a prepared statement that no other connection uses. */
    newStatementName(): string {
        return `autogen_${++this.statementCount}`
    }

    /** The answer of Postgres, complete with one ReadyForQuery if the request ends. Rejects only when Postgres has died. */
    submit(client: SessionClient, request: Request): Promise<Buffer> {
        if (this.failure !== undefined) return Promise.reject(this.failure)
        if (!this.clients.has(client)) this.clients.set(client, { traces: new Set(), skipping: "no" })
        return new Promise((resolve, reject) => {
            this.queue.push({ client, request, since: Date.now(), resolve, reject })
            void this.pump()
        })
    }

    /**
     * Takes leave of a connection: its open transaction is rolled back, its traces in the session are removed. Both happen
     * in the queue, where it is known what the connection's last request has left behind.
     */
    async leave(client: SessionClient): Promise<void> {
        this.queue = this.queue.filter((waiting) => waiting.client !== client)
        if (!this.clients.has(client)) return
        await this.submit(client, LEAVE).catch(() => undefined)
        this.clients.delete(client)
    }

    /** What has to be done in the session when a connection ends. */
    private farewell(client: SessionClient, left: ReadonlySet<Trace>): readonly Message[] {
        const messages: Message[] = []
        if (this.owner === client) messages.push(syncMessage(), queryMessage("ROLLBACK"))
        for (const name of client.statements.values()) messages.push(closeStatement(name))
        if (client.statements.size > 0) messages.push(syncMessage())
        const others = [...this.clients].filter(([other]) => other !== client).map(([, { traces }]) => traces)
        for (const trace of TRACE_NAMES) {
            // Whoever is last to have touched a thing tidies it up: until then the others may still rely on it.
            if (!left.has(trace) || others.some((traces) => traces.has(trace))) continue
            messages.push(...TRACES[trace].undo.map(queryMessage))
        }
        return messages
    }

    /** Postgres has died: everyone who waits is told so, and everyone who comes. */
    private fail(error: Error): void {
        this.failure = error
        clearTimeout(this.alarm)
        for (const { reject } of this.queue.splice(0)) reject(error)
        for (const client of [...this.clients.keys()]) client.fail(error)
    }

    private async pump(): Promise<void> {
        if (this.pumping) return
        this.pumping = true
        for (let next = this.take(); next !== undefined; next = this.take()) {
            try {
                next.resolve(await this.perform(next.client, next.request))
            } catch (error) {
                const failure = error instanceof Error ? error : new Error(String(error))
                next.reject(failure)
                this.fail(failure)
            }
            this.lastActivity = Date.now()
            // Postgres works synchronously: without this, a busy client would keep timers and sockets from their turn.
            await nextTurn()
        }
        this.pumping = false
        this.watch()
    }

    private take(): Waiting | undefined {
        const at = this.owner === undefined ? 0 : this.queue.findIndex(({ client }) => client === this.owner)
        return at < 0 ? undefined : this.queue.splice(at, 1)[0]
    }

    private async perform(client: SessionClient, request: Request): Promise<Buffer> {
        const state = this.clients.get(client) ?? { traces: new Set(), skipping: "no" }
        if (request.refuse !== undefined) return this.refuse(client, request, request.refuse)
        if (request === LEAVE) return this.part(client, state.traces)
        let { messages } = request
        if (state.skipping !== "no") {
            if (!request.ends) return Buffer.alloc(0)
            const untouched = state.skipping === "refused" && this.owner !== client
            state.skipping = "no"
            if (untouched) return readyMessage("I")
            messages = messages.slice(-1)
        }
        for (const message of messages) this.trace(state, message)
        const frames = framesOf(await this.run(Buffer.concat(messages.map(({ bytes }) => bytes))))
        for (const { type, bytes } of frames) if (type === "Z") this.status = String.fromCharCode(bytes[5] ?? 0)
        this.owner = request.ends && this.status === "I" ? undefined : client
        if (!request.ends && frames.some(({ type }) => type === "E")) state.skipping = "failed"
        return this.answer(frames, request)
    }

    private async part(client: SessionClient, left: ReadonlySet<Trace>): Promise<Buffer> {
        const messages = this.farewell(client, left)
        if (messages.length > 0) await this.run(Buffer.concat(messages.map(({ bytes }) => bytes)))
        if (this.owner === client) this.owner = undefined
        this.status = "I"
        return Buffer.alloc(0)
    }

    private answer(frames: readonly Message[], { ends, copying }: Request): Buffer {
        const parts: Buffer[] = []
        for (const { type, bytes } of frames) {
            // PGlite reports to be ready after an error already, and again at Sync; a driver would take the second
            // report for the answer to its next query. It gets one, at the end.
            if (type === "Z" || (type === "G" && copying === true)) continue
            if (type === "A") this.notifyListeners(bytes)
            else parts.push(bytes)
        }
        if (ends) parts.push(readyMessage(this.status))
        return Buffer.concat(parts)
    }

    private notifyListeners(bytes: Buffer): void {
        for (const [client, { traces }] of this.clients) if (traces.has("listening")) client.notify(Buffer.from(bytes))
    }

    private trace(state: ClientState, message: Message): void {
        const sql = sqlOf(message)
        if (sql === undefined) return
        for (const trace of TRACE_NAMES) if (TRACES[trace].in.test(sql)) state.traces.add(trace)
    }

    private refuse(client: SessionClient, { ends }: Request, error: WireError): Buffer {
        const state = this.clients.get(client)
        if (!ends && state !== undefined) state.skipping = "refused"
        const status = this.owner === client ? this.status : "I"
        return Buffer.concat(ends ? [errorMessage(error), readyMessage(status)] : [errorMessage(error)])
    }

    /** Wakes up when somebody has waited too long. */
    private watch(): void {
        clearTimeout(this.alarm)
        const first = this.queue[0]
        if (first === undefined || this.owner === undefined) return
        const left = Math.max(first.since, this.lastActivity) + this.patience - Date.now()
        this.alarm = setTimeout(() => this.giveUp(), Math.max(left, 1))
    }

    private giveUp(): void {
        const latest = Date.now() - this.patience
        if (this.owner !== undefined && !this.pumping && this.lastActivity <= latest) {
            const late = this.queue.filter(({ since }) => since <= latest)
            this.queue = this.queue.filter(({ since }) => since > latest)
            for (const { client, request, resolve } of late) {
                resolve(this.refuse(client, request, waitedTooLong(this.patience)))
            }
        }
        this.watch()
    }
}

function waitedTooLong(patience: number): WireError {
    return {
        code: "55P03",
        message:
            "EMBEDDED_IN_USE: the embedded Postgres has one session, and another connection of this process holds it: " +
            `its transaction is open and has done nothing for ${patience / 1000} seconds`,
        hint:
            "Inside a transaction, send every query through that transaction's QueryRunner or EntityManager. " +
            "To run transactions side by side, set DATABASE_URL to a server.",
    }
}
