import { randomInt } from "node:crypto"
import { Duplex } from "node:stream"
import type { EngineLease } from "./embedded-engine.js"
import { Framer, type Message, requestCode } from "./embedded-framer.js"
import {
    CANCEL_REQUEST,
    GSS_REQUEST,
    SSL_REQUEST,
    int32,
    message,
    readyMessage,
    sqlOf,
    statementOf,
    withStatement,
} from "./embedded-messages.js"
import type { Request, SessionClient } from "./embedded-session.js"

/** COPY … FROM STDIN as the only or one of several statements of a simple query. */
const COPY_IN = /(^|;)\s*copy\b[^;]*\bfrom\s+stdin\b/i

let connectionCount = 0

/**
 * What node-postgres takes for its socket: the server's end of the wire protocol, in front of a session of PGlite.
 *
 * @example
 * ```ts
 * const client = new pg.Client({ stream: () => new EmbeddedConnection(() => leaseEngine({ dataDir: ".postgres" })) })
 * ```
 */
export class EmbeddedConnection extends Duplex {
    private readonly lease: () => Promise<EngineLease>
    private readonly framer = new Framer({ untypedStart: true })
    private readonly client: SessionClient = {
        notify: (bytes) => void this.push(bytes),
        fail: (error) => void this.destroy(error),
        statements: new Map(),
    }
    private readonly id = ++connectionCount
    private leased: EngineLease | undefined
    /** Messages of the extended protocol that wait for their Sync or Flush. */
    private group: Message[] = []
    /** A COPY FROM STDIN whose data is coming in: PGlite has to be given all of it at once. */
    private copying: Message[] | undefined
    /** The end of what has been sent to the session, so that answers leave in order. */
    private tail: Promise<void> = Promise.resolve()
    private settleGone: () => void = () => undefined
    /** Resolves when the session has forgotten this connection and its right to the engine is given back. */
    readonly gone: Promise<void> = new Promise((resolve) => (this.settleGone = resolve))

    constructor(lease: () => Promise<EngineLease>) {
        super()
        this.lease = lease
    }

    /** Like a socket's: emits `connect`, or `error` with an AutogenError when there is no Postgres to be had. */
    connect(): this {
        this.lease().then(
            (leased) => {
                this.leased = leased
                if (this.destroyed) void this.depart()
                else this.emit("connect")
            },
            (error: Error) => {
                this.destroy(error)
                this.settleGone()
            },
        )
        return this
    }

    /** There is no packet that could be delayed. */
    setNoDelay(): this {
        return this
    }

    /** There is no network that could fail. */
    setKeepAlive(): this {
        return this
    }

    /** An idle connection never keeps the process alive: nothing can arrive that the process has not sent itself. */
    ref(): this {
        return this
    }

    unref(): this {
        return this
    }

    override _read(): void {
        // Answers are pushed when they are there.
    }

    override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
        try {
            for (const message of this.framer.push(chunk)) this.receive(message)
            done()
        } catch (error) {
            done(error instanceof Error ? error : new Error(String(error)))
        }
    }

    override _final(done: (error?: Error | null) => void): void {
        done()
        this.destroy()
    }

    override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
        if (this.leased !== undefined) void this.depart()
        done(error)
    }

    /** A rollback may have to wait for its turn in the session; whoever closes a connection does not wait for that. */
    private async depart(): Promise<void> {
        const leased = this.leased
        this.leased = undefined
        if (leased === undefined) return
        await leased.engine.session.leave(this.client)
        await leased.release().catch(() => undefined)
        this.settleGone()
    }

    private receive(message: Message): void {
        const { type } = message
        if (type === "") this.start(message)
        else if (type === "X") this.destroy()
        else if (this.copying !== undefined) this.receiveCopy(this.copying, message)
        else if (type === "Q" || type === "F") this.receiveQuery(message)
        // Postgres, too, ignores COPY data outside of COPY.
        else if (type === "d" || type === "c" || type === "f") return
        else this.receiveExtended(message)
    }

    private start({ bytes }: Message): void {
        const code = requestCode(bytes)
        if (code === SSL_REQUEST || code === GSS_REQUEST) return void this.push(Buffer.from("N"))
        // A query runs in this very thread: whoever could cancel it, comes when it is over.
        if (code === CANCEL_REQUEST || this.leased === undefined) return void this.destroy()
        const { greeting } = this.leased.engine
        const key = message("K", int32(this.id), int32(randomInt(2 ** 31)))
        this.push(Buffer.concat([greeting, key, readyMessage("I")]))
    }

    private receiveQuery(message: Message): void {
        this.group.push(message)
        if (COPY_IN.test(sqlOf(message) ?? "")) {
            this.copying = this.takeGroup()
            this.say(invitation())
        } else {
            this.send({ messages: this.takeGroup(), ends: true })
        }
    }

    private receiveCopy(copying: Message[], message: Message): void {
        copying.push(message)
        if (message.type !== "c" && message.type !== "f") return
        this.copying = undefined
        this.send({ messages: copying, ends: true, copying: true })
    }

    private receiveExtended(message: Message): void {
        const { type } = message
        this.group.push(this.renamed(message))
        if (type === "P" && COPY_IN.test(sqlOf(message) ?? "")) {
            this.takeGroup()
            return this.send({ messages: [], ends: false, refuse: COPY_NOT_PREPARED })
        }
        if (type === "S" || type === "H") this.send({ messages: this.takeGroup(), ends: type === "S" })
    }

    /** Prepared statements get names of their own in the session, for another connection may use the same one. */
    private renamed(message: Message): Message {
        const name = statementOf(message)
        const session = this.leased?.engine.session
        if (name === undefined || name === "" || session === undefined) return message
        const { statements } = this.client
        const alias = statements.get(name) ?? session.newStatementName()
        if (message.type === "C") statements.delete(name)
        else statements.set(name, alias)
        return withStatement(message, alias)
    }

    private takeGroup(): Message[] {
        return this.group.splice(0)
    }

    private send(request: Request): void {
        const session = this.leased?.engine.session
        if (session === undefined) return
        // Submitted at once, so that requests of all connections are served in the order in which they came.
        const answer = session.submit(this.client, request)
        this.follow(answer)
    }

    private say(bytes: Buffer): void {
        this.follow(Promise.resolve(bytes))
    }

    private follow(answer: Promise<Buffer>): void {
        this.tail = Promise.all([answer, this.tail]).then(
            ([bytes]) => {
                if (!this.destroyed && bytes.length > 0) this.push(bytes)
            },
            (error: Error) => void this.destroy(error),
        )
    }
}

/** CopyInResponse: text, the number of columns left open. */
function invitation(): Buffer {
    return message("G", Buffer.from([0, 0, 0]))
}

const COPY_NOT_PREPARED = {
    code: "0A000",
    message: "the embedded Postgres takes COPY FROM STDIN only as a simple query",
    hint: "Send it without parameters and without a name.",
} as const
