import { foreignLoader } from "./register-typescript.js"

type Hint = (message: string, code: unknown) => string | undefined

/** What to do about the mistakes that are made again and again when entities are loaded. */
const hints: readonly Hint[] = [
    (message) => {
        const name = /Cannot access '(\w+)' before initialization/.exec(message)?.[1]
        if (name === undefined) return undefined
        return `files that import each other in a circle cannot name each other's classes in decorated types: write \`Relation<${name}>\` for the type of the property, with \`import { type Relation } from "typeorm"\``
    },
    (message) => {
        const name = /\b(__dirname|__filename) is not defined in ES module scope/.exec(message)?.[1]
        return name === undefined ? undefined : `in an ES module write \`import.meta.${name.slice(2)}\` for \`${name}\``
    },
    (message) =>
        /\b(require|module|exports) is not defined in ES module scope|top-level await/i.test(message)
            ? `\`require\` and \`exports\` belong to CommonJS, \`import.meta\` and \`await\` outside of functions to ES modules: keep to the ones of the file's format, or change that by its extension (.mts, .cts) or by "type": "module" in package.json`
            : undefined,
    (message) =>
        // esbuild, which tsx is made of, leaves metadata out whatever tsconfig.json says.
        message.includes("emitDecoratorMetadata") && foreignLoader() === "tsx"
            ? `tsx writes no decorator metadata: start this process without tsx, and our loader does, or write the column's type: @Column("varchar")`
            : undefined,
    (message) =>
        message.includes("emitDecoratorMetadata")
            ? `set "emitDecoratorMetadata": true in tsconfig.json and import "reflect-metadata" first, or write the column's type: @Column("varchar")`
            : undefined,
    (message) =>
        message.includes("experimentalDecorators")
            ? `set "experimentalDecorators": true and "emitDecoratorMetadata": true under "compilerOptions" in the tsconfig.json whose "include" has the file`
            : undefined,
    (message) =>
        /(?:Export|Import) assignment cannot be used/.test(message)
            ? "in an ES module write `export default` for `export =`, and `import` for `import = require()`; or call the file .cts"
            : undefined,
    (message) => {
        const name = /cannot find "([^"]+)"/.exec(message)?.[1]
        if (name === undefined) return undefined
        // "@/…" and "~/…" can be no package: they are aliases, as is whatever has no such form but is written in tsconfig's paths.
        if (/^[@~]?\//.test(name))
            return `"${name}" looks like a path alias: add it to "paths" in the tsconfig.json whose "include" has the importing file`
        if (isPackage(name))
            return `run \`npm install ${packageOf(name)}\`; if it is a path alias, add it to "paths" in tsconfig.json`
        return 'correct the path; in an ES module it ends with the extension of the output, as in "./room.js"'
    },
    // TypeORM requires its driver by itself.
    (message) =>
        message.includes("Postgres package has not been found installed") ? "run `npm install pg`" : undefined,
    (message) =>
        message === "URI malformed"
            ? "escape user and password in the connection URL with encodeURIComponent(): a % begins an escape there"
            : undefined,
    (_, code) =>
        code === "ERR_UNKNOWN_FILE_EXTENSION"
            ? "the loader this process was started with does not import TypeScript as ES modules: start it without that loader, and ours is used"
            : undefined,
]

/** The next step for what was thrown, or undefined if nothing better than the message can be said. */
export function nextStepFor(thrown: unknown, message: string): string | undefined {
    const code = (thrown as { readonly code?: unknown } | null | undefined)?.code
    for (const hint of hints) {
        const next = hint(message, code)
        if (next !== undefined) return next
    }
    return undefined
}

function isPackage(name: string): boolean {
    return /^(@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*(\/|$)/i.test(name) && !/\.[cm]?[jt]sx?$/.test(name)
}

function packageOf(name: string): string {
    return name
        .split("/")
        .slice(0, name.startsWith("@") ? 2 : 1)
        .join("/")
}
