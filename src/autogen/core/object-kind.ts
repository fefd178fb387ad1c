import type { CatalogFacet } from "./facets/catalog.js"
import type { DeclaredFacet } from "./facets/declared.js"
import type { ReportFacet } from "./facets/report.js"
import type { NormalizeFacet } from "./facets/normalize.js"
import type { NamingFacet } from "./facets/naming.js"
import type { EffectsFacet } from "./facets/effects.js"
import type { StagedFacet } from "./facets/staged.js"
import type { DataFacet } from "./facets/data.js"
import type { RehearsalFacet } from "./facets/rehearsal.js"
import type { DependentFacet } from "./facets/dependent.js"
import type { FoldedParts, PlacementFacet } from "./facets/placement.js"
import type { Operation } from "./operation.js"
import type { SchemaObject } from "./schema-object.js"

export type * from "./facets/catalog.js"
export type * from "./facets/declared.js"
export type * from "./facets/report.js"
export type * from "./facets/normalize.js"
export type * from "./facets/naming.js"
export type * from "./facets/placement.js"
export type * from "./facets/effects.js"
export type * from "./facets/staged.js"
export type * from "./facets/data.js"
export type * from "./facets/rehearsal.js"
export type * from "./facets/dependent.js"
export type { OnlineChange, OnlineForms, Waypoint, WaypointObject } from "./online-change.js"

/**
 * What a difference in one attribute means: `alter` it in place, `replace` the object (drop and create), or `ignore` it.
 * A function decides from both definitions, and gives null where the two values mean the same.
 */
export type AttributeRule<D> = AttributeVerdict | ((from: D, to: D) => AttributeVerdict | null)

/**
 * Where objects of a kind stand: in no schema (`global`: schemas themselves, extensions), in a schema under a name of their own (`relation`:
 * tables, views, sequences, types), or in another object (`member`: columns, constraints, what is said of any of these).
 */
export type ObjectRole = "global" | "relation" | "member"

/** See {@link AttributeRule}. */
export type AttributeVerdict = "alter" | "replace" | "ignore"

/**
 * All that is known of one kind of Postgres object: what it is and how it is created, dropped and altered, then facets with one subject
 * each, which a kind has where it has anything to say. Stages hold the machinery and ask the kinds; no stage names a kind, and no kind
 * names another. A new kind is one such value and one line in the registry.
 *
 * The members are methods so that kinds of different definitions fit one registry.
 */
export interface ObjectKind<D extends object> {
    readonly name: string
    /** In sentences: "foreign key". */
    readonly label: string
    readonly role: ObjectRole
    /** The SQL in it that is evaluated over rows or values, as Postgres prints it: a condition, a query, a default. Absent: none. */
    expressions?(definition: D): readonly string[]
    readonly attributes: { readonly [A in keyof Required<D>]: AttributeRule<D> }
    /** Makes an object: what its path and its definition imply (key, parent, requirements) is derived here and nowhere else. */
    make(path: readonly string[], definition: D): SchemaObject<D>
    create(object: SchemaObject<D>, parts: FoldedParts): readonly Operation[]
    /** `dependents`: what stands directly on it. */
    drop(object: SchemaObject<D>, dependents: readonly SchemaObject[]): readonly Operation[]
    alter(
        from: SchemaObject<D>,
        to: SchemaObject<D>,
        attributes: readonly string[],
        dependents: readonly SchemaObject[],
    ): readonly Operation[]
    readonly catalog: CatalogFacet<D>
    readonly declared?: DeclaredFacet<D>
    readonly report?: ReportFacet<D>
    readonly normalize?: NormalizeFacet<D>
    readonly naming?: NamingFacet<D>
    readonly placement?: PlacementFacet<D>
    readonly effects?: EffectsFacet<D>
    readonly staged?: StagedFacet<D>
    readonly data?: DataFacet<D>
    readonly rehearsal?: RehearsalFacet<D>
    readonly dependent?: DependentFacet<D>
}
