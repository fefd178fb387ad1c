import { isBuiltin } from "node:module"
import { posix } from "node:path"
import { importsOf, type Import, type ImportMode } from "./imports.js"
import type { SourceFile } from "./source-files.js"

const LIBRARY = "src/autogen/"

/** The stages: machinery that works on kinds through their common face, one stage not knowing the other. */
export const stages = [
    "inspect",
    "read",
    "compare",
    "plan",
    "rehearse",
    "emit",
    "op",
    "check",
    "revisions",
    "load",
] as const

/** What kinds have in common, by subject. */
const common = ["kinds/catalog", "kinds/declared", "kinds/shared"]

const below = ["core", "operations", ...common, "kinds/index", "schema", ...stages]

/**
 * What each room of the house may import beside itself. A kind's own room is `kinds/<name>`, written `kinds/*` here; `top` is
 * src/autogen/index.ts.
 */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
    core: [],
    operations: ["core"],
    "kinds/shared": ["core", "operations"],
    "kinds/catalog": ["core", "operations", "kinds/shared"],
    "kinds/declared": ["core", "operations", "kinds/shared"],
    "kinds/online": ["core", "operations", "kinds/shared"],
    "kinds/*": ["core", "operations", ...common, "kinds/online"],
    "kinds/index": ["core", "kinds/*"],
    schema: ["core", "operations", ...common, "kinds/index"],
    ...Object.fromEntries(stages.map((stage) => [stage, ["core", "operations", ...common, "kinds/index", "schema"]])),
    // What a migration file calls: it loads no kind, and no catalog SQL.
    op: ["core", "operations"],
    declare: ["core"],
    // No stage: it writes the configuration that `load` finds and reads.
    init: ["core", "load"],
    renames: ["core", "operations", ...common, "kinds/index", "schema"],
    planning: [...below, "renames"],
    commands: [...below, "declare", "init", "renames", "planning"],
    // What the package exports.
    top: [...below, "declare", "init", "renames", "planning", "commands"],
    cli: [...below, "declare", "init", "renames", "planning", "commands", "top"],
}

/** Who may import which package, and how at most. Types weigh nothing, so they may always be imported where the package may. */
export interface PackageRule {
    readonly rooms: readonly string[] | "all"
    readonly modes: readonly ImportMode[]
}

export const PACKAGES: Readonly<Record<string, PackageRule>> = {
    typeorm: { rooms: "all", modes: ["types"] },
    // The driver that the user's TypeORM needs anyway; it is not ours to load before a connection is made.
    pg: { rooms: "all", modes: ["types", "dynamic"] },
    typescript: { rooms: ["load", "emit"], modes: ["types"] },
    commander: { rooms: ["cli"], modes: ["types", "static", "dynamic"] },
    picocolors: { rooms: ["cli"], modes: ["types", "static", "dynamic"] },
    "ts-morph": { rooms: ["emit"], modes: ["types", "dynamic"] },
    "@electric-sql/pglite": { rooms: ["rehearse"], modes: ["types", "dynamic"] },
    "@oxc-node/core": { rooms: ["load"], modes: ["types", "dynamic"] },
}

/** The rooms that load by names which nobody knows before: configuration, migrations, the project's Prettier, our package.json. */
const LOADS_FILES = ["load", "revisions", "emit", "cli"]

/** The breaches of the house's import rules in a file, each a sentence that begins with its place. */
export function breachesOf(file: SourceFile): readonly string[] {
    if (!file.path.startsWith(LIBRARY)) return importsOf(file).flatMap((found) => breachesOutside(found))
    const room = roomOf(file.path)
    if (!ruleOf(room))
        return [`${file.path}: "${room}" is no room of the house; give it a rule in test/house/import-rules.ts`]
    return importsOf(file).flatMap((found) => breachesInside(file.path, room, found))
}

function breachesInside(path: string, room: string, found: Import): readonly string[] {
    const { specifier, place, mode } = found
    if (specifier === null) {
        return LOADS_FILES.includes(room)
            ? []
            : [`${place}: ${room} must not import what only the running program knows`]
    }
    if (!specifier.startsWith(".")) return packageBreaches(room, specifier, found)
    const target = roomOf(posix.join(posix.dirname(path), specifier))
    if (target === room) return []
    if (!mayImport(room, target)) return [`${place}: ${room} must not import ${target} (${specifier})`]
    if (room === "declare" && mode !== "types") return [`${place}: declare imports types only (${specifier})`]
    return []
}

function packageBreaches(room: string, specifier: string, { place, mode }: Import): readonly string[] {
    if (isBuiltin(specifier)) {
        if (!specifier.startsWith("node:")) return [`${place}: write "node:${specifier}"`]
        return room === "declare" && mode !== "types" ? [`${place}: declare imports types only (${specifier})`] : []
    }
    const name = packageOf(specifier)
    const rule = PACKAGES[name]
    if (!rule) return [`${place}: no rule lets ${room} import the package ${name}`]
    if (rule.rooms !== "all" && !rule.rooms.includes(room)) {
        return [`${place}: only ${rule.rooms.join(", ")} may import ${name}, not ${room}`]
    }
    if (!rule.modes.includes(mode))
        return [`${place}: ${name} may be imported as ${rule.modes.join(" or ")}, not ${mode}`]
    return []
}

/** Beside the library there are entities and migrations: they use TypeORM as any application does, by its front door. */
function breachesOutside({ specifier, mode, place }: Import): readonly string[] {
    const deep = specifier !== null && specifier !== "typeorm" && packageOf(specifier) === "typeorm"
    return deep && mode !== "types" ? [`${place}: nothing of TypeORM's insides at run time (${specifier})`] : []
}

/** `@scope/name/deep` to `@scope/name`. */
function packageOf(specifier: string): string {
    return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/")
}

/** The room that a file belongs to. A kind that outgrew its file is a folder of the same name. */
export function roomOf(path: string): string {
    const [first = "", second, ...rest] = path.slice(LIBRARY.length).split("/")
    if (second === undefined) return "top"
    if (first !== "kinds") return first
    return rest.length === 0 ? `kinds/${second.replace(/\.[jt]s$/, "")}` : `kinds/${second}`
}

function ruleOf(room: string): readonly string[] | undefined {
    return MAY_IMPORT[room] ?? (room.startsWith("kinds/") ? MAY_IMPORT["kinds/*"] : undefined)
}

function mayImport(room: string, target: string): boolean {
    const allowed = ruleOf(room) ?? []
    const isKind = target.startsWith("kinds/") && !Object.hasOwn(MAY_IMPORT, target)
    return allowed.includes(isKind ? "kinds/*" : target)
}
