import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from "node:worker_threads"

/** One turn of the wire protocol: all bytes of the client's message in, all bytes of the server's answer out. */
export interface SyncSocket {
    exchange(bytes: Uint8Array): Uint8Array
    close(): Promise<void>
}

/**
 * A TCP connection to PostgreSQL whose exchanges block this thread: pg_dump compiled to WebAssembly cannot wait for a
 * promise. The socket itself lives in a worker.
 */
export function openSyncSocket(host: string, port: number): SyncSocket {
    const signal = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)
    const answered = new Int32Array(signal)
    const { port1: answers, port2: theirs } = new MessageChannel()
    const worker = new Worker(new URL("./socket-worker.mjs", import.meta.url), {
        workerData: { host, port, answers: theirs, signal },
        transferList: [theirs],
    })
    return {
        exchange(bytes) {
            Atomics.store(answered, 0, 0)
            answers.postMessage(bytes)
            if (Atomics.wait(answered, 0, 0, 60_000) === "timed-out") throw new Error("PostgreSQL did not answer")
            return receiveSoon(answers)
        },
        async close() {
            answers.close()
            await worker.terminate()
        },
    }
}

/**
 * The message that has been posted by now. Once, on a machine with more work than processors, the signal was seen before the message:
 * nothing is lost by looking again.
 */
function receiveSoon(port: MessagePort): Uint8Array {
    const pause = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
    for (let attempt = 0; attempt < 1000; attempt++) {
        const received = receiveMessageOnPort(port) as { readonly message: Uint8Array } | undefined
        if (received !== undefined) return received.message
        Atomics.wait(pause, 0, 0, 5)
    }
    throw new Error("The socket's worker gave a signal without an answer")
}

/** Joins what a client writes into whole messages: libpq sends long ones in blocks of eight kilobytes. */
export function wholeMessages(onMessage: (bytes: Uint8Array) => void): (bytes: Uint8Array) => void {
    let pending = Buffer.alloc(0)
    // Only the first message of a connection has no type byte before its length.
    let head = 0
    return (bytes) => {
        pending = Buffer.concat([pending, bytes])
        let whole = 0
        while (pending.length >= whole + head + 4) {
            const end = whole + head + pending.readInt32BE(whole + head)
            if (pending.length < end) break
            whole = end
            head = 1
        }
        if (whole === 0) return
        const message = pending.subarray(0, whole)
        pending = pending.subarray(whole)
        onMessage(message)
    }
}
