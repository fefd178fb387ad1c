import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { DataSource } from "typeorm"
import { afterAll, expect } from "vitest"
import {
    checkDrift,
    downgrade,
    generate,
    hazardKinds,
    upgrade,
    type GenerateOptions,
} from "../../../src/autogen/index.js"
import { installedModules } from "../../projects/support/installed.js"
import type { ChangeCase, Declared, ExactCase, Orm } from "./case.js"
import type { Ground, Place } from "./place.js"
import { inPlace } from "./check-case.js"

// Each case once as a project: its entities behind a configuration file, the migration as a file that is loaded from its folder and imports
// the installed package, and the public functions behind the commands. What goes through the planner alone may still fail on this way.

/** Where the configuration files find the DataSource of the case that is played. */
interface Stage {
    autogenStage?: { readonly source: () => DataSource; readonly options: object }
}

const config = `import type { AutogenOptions } from "typeorm-autogen"
const stage = globalThis as unknown as { autogenStage: { source(): unknown; options: AutogenOptions } }
export default () => stage.autogenStage.source()
export const autogen = stage.autogenStage.options
`

const base = realpathSync(mkdtempSync(join(tmpdir(), "autogen-commands-")))
let count = 0
afterAll(() => rmSync(base, { recursive: true, force: true }))

/** A project of a case. */
interface CaseProject {
    /** Makes these its entities from now on. */
    declare(declared: Declared): void
    readonly cwd: string
}

async function project(orm: Orm, place: Place, prepare: string | undefined): Promise<CaseProject> {
    const cwd = join(base, String(count++))
    mkdirSync(join(cwd, "src/migrations"), { recursive: true })
    symlinkSync(await installedModules(), join(cwd, "node_modules"))
    writeFileSync(join(cwd, "package.json"), JSON.stringify({ name: "case", private: true, type: "module" }))
    const compilerOptions = { target: "ES2022", module: "nodenext", strict: true, skipLibCheck: true }
    writeFileSync(join(cwd, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["."] }))
    writeFileSync(join(cwd, "ormconfig.ts"), config)
    const stage = globalThis as Stage
    return {
        cwd,
        declare(declared) {
            const source = (): DataSource =>
                new orm.DataSource({
                    type: "postgres",
                    ...place.connection,
                    ...declared.options,
                    migrationsTransactionMode: "each",
                    entities: [...declared.entities],
                    migrations: [join(cwd, "src/migrations/*.ts")],
                })
            const before = prepare === undefined ? {} : { replay: { before: (to: Place) => to.query(prepare) } }
            stage.autogenStage = { source, options: { ...before, allow: [...hazardKinds] } }
        },
    }
}

/** Nothing is to be done, and nothing is left unsaid but what the case has put there by hand. */
async function expectClean(cwd: string): Promise<void> {
    const { inSync, drifts, pending, diagnostics } = await checkDrift({ cwd })
    expect({ drifts, pending }).toEqual({ drifts: [], pending: [] })
    const loud = diagnostics.filter(({ severity }) => severity === "warning")
    expect(loud).toEqual([])
    expect(inSync).toBe(true)
}

/** A case from an empty database to its entities: generate, upgrade, check, generate again, downgrade. */
export async function caseThroughCommands(orm: Orm, ground: Ground, example: ExactCase): Promise<void> {
    await inPlace(ground, example.prepare, async (place) => {
        const { declare, cwd } = await project(orm, place, example.prepare)
        declare(example.declare(orm))
        const { written, proof, migrations, diagnostics } = await generate({ cwd, name: "first" })
        expect(written).toBe(true)
        expect(proof?.proven, JSON.stringify(diagnostics)).toBe(example.notRehearsed === undefined)
        expect((await upgrade({ cwd })).executed).toEqual(migrations)
        await expectClean(cwd)
        expect((await generate({ cwd, name: "second" })).written).toBe(false)
        expect((await downgrade({ cwd, to: "base", allow: hazardKinds })).reverted).toEqual([...migrations].reverse())
    })
}

/** A change with its rows: the first migration, the change, and back. */
export async function changeThroughCommands(orm: Orm, ground: Ground, example: ChangeCase): Promise<void> {
    await inPlace(ground, example.prepare, async (place) => {
        const { declare, cwd } = await project(orm, place, example.prepare)
        declare(example.before(orm))
        // Its own way is the other test's; here it only is what the change begins with.
        await generate({ cwd, name: "first", rehearse: false })
        await upgrade({ cwd })
        if (example.byHand !== undefined) await place.query(example.byHand)
        if (example.rows !== undefined) await place.query(example.rows)
        const kept = async () => (example.keeps === undefined ? [] : await place.query(example.keeps))
        const rows = await kept()
        const start = await place.fingerprint()
        declare(example.after(orm))
        const options: GenerateOptions = {
            renames: example.renames ?? [],
            map: example.map ?? [],
            using: example.using ?? {},
        }
        const { written, proof, migrations, diagnostics } = await generate({ cwd, name: "second", ...options })
        expect(written, "the change is missed").toBe(true)
        expect(proof?.proven, JSON.stringify(diagnostics)).toBe(true)
        expect((await upgrade({ cwd })).executed).toEqual(migrations)
        await expectClean(cwd)
        expect(await kept()).toEqual(rows)
        // What no migration has created is not in the history, which can be replayed all the same.
        if (example.byHand !== undefined) await checkDrift({ cwd, against: "history" })
        expect((await downgrade({ cwd, allow: hazardKinds })).reverted).toEqual([...migrations].reverse())
        expect(await kept()).toEqual(rows)
        expect(await place.fingerprint()).toEqual(start)
    })
}
