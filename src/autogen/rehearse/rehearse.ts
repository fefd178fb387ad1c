import { roleOf } from "../kinds/index.js"
import { changedKeys } from "../core/change.js"
import { databaseSchema, type DatabaseSchema, type ServerInfo } from "../core/database-schema.js"
import type { Diagnostic } from "../core/diagnostic.js"
import { AutogenError, messageOf } from "../core/errors.js"
import { addTo } from "../core/groups.js"
import { printable } from "../core/printable.js"
import { shownStatement } from "../core/shown-statement.js"
import type { ObjectKey } from "../core/object-key.js"
import { statementsOf, type Operations, type Plan } from "../core/plan.js"
import type { Queryable } from "../core/queryable.js"
import type { SchemaObject } from "../core/schema-object.js"
import type { Statement } from "../core/statement.js"
import type { EmbeddedPostgres } from "./embedded-postgres.js"
import { createPrerequisites, makeGround, type LeftOut } from "./prerequisites.js"
import { isLack, unknownNames, type ServerNames } from "./server-names.js"

/** The stages that the rehearsal works with; they are handed in, since stages do not import one another. */
export interface RehearsalTools {
    inspect(
        queryable: Queryable,
        options: { readonly schemas: readonly string[]; readonly defaultSchema: string },
    ): Promise<DatabaseSchema>
    createStatements(objects: readonly SchemaObject[], server: ServerInfo): readonly Statement[]
    /** The keys in which two schemas differ. */
    differences(from: DatabaseSchema, to: DatabaseSchema): readonly ObjectKey[]
    /** The keys among these in which two schemas that differ in what Postgres prints mean the same, as a Postgres says. */
    sameInPrint(
        keys: readonly ObjectKey[],
        from: DatabaseSchema,
        to: DatabaseSchema,
        queryable: Queryable,
    ): Promise<ReadonlySet<ObjectKey>>
    /** An empty Postgres to be the stage. Where it fails, nothing is proven. */
    openEmbedded(): Promise<StagePostgres>
    /** What the real database has and no kind reads, where somebody has asked it. */
    readonly names?: ServerNames
}

/** What the stage needs of a Postgres. */
export type StagePostgres = Pick<EmbeddedPostgres, "query" | "exec" | "close">

/** What the rehearsal showed. A plan that is wrong throws instead. */
export type Proof =
    | {
          readonly proven: true
          readonly milliseconds: number
          /** What the plan touches and the embedded Postgres could not hold: the plan is proven but for it. */
          readonly leftOut: readonly Diagnostic[]
      }
    | { readonly proven: false; readonly diagnostic: Diagnostic }

/**
 * Executes a plan in the embedded Postgres, up and down, on the objects that differ or that it touches, and compares what results
 * with what was built straight from the target.
 *
 * Throws `REHEARSAL_FAILED` where a statement fails, where `up` does not lead to the desired schema, or `down` not back, and
 * `TARGET_REFUSED` where Postgres refuses what is desired, built from nothing. Returns `proven: false` where the embedded Postgres is
 * absent, or lacks what the objects need: an extension, a language, a function that no kind reads.
 */
export async function rehearse(plan: Plan, tools: RehearsalTools, now: () => number): Promise<Proof> {
    const started = now()
    const touched = new Set([
        ...plan.changes.flatMap(changedKeys),
        ...[...plan.up, ...plan.down].flatMap((planned) => planned.objects),
    ])
    const involved = closureOfBoth(plan, withUsers(plan, touched))
    const before = closure(plan.current, involved)
    const after = closure(plan.desired, involved)
    const opened = await openStage(tools)
    if ("message" in opened) return notProven(opened.message)
    const objects = [...plan.current.objects.values(), ...plan.desired.objects.values()]
    const names = tools.names && unknownNames(tools.names, objects)
    const shadow = new ShadowDatabase(opened, { ...tools, ...(names && { names }) }, plan, schemasOf(before, after))
    const proven = (more: readonly Diagnostic[]): Proof => ({
        proven: true,
        milliseconds: now() - started,
        leftOut: [...shadow.omissions(touched), ...more],
    })
    try {
        const expectedAfter = await shadow.glimpse(after)
        if ("message" in expectedAfter && isLack(expectedAfter.cause, names)) return notProven(expectedAfter.message)
        if ("message" in expectedAfter && expectedAfter.cause instanceof AutogenError)
            throw notBuilt("desired", expectedAfter)
        const expectedBefore = await shadow.build(before)
        if ("message" in expectedBefore && isLack(expectedBefore.cause, names)) return notProven(expectedBefore.message)
        if ("message" in expectedBefore) throw notBuilt("present", expectedBefore)
        if ("message" in expectedAfter) throw targetRefused(expectedAfter)
        await shadow.lay(after)
        const upwards = await shadow.run(plan.up, "up")
        if (upwards !== null) return notProven(upwards.message)
        await shadow.expect(
            await shadow.look(),
            [expectedAfter.schema, after],
            "up does not lead to what the entities declare",
        )
        if (refusesToGoBack(plan.down)) return proven([NO_WAY_BACK])
        const downwards = await shadow.run(plan.down, "down")
        if (downwards !== null) return notProven(downwards.message)
        await shadow.expect(
            await shadow.look(),
            [expectedBefore.schema, before],
            "down does not restore the schema before up",
        )
        return proven([])
    } finally {
        await opened.close()
    }
}

function refusesToGoBack(down: Operations): boolean {
    return statementsOf(down).some(({ refuses }) => refuses)
}

const NO_WAY_BACK: Diagnostic = {
    severity: "warning",
    code: "not-rehearsed",
    object: null,
    message: "down is not rehearsed: it refuses to run, since it cannot recreate what is not modelled",
}

async function openStage(tools: RehearsalTools): Promise<StagePostgres | Failure> {
    try {
        return await tools.openEmbedded()
    } catch (cause) {
        return { message: messageOf(cause), cause }
    }
}

function notProven(reason: string): Proof {
    return {
        proven: false,
        diagnostic: { severity: "warning", code: "not-rehearsed", object: null, message: `not rehearsed: ${reason}` },
    }
}

interface Failure {
    readonly message: string
    readonly cause: unknown
    /** The statement that failed, where one did. */
    readonly sql?: string
}

/** A statement of the plan names what the plan knows, unless somebody says what else there is. */
const NO_NAMES: ServerNames = new Set()

function targetRefused({ message, cause, sql = "" }: Failure): AutogenError {
    return new AutogenError({
        code: "TARGET_REFUSED",
        message: `Postgres refuses what the entities declare: ${printable(message)}\n  at ${shownStatement(sql)}`,
        next: "nothing was written; correct the entities, or if your server accepts the statement, generate with --no-rehearse",
        fields: { sql },
        cause,
    })
}

/** Neither side is wrong for that, but nothing is known of the plan: a statement that never ends, a Postgres that has died. */
function notBuilt(side: "desired" | "present", { message, cause, sql = "" }: Failure): AutogenError {
    const what = side === "desired" ? "what the entities declare" : "what the database has"
    return new AutogenError({
        code: "REHEARSAL_FAILED",
        message: `${what} cannot be built in the embedded Postgres: ${printable(message)}\n  at ${shownStatement(sql)}`,
        next: "nothing was written; if the statement is right for your server, generate with --no-rehearse",
        fields: { sql },
        cause,
    })
}

/** The embedded Postgres as a stage, empty at first. */
class ShadowDatabase {
    private readonly leftOut: LeftOut = new Map()
    /** What an empty Postgres has. */
    private empty: DatabaseSchema | undefined
    /** The last statement that was to create something. */
    private lastSql = ""

    constructor(
        private readonly postgres: StagePostgres,
        private readonly tools: RehearsalTools,
        private readonly plan: Plan,
        private readonly schemas: readonly string[],
    ) {}

    /** What Postgres makes of objects built from nothing, without keeping them. */
    async glimpse(schema: DatabaseSchema): Promise<{ readonly schema: DatabaseSchema } | Failure> {
        await this.postgres.exec("BEGIN")
        try {
            this.empty = await this.read()
            await this.create(schema, this.empty)
            return { schema: await this.read() }
        } catch (cause) {
            return { message: messageOf(cause), cause, sql: this.lastSql }
        } finally {
            await this.rollBack()
        }
    }

    /** Builds objects from nothing, and keeps them. */
    async build(schema: DatabaseSchema): Promise<{ readonly schema: DatabaseSchema } | Failure> {
        await this.postgres.exec("BEGIN")
        try {
            await this.create(schema, this.empty ?? (await this.read()))
            await this.postgres.exec("COMMIT")
            return { schema: await this.look() }
        } catch (cause) {
            await this.rollBack()
            return { message: messageOf(cause), cause, sql: this.lastSql }
        }
    }

    /** Makes what objects will name and the plan does not make. */
    async lay(schema: DatabaseSchema): Promise<void> {
        await this.postgres.exec("BEGIN")
        await createPrerequisites([...schema.objects.values()], (sql) => this.postgres.exec(sql))
        await this.postgres.exec("COMMIT")
    }

    /** What is left out of all that a plan touches. */
    omissions(touched: ReadonlySet<ObjectKey>): readonly Diagnostic[] {
        return [...this.leftOut]
            .filter(([key]) => touched.has(key))
            .map(([object, reason]) => ({
                severity: "info",
                code: "not-rehearsed",
                object,
                message: `"${object}" is excluded from the rehearsal: the embedded Postgres cannot create it: ${reason}`,
            }))
    }

    async look(): Promise<DatabaseSchema> {
        await this.postgres.exec("BEGIN")
        try {
            return await this.read()
        } finally {
            await this.rollBack()
        }
    }

    /** Runs operations; gives why it could not go on where the embedded Postgres lacks what a statement needs. */
    async run(operations: Operations, direction: "up" | "down"): Promise<Failure | null> {
        for (const { operation, statements, objects } of operations) {
            if (objects.length > 0 && objects.every((key) => this.leftOut.has(key))) continue
            for (const statement of statements) {
                if (statement.bookkeeping) continue
                try {
                    await this.exec(statement.sql)
                } catch (error) {
                    if (isLack(error, this.tools.names ?? NO_NAMES)) return { message: messageOf(error), cause: error }
                    throw new AutogenError({
                        code: "REHEARSAL_FAILED",
                        message: `${direction} fails at op.${operation.name}: ${messageOf(error)}`,
                        next: "nothing was written; if the statement is right for your server, generate with --no-rehearse",
                        fields: { direction, operation: operation.name, sql: statement.sql },
                        cause: error,
                    })
                }
            }
        }
        return null
    }

    /** What is there must be what was built from nothing, or else just what the plan says. */
    async expect(
        actual: DatabaseSchema,
        [built, said]: readonly [DatabaseSchema, DatabaseSchema],
        what: string,
    ): Promise<void> {
        const found = this.tools.differences(actual, built).filter((key) => !this.leftOut.has(key))
        const optionalAttributes = new Set(found.length === 0 ? found : this.tools.differences(actual, said))
        const open = found.filter((key) => optionalAttributes.has(key))
        // What is made of its print anew, and what was made of somebody's own words.
        const same = await this.tools.sameInPrint(open, actual, built, this.postgres)
        const differences = open.filter((key) => !same.has(key))
        if (differences.length === 0) return
        throw new AutogenError({
            code: "REHEARSAL_FAILED",
            message: `${what}: ${differences.map((key) => `"${key}"`).join(", ")}`,
            next: "nothing was written; report this with the entities: it is a defect of the planner",
            fields: { differences },
        })
    }

    /** Materialized views stay empty: their queries may take as long as they like, and the embedded Postgres cannot be interrupted. */
    private async exec(sql: string): Promise<unknown> {
        if (/^REFRESH MATERIALIZED VIEW /.test(sql)) return undefined
        const isFilled = /^CREATE MATERIALIZED VIEW /.test(sql) && !sql.endsWith(" WITH NO DATA")
        return this.postgres.exec(isFilled ? `${sql} WITH NO DATA` : sql)
    }

    /** Where Postgres has died there is nothing to take back, and another error tells of it. */
    private async rollBack(): Promise<void> {
        await this.postgres.exec("ROLLBACK").catch(() => undefined)
    }

    private read(): Promise<DatabaseSchema> {
        const { defaultSchema } = this.plan.desired.server
        return this.tools.inspect(this.postgres, { schemas: this.schemas, defaultSchema })
    }

    private async create(schema: DatabaseSchema, existing: DatabaseSchema): Promise<void> {
        const missing = [...schema.objects.values()].filter((object) => !existing.objects.has(object.key))
        const { createStatements } = this.tools
        const exec = (sql: string): Promise<unknown> => {
            this.lastSql = sql
            return this.exec(sql)
        }
        const isLacking = (error: unknown): boolean => isLack(error, this.tools.names)
        await makeGround(missing, schema.server, { exec, createStatements, isLack: isLacking }, this.leftOut)
    }
}

/** What depends directly on what a plan touches: a type that is recreated takes its columns along. */
function withUsers({ current, desired }: Plan, touched: ReadonlySet<ObjectKey>): ReadonlySet<ObjectKey> {
    const users = [...current.objects.values(), ...desired.objects.values()].filter(({ requires }) =>
        requires.some((key) => touched.has(key)),
    )
    return new Set([...touched, ...users.map(({ key }) => key)])
}

/** The keys that a plan involves on either side: what is new depends on what was there before, and the stage needs that too. */
function closureOfBoth({ current, desired }: Plan, touched: ReadonlySet<ObjectKey>): ReadonlySet<ObjectKey> {
    let involved = touched
    for (let size = -1; involved.size > size;) {
        size = involved.size
        involved = new Set([
            ...involved,
            ...closure(current, involved).objects.keys(),
            ...closure(desired, involved).objects.keys(),
        ])
    }
    return involved
}

/** The objects of a schema that a plan touches, the tables that they are in, whole, and all that these require. */
function closure(schema: DatabaseSchema, touched: ReadonlySet<ObjectKey>): DatabaseSchema {
    const roots = new Set<ObjectKey>()
    const children = new Map<ObjectKey, SchemaObject[]>()
    const providers = new Map<ObjectKey, ObjectKey[]>()
    for (const object of schema.objects.values()) {
        if (object.parent !== null) addTo(children, object.parent, object)
        for (const key of object.provides ?? []) addTo(providers, key, object.key)
    }
    const visit = (key: ObjectKey): void => {
        const object = schema.objects.get(key)
        if (!object || roots.has(key)) return
        roots.add(key)
        if (object.parent !== null) visit(object.parent)
        for (const required of object.requires) (providers.get(required) ?? [required]).forEach(visit)
        // A schema's children are other tables; the inside of a table belongs to it.
        if (roleOf(object) !== "global") (children.get(key) ?? []).forEach((child) => visit(child.key))
    }
    for (const object of schema.objects.values()) {
        if (touched.has(object.key)) visit(object.key)
        // Extensions have no parent and no children: whatever stands may need them.
        if (roleOf(object) === "global" && object.parent === null) visit(object.key)
    }
    return databaseSchema(
        [...schema.objects.values()].filter((object) => roots.has(object.key)),
        schema.server,
    )
}

function schemasOf(...schemas: readonly DatabaseSchema[]): readonly string[] {
    const names = schemas.flatMap((schema) =>
        [...schema.objects.values()].filter((object) => object.path.length > 1).map((object) => object.path[0] ?? ""),
    )
    return [...new Set(["public", ...names])].sort()
}
