import { sameData } from "../core/equality.js"
import { objectKey, type ObjectKey } from "../core/object-key.js"
import type { ObjectKind } from "../core/object-kind.js"
import { operation, type Operation } from "../core/operation.js"
import type { Row } from "../core/queryable.js"
import type { SchemaObject } from "../core/schema-object.js"
import { attachmentsQuery, readAttachment } from "./catalog/attachments-query.js"
import { booleanOf, rowsOf, textOf, textOrNull, textsOf } from "./catalog/catalog-rows.js"
import { existsOperation } from "../operations/existence.js"
import { privilegeOperations, type Privilege, type PrivilegeOptions } from "../operations/privilege.js"
import { makeRoles } from "../operations/roles.js"
import { nameArgument } from "../operations/table-name.js"
import { ownName } from "./shared/table-parts.js"

// Privileges on a table or a view, on a column of one, on a sequence and on an enum: one object each, where there are others than those
// that the owner, and of a type everybody, has by itself. In place: everything. A privilege on a whole table that is taken takes the same
// privilege on its columns along, so these are put back after it. Who has granted is not kept: the role that runs the migration has.
// Entities cannot declare privileges.
// https://www.postgresql.org/docs/current/ddl-priv.html

/** The privileges of one role. */
interface Grant {
    /** `public` is everybody. */
    readonly to: string
    readonly privileges: readonly Privilege[]
    /** Those among them that the role may hand on. */
    readonly grantable: readonly Privilege[]
}

export interface PrivilegeDefinition {
    readonly on: "table" | "view" | "column" | "view column" | "sequence" | "enum"
    readonly grants: readonly Grant[]
    /** What the owner of the relation would have by itself and has not. */
    readonly withheld: readonly Privilege[]
    readonly owner: string | null
}

type Privileges = SchemaObject<PrivilegeDefinition>

function parentOf(path: readonly string[], { on }: PrivilegeDefinition): ObjectKey {
    if (on === "view column") return objectKey("view", path.slice(0, 2))
    return objectKey(on, path)
}

function requirementsOf(path: readonly string[], { on }: PrivilegeDefinition): readonly ObjectKey[] {
    if (on !== "column" && on !== "view column") return []
    const whole = objectKey("privilege", path.slice(0, 2))
    return on === "column" ? [whole] : [objectKey("view column", path), whole]
}

/** Of relations and their columns no two have one path; an enum may have that of a sequence. */
function keyOf(path: readonly string[], { on }: PrivilegeDefinition): ObjectKey {
    return objectKey(on === "enum" ? "type-privilege" : "privilege", path)
}

function privilegeObject(path: readonly string[], definition: PrivilegeDefinition): Privileges {
    return {
        kind: "privilege",
        key: keyOf(path, definition),
        path,
        definition,
        parent: parentOf(path, definition),
        requires: requirementsOf(path, definition),
    }
}

function readRow(row: Row): Privileges | null {
    const found = readAttachment(row, "privilege")
    if (!found) return null
    const { path, onView, detail } = found
    const entries = rowsOf(detail, "entries")
    const isWhole = path.length === 2
    const isOwners = (entry: Row): boolean => entry["owner"] === true
    const held = new Set(entries.filter(isOwners).map((entry) => textOf(entry, "privilege")))
    // Without a list of its own, the owner of the relation has all.
    const owned = detail["listed"] === true ? textsOf(detail, "owned") : []
    const withheld = owned.filter((privilege) => !held.has(privilege)).sort() as Privilege[]
    const grants = grantsOf(entries.filter((entry) => !isOwners(entry)))
    const said = textOrNull(detail, "on") as "sequence" | "enum" | null
    const on = said ?? (isWhole ? (onView ? "view" : "table") : onView ? "view column" : "column")
    if (sameData({ grants, withheld }, givenBefore(on)) && detail["columns"] !== true) return null
    return privilegeObject(path, { on, grants, withheld, owner: textOrNull(detail, "owner") })
}

/** In the order of the list, which is built again in that order. Several roles may have granted one right. */
function grantsOf(entries: readonly Row[]): readonly Grant[] {
    const byRole = new Map<string, { privileges: Set<Privilege>; grantable: Set<Privilege> }>()
    for (const entry of entries) {
        const to = textOf(entry, "to")
        const grant = byRole.get(to) ?? { privileges: new Set(), grantable: new Set() }
        byRole.set(to, grant)
        const privilege = textOf(entry, "privilege") as Privilege
        grant.privileges.add(privilege)
        if (booleanOf(entry, "grantable")) grant.grantable.add(privilege)
    }
    return [...byRole].map(([to, { privileges, grantable }]) => ({
        to,
        privileges: [...privileges].sort(),
        grantable: [...grantable].sort(),
    }))
}

function byName(grants: readonly Grant[]): readonly Grant[] {
    return [...grants].sort((a, b) => (a.to < b.to ? -1 : 1))
}

type GrantedPrivileges = Pick<PrivilegeDefinition, "grants" | "withheld">

/** What holds by default: everybody may use a type. */
function givenBefore(on: PrivilegeDefinition["on"]): GrantedPrivileges {
    const grants: readonly Grant[] = on === "enum" ? [{ to: "public", privileges: ["usage"], grantable: [] }] : []
    return { grants, withheld: [] }
}

/** What takes a role from some privileges to others: first what it shall not have any more. */
function change(
    { path, definition }: Privileges,
    from: GrantedPrivileges,
    to: GrantedPrivileges,
): readonly Operation[] {
    const relation = nameArgument(path)
    const options = optionsOf(path, definition)
    const shown = Object.keys(options).length > 0 ? [options] : []
    const roles = [...new Set([...from.grants, ...to.grants].map((grant) => grant.to))]
    const grantTo = (grants: readonly Grant[], role: string): Grant =>
        grants.find((grant) => grant.to === role) ?? { to: role, privileges: [], grantable: [] }
    const revoked: Operation[] = []
    const granted: Operation[] = []
    const give = (rights: readonly Privilege[], role: string, grantOption: boolean): void => {
        if (rights.length === 0) return
        const more = grantOption ? [{ ...options, grantOption }] : shown
        granted.push(operation(privilegeOperations, "grant", relation, rights, [role], ...more))
    }
    const take = (rights: readonly Privilege[], role: string, grantOptionOnly: boolean): void => {
        if (rights.length === 0) return
        const more = grantOptionOnly ? [{ ...options, grantOptionOnly }] : shown
        revoked.push(operation(privilegeOperations, "revoke", relation, rights, [role], ...more))
    }
    for (const role of roles) {
        const [before, after] = [grantTo(from.grants, role), grantTo(to.grants, role)]
        take(without(before.privileges, after.privileges), role, false)
        take(without(common(before.grantable, after.privileges), after.grantable), role, true)
        give(without(after.privileges, [...before.privileges, ...after.grantable]), role, false)
        give(without(after.grantable, before.grantable), role, true)
    }
    if (definition.owner !== null) {
        take(without(to.withheld, from.withheld), definition.owner, false)
        give(without(from.withheld, to.withheld), definition.owner, false)
    }
    return [...revoked, ...granted]
}

function askForPrivileges({ path, definition: { on, grants } }: Privileges): Operation {
    return existsOperation({
        privilegesOf: grants.map(({ to }) => to).sort(),
        on: nameArgument(path),
        ...(on === "column" || on === "view column" ? { column: ownName(path) } : {}),
        ...(on === "sequence" ? { type: on } : on === "enum" ? { type: "type" as const } : {}),
    })
}

function optionsOf(path: readonly string[], { on }: PrivilegeDefinition): PrivilegeOptions {
    if (on === "column" || on === "view column") return { columns: [ownName(path)] }
    return on === "sequence" ? { on } : on === "enum" ? { on: "type" } : {}
}

function without(all: readonly Privilege[], taken: readonly Privilege[]): readonly Privilege[] {
    return all.filter((privilege) => !taken.includes(privilege))
}

function common(some: readonly Privilege[], others: readonly Privilege[]): readonly Privilege[] {
    return some.filter((privilege) => others.includes(privilege))
}

export const privilegeKind: ObjectKind<PrivilegeDefinition> = {
    name: "privilege",
    label: "privileges",
    role: "member",
    make: privilegeObject,
    attributes: {
        on: "replace",
        grants: (from, to) => (sameData(byName(from.grants), byName(to.grants)) ? null : "alter"),
        withheld: "alter",
        owner: "ignore",
    },
    create: (object) => change(object, givenBefore(object.definition.on), object.definition),
    drop: (object) => change(object, object.definition, givenBefore(object.definition.on)),
    alter: (from, to) => change(to, from.definition, to.definition),
    catalog: {
        readers: [{ query: attachmentsQuery, read: readRow }],
        exists: askForPrivileges,
    },
    declared: {
        canBeDeclared: () => false,
    },
    report: {
        omitFromReport: true,
        describe: ({ definition: { grants, withheld } }) =>
            [
                ...grants.map(({ to, privileges, grantable }) =>
                    [
                        `${privileges.join(", ")} to ${to}`,
                        grantable.length === 0 ? "" : `(may hand on ${grantable.join(", ")})`,
                    ]
                        .filter(Boolean)
                        .join(" "),
                ),
                ...(withheld.length === 0 ? [] : [`not ${withheld.join(", ")} to the owner`]),
            ].join("; "),
    },
    effects: {
        recreates: (_from, _to, _attributes, dependent) => dependent.kind === "privilege",
    },
    rehearsal: {
        mayNameUnknown: true,
        prerequisites: ({ definition: { grants, owner, withheld } }) =>
            makeRoles([...grants.map(({ to }) => to), ...(owner !== null && withheld.length > 0 ? [owner] : [])]),
    },
}
