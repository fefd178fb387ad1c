import { truncateName } from "../core/names.js"

/** The name of an index on the way to one of another name: recognisable, at most 63 bytes, of its own for each. */
export function newIndexName(name: string): string {
    return passingName("autogen_new_", name)
}

/** The name of a type while one of its own name is recreated: not one that people would give to another. */
export function oldTypeName(name: string): string {
    return passingName("autogen_old_", name)
}

function passingName(prefix: string, name: string): string {
    const plain = `${prefix}${name}`
    if (Buffer.byteLength(plain) <= 63) return plain
    const hash = fingerprint(name).toString(16).padStart(8, "0")
    return `${prefix}${hash}_${truncateName(name, 63 - `${prefix}00000000_`.length)}`
}

/** FNV-1a, 32 bits: migration files load this module, and nothing of Node's. */
function fingerprint(text: string): number {
    let hash = 0x811c9dc5
    for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0
    return hash
}
