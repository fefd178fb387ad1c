import { ownOperator as is } from "./own-operator.js"

/**
 * CTEs for WITH RECURSIVE: `trusted_too` has the roles whose code may do what we may, by oid. They are ourselves, those that we are members
 * of, the database's owner, and superusers.
 */
export const TRUSTED_ROLES = `trusted AS (
        SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolname ${is("=")} current_user
        UNION SELECT m.roleid FROM pg_catalog.pg_auth_members m JOIN trusted t ON t.oid ${is("=")} m.member
    ), trusted_too AS (
        SELECT t.oid FROM trusted t
        UNION SELECT d.datdba FROM pg_catalog.pg_database d WHERE d.datname ${is("=")} pg_catalog.current_database()
        UNION SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolsuper
    )`

/** SQL: whether a role, by oid, is none of {@link TRUSTED_ROLES}. */
export function isNotTrusted(role: string): string {
    return `${role} ${is("<>")} ALL (ARRAY(SELECT oid FROM trusted_too))`
}

/** SQL: whether we are a superuser, who has no privileges to lose. */
export const IS_SUPERUSER = `(SELECT r.rolsuper FROM pg_catalog.pg_roles r WHERE r.rolname ${is("=")} current_user)`
