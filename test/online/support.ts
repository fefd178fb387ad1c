import ts from "typescript"
import type { MigrationInterface } from "typeorm"

/** The classes of a migration file, in the order in which they run. */
export async function classesOf(source: string): Promise<Readonly<Record<string, new () => MigrationInterface>>> {
    const compilerOptions = { module: ts.ModuleKind.ES2022, target: ts.ScriptTarget.ES2022 }
    const { outputText } = ts.transpileModule(source, { compilerOptions })
    const module: unknown = await import(`data:text/javascript,${encodeURIComponent(outputText)}`)
    return Object.fromEntries(
        Object.entries(module as Record<string, new () => MigrationInterface>).sort(
            ([a], [b]) => Number(a.slice(-13)) - Number(b.slice(-13)),
        ),
    )
}
