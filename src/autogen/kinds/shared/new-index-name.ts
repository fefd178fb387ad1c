import { createHash } from "node:crypto"

/** The name of an index on the way to one of another name: recognisable, at most 63 bytes, of its own for each. */
export function newIndexName(name: string): string {
    const plain = `autogen_new_${name}`
    if (Buffer.byteLength(plain) <= 63) return plain
    return `autogen_new_${createHash("sha256").update(name).digest("hex").slice(0, 32)}`
}
