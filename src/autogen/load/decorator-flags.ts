import { findCompiler } from "./find-compiler.js"
import { settingsOf } from "./typescript-settings.js"

const FLAGS = ["experimentalDecorators", "emitDecoratorMetadata"] as const

/** A flag of the compiler that TypeORM's entities need. */
export type DecoratorFlag = (typeof FLAGS)[number]

/**
 * Which of the decorators' flags the tsconfig.json that governs a file does not set, with everything it extends. `file` is undefined where
 * there is none, or no compiler to read it.
 */
export function decoratorFlags(source: string): {
    readonly file: string | undefined
    readonly missing: readonly DecoratorFlag[]
} {
    const compiler = findCompiler(source)
    if (compiler === undefined) return { file: undefined, missing: [] }
    const { file, options } = settingsOf(source, compiler)
    return { file, missing: file === undefined ? [] : FLAGS.filter((flag) => options[flag] !== true) }
}
