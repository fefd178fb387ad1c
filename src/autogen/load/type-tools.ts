import type { Compiler } from "./find-compiler.js"
import type { TypeScriptSettings } from "./typescript-settings.js"

/** What the types of other files are found out with. */
export interface TypeTools {
    readonly compiler: Compiler
    readonly settings: (file: string) => TypeScriptSettings
}
