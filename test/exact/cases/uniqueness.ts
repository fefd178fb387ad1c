import { decorationChange, type ChangeCase, type Orm } from "../support/case.js"

/** What keeps two columns unique becomes something else that does: online there is no moment in which nothing does. */
export const uniqueness: readonly ChangeCase[] = [
    guarded("a unique constraint becomes a unique index of the same name", (orm) => [
        orm.Unique("mine", ["value", "other"]),
        orm.Index("mine", ["value", "other"], { unique: true }),
    ]),
    guarded("a unique constraint becomes a unique index of another name and order", (orm) => [
        orm.Unique("mine", ["value", "other"]),
        orm.Index("yours", ["other", "value"], { unique: true }),
    ]),
    guarded("a unique index becomes a unique constraint of the same name", (orm) => [
        orm.Index("mine", ["value", "other"], { unique: true }),
        orm.Unique("mine", ["value", "other"]),
    ]),
    guarded("a unique index becomes a unique constraint of another name", (orm) => [
        orm.Index("mine", ["value", "other"], { unique: true }),
        orm.Unique("yours", ["value", "other"]),
    ]),
    guarded("a unique index becomes a unique constraint in another order", (orm) => [
        orm.Index("mine", ["value", "other"], { unique: true }),
        orm.Unique("yours", ["other", "value"]),
    ]),
    guarded("an index that is not unique becomes a unique constraint of the same name", (orm) => [
        orm.Index("mine", ["value", "other"]),
        orm.Unique("mine", ["value", "other"]),
    ]),
    guarded("a partial unique index becomes a unique constraint", (orm) => [
        orm.Index("mine", ["value", "other"], { unique: true, where: "value > 0" }),
        orm.Unique("yours", ["value", "other"]),
    ]),
]

/** Two columns that are unique before and after. */
function guarded(name: string, decorators: (orm: Orm) => readonly [ClassDecorator, ClassDecorator]): ChangeCase {
    return decorationChange(name, { value: { type: "int" }, other: { type: "text" } }, decorators, {
        rows: `INSERT INTO "sample" VALUES (1, 1, 'a'), (2, 1, 'b'), (3, 2, 'a')`,
        keeps: `SELECT "id", "value", "other" FROM "sample" ORDER BY 1`,
        works: `INSERT INTO "sample" VALUES (4, 1, 'c') ON CONFLICT ("value", "other") DO NOTHING`,
    })
}
