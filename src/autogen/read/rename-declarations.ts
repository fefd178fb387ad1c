import type { EntityMetadata } from "typeorm"
import type { ReadContext } from "../core/declared-table.js"
import { AutogenError } from "../core/errors.js"
import type { RenameDeclaration, RenameRegistry } from "../core/rename.js"

/** The notes of `@RenamedFrom`, and which of them have been asked for. */
export interface RenameDeclarations {
    readonly of: ReadContext["renamesOf"]
    /** Whether nobody has made any. */
    readonly none: boolean
    /** Throws where a note belongs to nothing of these entities that could be renamed. */
    expectUsed(entities: readonly EntityMetadata[]): void
}

/** Finds the notes that `@RenamedFrom` has made. Throws `ENTITIES_INVALID` where one makes no sense. */
export function renameDeclarations(): RenameDeclarations {
    const { [Symbol.for("typeorm-autogen.renames")]: registry } = globalThis as {
        [place: symbol]: RenameRegistry | undefined
    }
    const used = new Set<RenameDeclaration>()
    const all = (target: unknown): readonly RenameDeclaration[] => {
        if (typeof target === "string") return registry?.names.get(target) ?? []
        return (typeof target === "function" && registry?.classes.get(target)) || []
    }
    return {
        none: registry === undefined,
        of(target, property) {
            const own = all(target).filter((declaration) => declaration.property === property)
            for (const declaration of own) {
                used.add(declaration)
                expectSense(declaration, targetName(target))
            }
            return own
        },
        expectUsed(entities) {
            for (const target of new Set(entities.flatMap(targetsOf))) {
                const idle = all(target).find((declaration) => !used.has(declaration))
                if (idle) throw nothingToRename(idle, targetName(target))
            }
        },
    }
}

/** Every class that an entity is made of: its own, those that it inherits from, those embedded in it. */
function targetsOf(entity: EntityMetadata): readonly unknown[] {
    return [entity.target, ...entity.inheritanceTree, ...entity.columns.map((column) => column.target)]
}

function targetName(target: unknown): string {
    return typeof target === "function" ? target.name : String(target)
}

function expectSense(declaration: RenameDeclaration, target: string): void {
    const { property, name, schema, enumName, values = {} } = declaration
    const texts = [name, schema, enumName, ...Object.values(values)]
    const isText = (value: unknown): boolean => value === undefined || (typeof value === "string" && value !== "")
    // An enum's value may be an empty text.
    const isValue = (value: unknown): boolean => typeof value === "string"
    const isGood =
        [name, schema, enumName].every(isText) &&
        Object.values(values).every(isValue) &&
        texts.some((text) => text !== undefined)
    if (isGood) return
    throw new AutogenError({
        code: "ENTITIES_INVALID",
        message: `@RenamedFrom on ${placeOf(target, property)} has no old name: ${JSON.stringify(declaration)}`,
        next: 'write the old name: @RenamedFrom("old_name")',
        fields: { target, property },
    })
}

function nothingToRename({ property }: RenameDeclaration, target: string): AutogenError {
    return new AutogenError({
        code: "ENTITIES_INVALID",
        message:
            property === null
                ? `@RenamedFrom on the class ${target}, which has no table of its own`
                : `@RenamedFrom on ${placeOf(target, property)}, which is not a column`,
        next:
            property === null
                ? "move it to the entity that owns the table"
                : "move it to the property of a column; where the property is embedded, on the properties of the embedded class",
        fields: { target, property },
    })
}

function placeOf(target: string, property: string | null): string {
    return property === null ? target : `${target}.${property}`
}
