import { AutogenError } from "../core/errors.js"
import { sameData } from "../core/equality.js"
import type { Diagnostic } from "../core/diagnostic.js"
import { originText, type SchemaObject } from "../core/schema-object.js"
import { kindOf } from "../kinds/index.js"

/** What differs between two declarations of one object, as the kind's own rules see it and in its words. */
export function contradictions(first: SchemaObject, second: SchemaObject): readonly string[] {
    const differing = differingAttributes(first, second)
    const describe = kindOf(first.kind).report?.describe
    const said = describe && ([describe(first), describe(second)] as const)
    return differing.length > 0 && said && said[0] !== said[1] ? [`${said[0]} and ${said[1]}`] : differing
}

function differingAttributes(first: SchemaObject, second: SchemaObject): readonly string[] {
    const rules = kindOf(first.kind).attributes as Readonly<Record<string, unknown>>
    const a = first.definition as Readonly<Record<string, unknown>>
    const b = second.definition as Readonly<Record<string, unknown>>
    return Object.keys(rules)
        .filter((name) => rules[name] !== "ignore" && !sameData(a[name], b[name]))
        .map((name) => `${name} is ${JSON.stringify(a[name])} and ${JSON.stringify(b[name])}`)
}

/**
 * What is said where two entities declare one object differently and the first counts, as under TypeORM; null where they agree.
 * Throws `ENTITIES_CONTRADICT` where the kind lets neither count.
 */
export function saidTwice(existing: SchemaObject, object: SchemaObject): Diagnostic | null {
    const [attribute] = contradictions(existing, object)
    if (attribute === undefined) return null
    const [first, second] = [declarer(existing), declarer(object)]
    const message = `${first} and ${second} declare "${object.key}" differently: ${attribute}`
    if (kindOf(object.kind).declared?.firstDeclarationCounts)
        return {
            severity: "warning",
            code: "entities-contradict",
            object: object.key,
            message: `${message}; what ${first} says counts`,
        }
    throw new AutogenError({
        code: "ENTITIES_CONTRADICT",
        message,
        next: "make the two declarations agree, or set `synchronize: false` on one of the entities",
        fields: { object: object.key, first: existing.origin, second: object.origin, attribute },
    })
}

/** What the objects' kinds find worth a warning. */
export function remarks(objects: readonly SchemaObject[]): readonly Diagnostic[] {
    return objects.flatMap((object): readonly Diagnostic[] => {
        const remark = kindOf(object.kind).report?.remark?.(object)
        if (!remark) return []
        const message = `"${object.key}" (${declarer(object)}) ${remark.text}; ${remark.next}`
        return [{ severity: "warning", code: remark.code, object: object.key, message }]
    })
}

function declarer({ origin }: SchemaObject): string {
    return origin ? originText(origin) : "the project"
}
