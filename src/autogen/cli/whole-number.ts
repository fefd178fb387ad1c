import { AutogenError } from "../core/errors.js"

/** An option's value as a whole number from `least`. Throws `USAGE`, naming the option. */
export function wholeNumber(option: string, text: string, least: number): number {
    const count = Number(text)
    if (text.trim() !== "" && Number.isSafeInteger(count) && count >= least) return count
    throw new AutogenError({
        code: "USAGE",
        message: `${option} must be a whole number, got "${text}"`,
        next: `write a whole number from ${least}`,
    })
}
