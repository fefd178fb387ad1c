// Builds the package into dist/: declarations by tsc, ES modules in a few files by Rolldown, since each file that a command loads takes its
// time, and what can run inside an application or under Jest once more as CommonJS, in dist/cjs/. The command line is an ES module alone.
//
//   node build.mjs
import { execFileSync } from "node:child_process"
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, isAbsolute, join, relative, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { rolldown } from "rolldown"
import ts from "typescript"

const root = fileURLToPath(new URL(".", import.meta.url))
const dist = join(root, "dist")
const commonjs = join(dist, "cjs")
const HIDDEN_IMPORT = "__import"
const URL_OF_FILE = "__urlOfFile"

rmSync(dist, { recursive: true, force: true })
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc")
execFileSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], { cwd: root, stdio: "inherit" })

const entries = ["index.js", "declare/renamed-from.js", "op/index.js"].map((name) => join(dist, name))
write("package.json", `${JSON.stringify({ type: "commonjs" })}\n`)
for (const file of reachedFrom(entries)) write(relative(dist, file), toCommonJs(file))
for (const file of reachedFrom(entries.map(declarationsOf))) write(relative(dist, file), readFileSync(file, "utf8"))

await bundle()

/**
 * Makes of the ES modules one file for each entry, and in chunks/ what entries share or load later. The threads' files are entries too, and
 * lie beside the chunks that start them; the decorators stay a file of their own, which imports nothing.
 */
async function bundle() {
    const modules = join(root, ".build")
    const decorators = join(dist, "declare/renamed-from.js")
    const input = {
        index: join(dist, "index.js"),
        "op/index": join(dist, "op/index.js"),
        "cli/main": join(dist, "cli/main.js"),
        "chunks/types-hooks": join(dist, "load/types-hooks.js"),
        "chunks/embedded-worker": join(dist, "rehearse/embedded-worker.js"),
    }
    const external = (id, importer) =>
        importer !== undefined && (id.startsWith(".") ? resolve(dirname(importer), id) === decorators : !isAbsolute(id))
    const built = await rolldown({ input, external, platform: "node" })
    await built.write({ dir: modules, format: "esm", entryFileNames: "[name].js", chunkFileNames: "chunks/[name].js" })
    await built.close()
    for (const name of readdirSync(dist, { recursive: true })) {
        const file = join(dist, name)
        if (/\.js$/.test(name) && !/^cjs[/\\]/.test(name) && file !== decorators) rmSync(file)
    }
    cpSync(modules, dist, { recursive: true })
    rmSync(modules, { recursive: true })
}

function write(name, text) {
    const file = join(commonjs, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
}

function declarationsOf(file) {
    return file.replace(/\.js$/, ".d.ts")
}

/** These files, and all that they name by a relative path: in an import, or as the path of a module that is registered. */
function reachedFrom(files) {
    const reached = new Set(files)
    for (const file of reached) {
        const inDeclarations = file.endsWith(".d.ts")
        for (const name of relativeNames(parse(file))) {
            const named = resolve(dirname(file), name)
            const target = inDeclarations ? declarationsOf(named) : named
            if (existsSync(target)) reached.add(target)
        }
    }
    return reached
}

function parse(file) {
    return ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest)
}

function relativeNames(node) {
    if (ts.isStringLiteral(node)) return /^\.\.?\/.+\.js$/.test(node.text) ? [node.text] : []
    const names = []
    ts.forEachChild(node, (child) => void names.push(...relativeNames(child)))
    return names
}

/** A module's text as CommonJS. Imports of what is only known at run time, the project's own files above all, stay `import()`. */
function toCommonJs(file) {
    const { outputText } = ts.transpileModule(readFileSync(file, "utf8"), {
        fileName: file,
        compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, removeComments: true },
        transformers: { before: [hideFromCompiler], after: [restoreImports] },
    })
    return outputText
}

/** Replaces `import.meta.url`, and hides `import(anything but a literal)`, of which the compiler would make `require`. */
function hideFromCompiler(context) {
    const { factory } = context
    return (source) => {
        let needsUrl = false
        const visit = (node) => {
            if (ts.isPropertyAccessExpression(node) && ts.isMetaProperty(node.expression) && node.name.text === "url") {
                needsUrl = true
                return factory.createIdentifier(URL_OF_FILE)
            }
            if (ts.isMetaProperty(node)) throw new Error(`${source.fileName}: only import.meta.url has a CommonJS form`)
            const visited = ts.visitEachChild(node, visit, context)
            if (!isImportCall(visited) || ts.isStringLiteral(visited.arguments[0])) return visited
            return factory.createCallExpression(factory.createIdentifier(HIDDEN_IMPORT), undefined, visited.arguments)
        }
        const visited = ts.visitEachChild(source, visit, context)
        if (!needsUrl) return visited
        return factory.updateSourceFile(visited, [urlOfFile(factory), ...visited.statements])
    }
}

/** `const __urlOfFile = require("node:url").pathToFileURL(__filename).href` */
function urlOfFile(factory) {
    const call = (called, argument) => factory.createCallExpression(called, undefined, [argument])
    const url = call(factory.createIdentifier("require"), factory.createStringLiteral("node:url"))
    const pathToFileUrl = factory.createPropertyAccessExpression(url, "pathToFileURL")
    const value = factory.createPropertyAccessExpression(
        call(pathToFileUrl, factory.createIdentifier("__filename")),
        "href",
    )
    const declaration = factory.createVariableDeclaration(URL_OF_FILE, undefined, undefined, value)
    const list = factory.createVariableDeclarationList([declaration], ts.NodeFlags.Const)
    return factory.createVariableStatement(undefined, list)
}

function restoreImports(context) {
    const { factory } = context
    const visit = (node) => {
        const visited = ts.visitEachChild(node, visit, context)
        if (!ts.isCallExpression(visited) || visited.expression.text !== HIDDEN_IMPORT) return visited
        const keyword = factory.createToken(ts.SyntaxKind.ImportKeyword)
        return factory.updateCallExpression(visited, keyword, undefined, visited.arguments)
    }
    return (source) => ts.visitEachChild(source, visit, context)
}

function isImportCall(node) {
    return ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
}
