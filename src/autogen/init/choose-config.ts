import { relative } from "node:path"
import { discoverDataSources, type DiscoveredDataSource } from "../load/discover-data-sources.js"
import { findConfigFile, severalFiles, usualConfigFile } from "../load/find-config-file.js"
import { projectManifest, scriptedConfigs, storedConfig } from "../load/project-manifest.js"

/** The DataSource file of a project, and what speaks for it. */
export interface ChosenConfig {
    /** Absolute. */
    readonly file: string
    /** How it was found, as a note for people. */
    readonly why?: string
    /** Whether package.json has to name it, so that all commands find it. */
    readonly isToStore: boolean
}

/** Asks which of several files is meant; gets and gives paths relative to the project. */
export type ChooseConfig = (files: readonly string[]) => Promise<string>

const WHAT: Readonly<Record<DiscoveredDataSource["has"], string>> = {
    "data source": "it exports a DataSource",
    options: "it exports the options of a DataSource",
    module: "the root module of a NestJS application with TypeOrmModule",
}

/**
 * The DataSource file that a project has: the one that is named; else the one that package.json names; else the one of its scripts' `-d`;
 * else one of the usual places; else the one that looks like it. Undefined where there is none.
 */
export async function chooseConfig(
    root: string,
    named: string | undefined,
    choose: ChooseConfig | undefined,
): Promise<ChosenConfig | undefined> {
    const manifest = projectManifest(root)
    const stored = named === undefined && manifest !== undefined ? storedConfig(manifest) : undefined
    if (stored !== undefined)
        return { file: stored, why: 'named by "typeorm-autogen" in package.json', isToStore: false }
    if (named !== undefined) return { file: findConfigFile(root, named), isToStore: true }
    const scripted = manifest === undefined ? [] : scriptedConfigs(manifest)
    if (scripted.length > 0) {
        const file = await oneOf(
            root,
            scripted.map(({ file }) => file),
            choose,
        )
        const script = scripted.find((each) => each.file === file)?.script
        return { file, why: `named by the script "${script}" of package.json`, isToStore: true }
    }
    const found = discoverDataSources(root)
    const usual = usualConfigFile(root)
    if (usual !== undefined) {
        const others = found.map(({ file }) => file).filter((file) => file !== usual)
        const also = others.map((file) => shown(root, file)).join(", ")
        const why =
            also === ""
                ? {}
                : {
                      why: `also found ${also}: to take that, run \`npx typeorm-autogen init --config ${shown(root, others[0] ?? "")}\``,
                  }
        return { file: usual, ...why, isToStore: false }
    }
    if (found.length === 0) return undefined
    const file = await oneOf(
        root,
        found.map((each) => each.file),
        choose,
    )
    const has = found.find((each) => each.file === file)?.has ?? "data source"
    return { file, why: `found: ${WHAT[has]}`, isToStore: true }
}

async function oneOf(root: string, files: readonly string[], choose: ChooseConfig | undefined): Promise<string> {
    const [first, ...others] = files
    if (first !== undefined && others.length === 0) return first
    if (choose === undefined) throw severalFiles(root, files)
    const answer = await choose(files.map((file) => shown(root, file)))
    return findConfigFile(root, answer)
}

function shown(root: string, file: string): string {
    return relative(root, file).replaceAll("\\", "/")
}
