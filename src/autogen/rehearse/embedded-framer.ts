/** One message: its type (empty for those at the start of a connection, which have none) and all its bytes. */
export interface Message {
    readonly type: string
    readonly bytes: Buffer
}

/**
 * Cuts a stream of bytes into messages; keeps the rest until more arrives.
 *
 * @example
 * ```ts
 * const framer = new Framer({ untypedStart: false })
 * for (const { type } of framer.push(chunk)) console.log(type)
 * ```
 */
export class Framer {
    private pending: Buffer[] = []
    private size = 0
    private untyped: boolean

    constructor({ untypedStart }: { readonly untypedStart: boolean }) {
        this.untyped = untypedStart
    }

    /** The messages that are complete now. */
    push(chunk: Buffer): readonly Message[] {
        this.pending.push(chunk)
        this.size += chunk.length
        if (this.size < this.needed()) return []
        let rest = this.pending.length === 1 ? chunk : Buffer.concat(this.pending)
        const messages: Message[] = []
        for (;;) {
            const head = this.untyped ? 0 : 1
            if (rest.length < head + 4) break
            const length = head + rest.readInt32BE(head)
            if (length < head + 4) throw new Error("the driver sent a message of an impossible length")
            if (rest.length < length) break
            const bytes = rest.subarray(0, length)
            messages.push({ type: this.untyped ? "" : String.fromCharCode(bytes[0] ?? 0), bytes })
            rest = rest.subarray(length)
            // After a refused SSLRequest the startup message is still to come; after that message all have types.
            if (this.untyped && requestCode(bytes) >>> 16 === 3) this.untyped = false
        }
        this.pending = rest.length === 0 ? [] : [rest]
        this.size = rest.length
        return messages
    }

    /** How many bytes the first message needs: a large one must not be put together again for every chunk of it. */
    private needed(): number {
        const first = this.pending[0]
        const head = this.untyped ? 0 : 1
        return first === undefined || first.length < head + 4 ? head + 4 : head + first.readInt32BE(head)
    }
}

/** The messages in one answer of Postgres, without copying. */
export function framesOf(answer: Buffer): readonly Message[] {
    const frames: Message[] = []
    for (let at = 0; at + 5 <= answer.length;) {
        const end = at + 1 + answer.readInt32BE(at + 1)
        frames.push({ type: String.fromCharCode(answer[at] ?? 0), bytes: answer.subarray(at, end) })
        at = end
    }
    return frames
}

/** What a message without a type asks for: a protocol version, or the code of another request. */
export function requestCode(bytes: Buffer): number {
    return bytes.length >= 8 ? bytes.readInt32BE(4) : 0
}
