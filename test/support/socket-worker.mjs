/**
 * The asynchronous half of SyncSocket: owns a TCP connection to PostgreSQL, takes what a client writes, and hands back
 * the server's whole answer once the server waits for the client again. A worker, because its owner is blocked meanwhile.
 */
import { connect } from "node:net"
import { workerData } from "node:worker_threads"

const { host, port, answers, signal } = workerData
const flag = new Int32Array(signal)
const socket = connect({ host, port, noDelay: true })
let answer = Buffer.alloc(0)
let read = 0
let awaited = false

answers.on("message", (bytes) => {
    if (socket.destroyed) return hand()
    awaited = true
    socket.write(bytes)
})
socket.on("data", (bytes) => {
    answer = Buffer.concat([answer, bytes])
    if (turnEnded()) hand()
})
socket.on("error", (error) => {
    answer = fatal(error.message)
    hand()
})
socket.on("close", hand)

/** The server waits for us when it is ready for a query, or asks something during authentication. */
function turnEnded() {
    let ended = false
    while (answer.length >= read + 5) {
        const length = answer.readInt32BE(read + 1) + 1
        if (answer.length < read + length) break
        const type = String.fromCharCode(answer[read])
        const request = type === "R" ? answer.readInt32BE(read + 5) : 0
        // 0 is "authenticated" and 12 the last word of SCRAM: more follows by itself.
        ended = type === "Z" || (type === "R" && request !== 0 && request !== 12)
        read += length
    }
    return ended && read === answer.length
}

function hand() {
    if (!awaited) return
    awaited = false
    answers.postMessage(answer)
    answer = Buffer.alloc(0)
    read = 0
    Atomics.store(flag, 0, 1)
    Atomics.notify(flag, 0)
}

/** An ErrorResponse, so that the client reports the reason in its own way. */
function fatal(message) {
    const fields = Buffer.from(`SFATAL\0VFATAL\0C08006\0M${message}\0\0`)
    const head = Buffer.alloc(5)
    head.write("E")
    head.writeInt32BE(fields.length + 4, 1)
    return Buffer.concat([head, fields])
}
