/**
 * The little of PostgreSQL's wire protocol (version 3) that we write or rewrite between a driver and PGlite.
 * https://www.postgresql.org/docs/current/protocol-message-formats.html
 */

import type { Message } from "./embedded-framer.js"

/** The fields of an ErrorResponse that we send ourselves. */
export interface WireError {
    readonly code: string
    readonly message: string
    readonly hint: string
}

/** Requests at the start of a connection, told apart by the number where a startup message has its protocol version. */
export const SSL_REQUEST = 80877103
export const GSS_REQUEST = 80877104
export const CANCEL_REQUEST = 80877102

/** A message from its type and the parts of its body. */
export function message(type: string, ...parts: readonly Buffer[]): Buffer {
    const body = Buffer.concat(parts)
    const head = Buffer.alloc(type.length + 4)
    head.write(type, "latin1")
    head.writeInt32BE(body.length + 4, type.length)
    return Buffer.concat([head, body])
}

/** Text with the zero byte that ends it. */
export function cstring(text: string): Buffer {
    return Buffer.from(`${text}\0`)
}

/** A 32-bit number. */
export function int32(value: number): Buffer {
    const bytes = Buffer.alloc(4)
    bytes.writeInt32BE(value)
    return bytes
}

/** The zero-ended text at a place in a message. */
function textAt(bytes: Buffer, at: number): string {
    return bytes.toString("utf8", at, Math.max(at, bytes.indexOf(0, at)))
}

/** A simple query. */
export function queryMessage(sql: string): Message {
    return { type: "Q", bytes: message("Q", cstring(sql)) }
}

/** An ErrorResponse. */
export function errorMessage({ code, message: text, hint }: WireError): Buffer {
    const fields = { S: "ERROR", V: "ERROR", C: code, M: text, H: hint }
    const parts = Object.entries(fields).map(([field, value]) => cstring(field + value))
    return message("E", ...parts, Buffer.from([0]))
}

/** ReadyForQuery: I is idle, T in a transaction, E in a failed one. */
export function readyMessage(status: string): Buffer {
    return message("Z", Buffer.from(status, "latin1"))
}

/** The SQL in a Query or Parse message. */
export function sqlOf({ type, bytes }: Message): string | undefined {
    if (type === "Q") return textAt(bytes, 5)
    if (type === "P") return textAt(bytes, bytes.indexOf(0, 5) + 1)
    return undefined
}

/** The name of the prepared statement a message speaks of; undefined for messages that name none. */
export function statementOf({ type, bytes }: Message): string | undefined {
    const at = statementPlace(type, bytes)
    return at === undefined ? undefined : textAt(bytes, at)
}

/** The message with another name for its prepared statement. */
export function withStatement(original: Message, name: string): Message {
    const { type, bytes } = original
    const at = statementPlace(type, bytes)
    if (at === undefined) return original
    const end = bytes.indexOf(0, at) + 1
    return { type, bytes: message(type, bytes.subarray(5, at), cstring(name), bytes.subarray(end)) }
}

function statementPlace(type: string, bytes: Buffer): number | undefined {
    if (type === "P") return 5
    // Bind names its portal first.
    if (type === "B") return bytes.indexOf(0, 5) + 1
    // Describe and Close say whether they mean a statement or a portal.
    if ((type === "D" || type === "C") && bytes[5] === "S".charCodeAt(0)) return 6
    return undefined
}

/** The end of a group of messages. */
export function syncMessage(): Message {
    return { type: "S", bytes: message("S") }
}

/** Forgets a prepared statement. */
export function closeStatement(name: string): Message {
    return { type: "C", bytes: message("C", cstring(`S${name}`)) }
}
