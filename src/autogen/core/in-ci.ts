/**
 * Whether an environment is that of a CI, by the variable that all of them set.
 *
 * @example
 * ```ts
 * isCi({ CI: "true" }) // true
 * ```
 */
export function isCi(environment: NodeJS.ProcessEnv): boolean {
    return environment["CI"] !== undefined && !["", "0", "false"].includes(environment["CI"])
}
