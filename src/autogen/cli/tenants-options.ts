import type { TenantsOptions } from "../commands/tenants/run-tenants.js"
import type { GlobalOptions } from "./run-command.js"
import { wholeNumber } from "./whole-number.js"

/** Which tenants the command line names, and how it runs for them. */
export function tenantsOptions(options: GlobalOptions): TenantsOptions {
    const { tenant, concurrency, canary, continueOnFailure } = options
    return {
        ...(tenant === undefined ? {} : { tenants: tenant }),
        ...(concurrency === undefined ? {} : { concurrency: wholeNumber("--concurrency", concurrency, 1) }),
        ...(canary === undefined || canary === true ? {} : { canary }),
        ...(continueOnFailure === undefined ? {} : { continueOnFailure }),
    }
}

/** So many names are listed. */
const MOST_NAMES = 20

/** Names of tenants, as far as they fit, and how many more there are. */
export function nameList(names: readonly string[]): string {
    const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : ""
    return `${names.slice(0, MOST_NAMES).join(", ")}${more}`
}
