import type { Operations, Plan, PlannedOperation } from "../core/plan.js"
import { AutogenError } from "../core/errors.js"
import { reversibilityOf, type Reversibility } from "../core/reversibility.js"
import type { SourceFormat } from "../core/source-format.js"
import { migrationClassName, migrationSlug } from "./migration-names.js"
import { answersIn, type Answers } from "./answers.js"
import { downComment, operationComment } from "./hazard-comments.js"
import { callLayout, printLayout, valueLayout, type RenderContext } from "./render-value.js"
import { textLiteral } from "./text-literal.js"
import { writeSource, type MigrationClass, type MigrationSource } from "./write-source.js"

/** What every migration file is made from. */
export interface EmptyMigrationOptions {
    /** As people say it: "add floor" or "AddFloor". */
    readonly name: string
    /** 13 digits, as of Date.now(). */
    readonly timestamp: number
    /** The names of the migrations that this one follows. */
    readonly revises: readonly string[]
    readonly dependsOn?: readonly string[]
    readonly branchLabels?: readonly string[]
    /** What it stands for, where it is a squash. */
    readonly replaces?: readonly string[]
    /** The class's doc comment. Default: the name. */
    readonly message?: string
    /** `operations`: calls of `op`. `sql`: the plain statements, so that the file needs TypeORM only. Default `operations`. */
    readonly style?: "operations" | "sql"
    /** The package that migration files import. Default "typeorm-autogen/op". */
    readonly importFrom?: string
    /**
     * `esm` (the default) is right wherever TypeScript takes `import` and `export`, in CommonJS projects too. `cjs` is for
     * CommonJS files under `verbatimModuleSyntax`, where TypeScript refuses both, and for CommonJS in JavaScript.
     */
    readonly moduleKind?: SourceFormat["moduleKind"]
    /** TypeScript (the default) or JavaScript. */
    readonly language?: SourceFormat["language"]
}

/** Options of {@link emitMigration}. */
export interface EmitOptions extends EmptyMigrationOptions {
    readonly style: "operations" | "sql"
    /** Names of this schema are written without it. */
    readonly defaultSchema: string
    /** Whether the file says that `generate` wrote it. Default true. */
    readonly generated?: boolean
}

/**
 * The source text of the migration file that carries out a plan. A plan of several steps becomes one file with a class for each, since
 * each needs its own transaction (or none); their timestamps count on from `timestamp`, so that TypeORM's runner takes them in order.
 *
 * @example
 * ```ts
 * const text = await emitMigration(plan, {
 *     name: "add floor", timestamp: Date.now(), revises: ["CreateRoom1763800000000"], style: "operations", defaultSchema: "public",
 * })
 * await writeFile(join(folder, migrationFileName("add floor", timestamp)), text)
 * ```
 */
export async function emitMigration(
    plan: Pick<Plan, "up" | "down"> & Partial<Pick<Plan, "steps">>,
    options: EmitOptions,
): Promise<string> {
    const context: RenderContext = { defaultSchema: options.defaultSchema, used: new Set() }
    const body = options.style === "sql" ? sqlBody : operationsBody
    const steps = plan.steps && plan.steps.length > 0 ? plan.steps : [plan]
    const names = stepNames(options.name, options.timestamp, steps.length)
    const classes = steps.map((step, index): MigrationClass => {
        const outside = [...step.up, ...step.down].some(({ statements }) =>
            statements.some((statement) => statement.transaction === "outside"),
        )
        const before = names[index - 1]
        const revises = before === undefined ? options.revises : [before]
        const needs = outside ? ", outside a transaction: TypeORM's own migration:run needs --transaction each" : ""
        const part = steps.length === 1 ? "" : ` (step ${index + 1} of ${steps.length}${needs})`
        return {
            // What stands once in a history: the label of a branch, with its first step.
            ...classHead(index === 0 ? options : stepOptions(options), names[index] ?? "", revises, part, {
                stepOf: index === 0 ? undefined : names[0],
                ...(options.generated === false ? {} : { generated: true }),
                reversible: reversibilityOf(step),
            }),
            transaction: !outside,
            up: body(context, step.up, true),
            down: [...downComment(step.down, options.defaultSchema), ...body(context, step.down, false)],
        }
    })
    return writeSource({ ...fileHead(options), uses: context.used, classes })
}

/**
 * The class names of a plan's steps, in order: as {@link migrationClassName} gives the first, with a word and a later timestamp for
 * each that follows.
 */
export function stepNames(name: string, timestamp: number, steps: number): readonly string[] {
    const first = migrationClassName(name, timestamp)
    const stem = first.slice(0, -String(timestamp).length)
    return Array.from({ length: Math.max(steps, 1) }, (_, index) =>
        index === 0 ? first : `${stem}Step${STEP_WORDS[index] ?? "Next"}${timestamp + index}`,
    )
}

/** Words, not digits: those at a name's end are its timestamp. */
const STEP_WORDS = ["One", "Two", "Three", "Four", "Five", "Six", "Seven"]

/**
 * The source text of a migration file that does nothing yet: to be filled by hand, or a merge point where it revises several.
 *
 * @example
 * ```ts
 * const text = await emitEmptyMigration({ name: "fill floors", timestamp: Date.now(), revises: ["AddFloor1763817600000"] })
 * ```
 */
export async function emitEmptyMigration(options: EmptyMigrationOptions): Promise<string> {
    const merge = options.revises.length > 1
    const typed = options.style !== "sql"
    // What stands there makes use of every name, so that the file compiles under noUnusedLocals as well.
    const body = typed
        ? [
              "const op = operations(queryRunner);",
              "await op.execute([]); // SQL goes here; for the rest op has typed methods",
          ]
        : ['await queryRunner.query("SELECT 1"); // SQL goes here']
    const uses = new Set(typed && !merge ? ["operations"] : [])
    const className = migrationClassName(options.name, options.timestamp)
    const methods = merge ? { up: [], down: [] } : { up: body, down: body }
    const only = { ...classHead(options, className, options.revises, ""), transaction: true, ...methods }
    return writeSource({ ...fileHead(options), uses, classes: [only] })
}

function fileHead(options: EmptyMigrationOptions): Omit<MigrationSource, "uses" | "classes"> {
    const { importFrom = "typeorm-autogen/op", moduleKind = "esm", language = "ts" } = options
    return { importFrom, format: { moduleKind, language }, typedRevision: options.style !== "sql" }
}

function classHead(
    options: EmptyMigrationOptions,
    className: string,
    revises: readonly string[],
    part: string,
    marks: {
        readonly stepOf?: string | undefined
        readonly generated?: true
        readonly reversible?: Reversibility
    } = {},
): Pick<MigrationClass, "className" | "doc" | "revision"> {
    const { name, dependsOn, branchLabels, replaces } = options
    const layout = valueLayout(
        { defaultSchema: "", used: new Set() },
        {
            revises,
            replaces,
            stepOf: marks.stepOf,
            dependsOn,
            branchLabels,
            generated: marks.generated,
            reversible: marks.reversible,
        },
    )
    return {
        className,
        doc: `${options.message?.trim() || sentenceOf(name)}${part}`,
        revision: printLayout(layout, 0, "static readonly revision = ".length, " satisfies RevisionInfo;".length),
    }
}

function stepOptions({
    branchLabels: _,
    dependsOn: __,
    replaces: ___,
    ...options
}: EmitOptions): EmptyMigrationOptions {
    return options
}

/** "add floor" and "AddFloor" as people write them: "Add floor". */
function sentenceOf(name: string): string {
    const text = /\s/.test(name.trim()) ? name.trim() : migrationSlug(name).replaceAll("-", " ")
    const [first = ""] = text
    return first.toUpperCase() + text.slice(first.length)
}

/** `remarks`: whether each operation says its hazards. */
function operationsBody(context: RenderContext, operations: Operations, remarks: boolean): readonly string[] {
    if (operations.length === 0) return []
    context.used.add("operations")
    const answers = answersIn(operations)
    return [
        "const op = operations(queryRunner);",
        ...operations.flatMap((planned) => [
            ...answers.remark(planned),
            ...(remarks ? operationComment(planned, context.defaultSchema) : []),
            operationLine(context, planned, answers),
        ]),
    ]
}

function operationLine(context: RenderContext, planned: PlannedOperation, answers: Answers): string {
    const { operation } = planned
    if (!/^[a-z]\w*$/i.test(operation.name)) {
        const message = `there is no operation ${JSON.stringify(operation.name)}`
        throw new AutogenError({ code: "INTERNAL", message })
    }
    const args = operation.args.map((arg) => valueLayout(context, arg))
    const start = `${answers.binding(planned, (name) => name)}await `
    const call = callLayout(`op.${operation.name}`, args)
    return answers.guarded(
        planned,
        (indent, before) => `${start}${printLayout(call, indent, before + start.length, 1)};`,
    )
}

function sqlBody(context: RenderContext, operations: Operations, remarks: boolean): readonly string[] {
    const answers = answersIn(operations)
    return operations.flatMap((planned) => {
        const remark = answers.remark(planned)
        // What is asked gives a row where the answer is yes.
        const start = `${answers.binding(planned, (name) => `[${name}]`)}await `
        const comment = remarks ? operationComment(planned, context.defaultSchema) : []
        const dangerous = planned.statements.find(({ hazards }) => hazards.length > 0)
        const lines = planned.statements.flatMap((statement) => {
            const call = callLayout("queryRunner.query", [textLiteral(statement.sql)])
            const line = answers.guarded(
                planned,
                (indent, before) => `${start}${printLayout(call, indent, before + start.length, 1)};`,
            )
            return statement === dangerous ? [...comment, line] : [line]
        })
        return [...remark, ...lines]
    })
}
