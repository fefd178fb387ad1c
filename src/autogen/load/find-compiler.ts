import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import type ts from "typescript"

/** The compiler's interface, as the `typescript` package has it. */
export type Compiler = typeof ts

/**
 * A TypeScript compiler: the project's own, so that its entities mean what they mean in its application; else ours.
 * A version that has no `transpileModule` to call is passed over; then the one that ts-morph brings along serves.
 */
export function findCompiler(file: string): Compiler | undefined {
    return (
        // Not from the file itself: our hook resolves what TypeScript files require, and would need a compiler for it.
        compilerFrom(join(dirname(file), "any.js"), "typescript") ??
        compilerFrom(import.meta.url, "typescript") ??
        compilerFrom(import.meta.url, "ts-morph")
    )
}

function compilerFrom(from: string, name: string): Compiler | undefined {
    try {
        const loaded: unknown = createRequire(from)(name)
        const compiler = name === "ts-morph" ? (loaded as { readonly ts?: unknown }).ts : loaded
        return typeof (compiler as Partial<Compiler>).transpileModule === "function"
            ? (compiler as Compiler)
            : undefined
    } catch {
        return undefined
    }
}
