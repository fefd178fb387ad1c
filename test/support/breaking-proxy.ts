import { once } from "node:events"
import { connect, createServer, type AddressInfo, type Socket } from "node:net"

/** A proxy that holds a connection at the statement that a test names, so that a fault comes exactly there. */
export interface BreakingProxy {
    readonly port: number
    /**
     * Holds the first connection that sends a matching statement: `before` the server gets it, or `after` it is done and before the client
     * hears of it. Resolves when that is so.
     */
    holdAt(statement: RegExp, when: "before" | "after"): Promise<Held>
    /** Ends all connections in both directions. */
    cut(): void
    close(): Promise<void>
}

/** A connection that is held. */
export interface Held {
    readonly statement: string
    /** Lets it go on. */
    release(): void
}

interface Break {
    readonly statement: RegExp
    readonly when: "before" | "after"
    readonly resolve: (held: Held) => void
}

/**
 * Starts a proxy before a server.
 *
 * @example
 * ```ts
 * const proxy = await breakingProxy(serverFor(16))
 * const held = proxy.holdAt(/CREATE TABLE/, "after")
 * const child = spawn(…, { env: { POSTGRES_PORT: String(proxy.port) } })
 * await held
 * child.kill("SIGKILL")
 * ```
 */
export async function breakingProxy(server: { readonly host: string; readonly port: number }): Promise<BreakingProxy> {
    const sockets = new Set<Socket>()
    const breaks: Break[] = []
    const listener = createServer((client) => {
        const upstream = connect(server.port, server.host)
        for (const [socket, other] of [
            [client, upstream],
            [upstream, client],
        ] as const) {
            sockets.add(socket)
            socket.setNoDelay(true)
            socket.on("error", () => undefined)
            socket.on("close", () => {
                sockets.delete(socket)
                other.destroy()
            })
        }
        serve(client, upstream, breaks)
    })
    listener.listen(0, "127.0.0.1")
    await once(listener, "listening")
    const cut = (): void => {
        for (const socket of sockets) socket.destroy()
    }
    return {
        port: (listener.address() as AddressInfo).port,
        holdAt: (statement, when) => new Promise((resolve) => breaks.push({ statement, when, resolve })),
        cut,
        async close() {
            cut()
            listener.close()
            await once(listener, "close")
        },
    }
}

function serve(client: Socket, upstream: Socket, breaks: Break[]): void {
    let isHeld = false
    let answering: { readonly found: Break; readonly statement: string } | null = null
    const kept: { readonly to: Socket; readonly bytes: Buffer }[] = []
    const send = (to: Socket, bytes: Buffer): void => {
        if (isHeld) kept.push({ to, bytes })
        else to.write(bytes)
    }
    const hold = ({ resolve }: Break, statement: string): void => {
        isHeld = true
        resolve({
            statement,
            release() {
                isHeld = false
                for (const { to, bytes } of kept.splice(0)) to.write(bytes)
            },
        })
    }
    client.on(
        "data",
        messages(false, (bytes, type) => {
            const statement = textOf(bytes, type)
            const at = isHeld || statement === null ? -1 : breaks.findIndex((each) => each.statement.test(statement))
            const [found] = at < 0 ? [] : breaks.splice(at, 1)
            if (found && statement !== null) {
                if (found.when === "before") hold(found, statement)
                else answering = { found, statement }
            }
            send(upstream, bytes)
        }),
    )
    upstream.on(
        "data",
        messages(true, (bytes, type) => {
            // The answer as a whole has come once the server is ready for the next statement.
            if (answering && type === "Z") {
                hold(answering.found, answering.statement)
                answering = null
            }
            send(client, bytes)
        }),
    )
}

function textOf(bytes: Buffer, type: string): string | null {
    if (type === "Q") return bytes.toString("utf8", 5, bytes.length - 1)
    if (type !== "P") return null
    const start = bytes.indexOf(0, 5) + 1
    return bytes.toString("utf8", start, bytes.indexOf(0, start))
}

/** Cuts a stream into the protocol's messages; a client's first one has no type. */
function messages(isTyped: boolean, hear: (bytes: Buffer, type: string) => void): (chunk: Buffer) => void {
    let rest: Buffer = Buffer.alloc(0)
    let typed = isTyped
    return (chunk) => {
        rest = Buffer.concat([rest, chunk])
        for (;;) {
            const before = typed ? 1 : 0
            if (rest.length < before + 4) return
            const length = before + rest.readInt32BE(before)
            if (rest.length < length) return
            const bytes = rest.subarray(0, length)
            rest = rest.subarray(length)
            hear(bytes, typed ? bytes.toString("latin1", 0, 1) : "")
            typed = true
        }
    }
}
