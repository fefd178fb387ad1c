import { objectKey } from "../core/object-key.js"
import type { ObjectKind } from "../core/object-kind.js"
import { operation } from "../core/operation.js"
import type { SchemaObject } from "../core/schema-object.js"
import { extensionsQuery } from "./catalog/catalog-queries.js"
import { textOf } from "./catalog/catalog-rows.js"
import { extensionOperations } from "../operations/extension.js"

// Extensions. Created where the entities need one, and never altered: their versions and schemas are an operator's business.
// https://www.postgresql.org/docs/current/sql-createextension.html

export interface ExtensionDefinition {
    /** Where its objects live; null where nobody has said, and where that is `public` as without a word. */
    readonly schema: string | null
    /** Whether entities declare it: others in the database may use it too, so that the way back drops it only where nothing does. */
    readonly isShared?: boolean
}

function extensionObject(name: string, definition: ExtensionDefinition): SchemaObject<ExtensionDefinition> {
    return {
        kind: "extension",
        key: objectKey("extension", [name]),
        path: [name],
        definition,
        parent: null,
        requires: [],
    }
}

export const extensionKind: ObjectKind<ExtensionDefinition> = {
    name: "extension",
    label: "extension",
    role: "global",
    make: ([name = ""], definition) => extensionObject(name, definition),
    attributes: { schema: "ignore", isShared: "ignore" },
    create: ({ path: [name = ""], definition: { schema } }) => [
        operation(extensionOperations, "createExtension", name, {
            ifNotExists: true,
            ...(schema === null ? {} : { schema }),
        }),
    ],
    drop: ({ path: [name = ""], definition: { isShared } }) => [
        operation(extensionOperations, "dropExtension", name, ...(isShared ? [{ ifUnused: true }] : [])),
    ],
    alter: () => [],
    catalog: {
        readers: [
            {
                query: extensionsQuery,
                read(row) {
                    const schema = textOf(row, "schema")
                    return extensionObject(textOf(row, "name"), { schema: schema === "public" ? null : schema })
                },
            },
        ],
    },
    declared: {
        readProject: (_tables, context) =>
            (context.extensions?.needed ?? []).map((name) => extensionObject(name, { schema: null, isShared: true })),
        excludedByProject: (context) => (context.extensions?.tried ?? []).map((name) => objectKey("extension", [name])),
        // Whatever else in the database may use it: types, defaults, functions, other schemas. Only what created it takes it back.
        canBeDeclared: () => false,
        optionalAttributes: ["schema"],
    },
    normalize: {
        toScratchObject: (object) => object,
    },
    staged: {
        // Types, functions and operators, which no kind reads.
        mayDefine: () => true,
    },
}
