import { parentPort, workerData, type MessagePort } from "node:worker_threads"
import { AutogenError, messageOf } from "../core/errors.js"
import { startPGlite, type PostgresStart, type RunningPostgres } from "./pglite.js"
import type { FromWorker, ToWorker } from "./worker-messages.js"

// The thread of an embedded Postgres in memory: a query that never ends keeps nothing waiting but itself, and ends with the thread.

const port = parentPort
if (port === null) throw new Error("this module is the entry of a worker thread")
void serve(port)

/** The bytes in memory of their own, which goes to the other thread as it is. */
function own(bytes: Buffer): Uint8Array<ArrayBuffer> {
    return new Uint8Array(bytes)
}

async function serve(to: MessagePort): Promise<void> {
    const send = (message: FromWorker, own?: Uint8Array<ArrayBuffer>): void =>
        to.postMessage(message, own === undefined ? [] : [own.buffer])
    try {
        const postgres = await startPGlite(workerData as PostgresStart)
        to.on("message", ({ id, work, bytes }: ToWorker) => {
            perform(postgres, work, Buffer.from(bytes)).then(
                (answer) => {
                    const owned = own(answer)
                    send({ kind: "answer", id, bytes: owned }, owned)
                },
                (error: unknown) => send({ kind: "failure", id, message: messageOf(error) }),
            )
        })
        send({ kind: "started", greeting: own(postgres.greeting), notice: postgres.notice })
    } catch (error) {
        const isMissing = error instanceof AutogenError && error.code === "OPTIONAL_DEPENDENCY_MISSING"
        send({ kind: "refused", message: messageOf(isMissing ? error.cause : error), isMissing })
    }
}

async function perform(postgres: RunningPostgres, work: ToWorker["work"], bytes: Buffer): Promise<Buffer> {
    if (work === "run") return postgres.run(bytes)
    if (work === "dump") return postgres.dump()
    await postgres.close()
    return Buffer.alloc(0)
}
