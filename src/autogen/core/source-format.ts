/** How a source file is written. */
export interface SourceFormat {
    readonly language: "ts" | "js"
    /** Without the dot: `ts`, `cts`, `mts`, `js`, `cjs`, `mjs`. */
    readonly extension: string
    /**
     * `esm`: with `import` and `export`. `cjs`: in JavaScript with `require`; in TypeScript with `import x = require()`, for CommonJS
     * files under `verbatimModuleSyntax`, where TypeScript refuses the others.
     */
    readonly moduleKind: "esm" | "cjs"
}
