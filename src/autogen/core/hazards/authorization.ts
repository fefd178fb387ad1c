import type { HazardText } from "../statement.js"

// Who may read and write what.

const kind = "changes-authorization"
const AS_EACH_ROLE = "read and write the table as each role that uses it (SET ROLE) before you deploy"

/** Texts of `changes-authorization`. */
export const authorization = {
    policyCreated: { kind, reason: "the policy also decides which rows can be read and written", safer: AS_EACH_ROLE },
    policyAltered: { kind, reason: "the policy admits other rows or other roles", safer: AS_EACH_ROLE },
    policyDropped: {
        kind,
        reason: "the policy no longer decides which rows can be read and written",
        safer: AS_EACH_ROLE,
    },
    rowSecurityRelaxed: {
        kind,
        reason: "the table's policies no longer apply to every role they applied to",
        safer: "first revoke privileges on the table from roles that must not see every row",
    },
    rowSecurityEnforced: {
        kind,
        reason: "rows that no policy admits can no longer be read or written",
        safer: "create the policies first, and use the table as each role (SET ROLE) before you deploy",
    },
    viewSecurity: {
        kind,
        reason: "other privileges or row conditions apply when the view is read",
        safer: "read the view as each role that uses it (SET ROLE) before you deploy",
    },
    granted: {
        kind,
        reason: "these roles gain privileges",
        safer: "look up the members of these roles, and grant no more than they need",
    },
    revoked: {
        kind,
        reason: "these roles lose privileges, and so do roles they granted them to",
        safer: "make sure that nothing that runs as these roles needs them",
    },
} as const satisfies Readonly<Record<string, HazardText>>
