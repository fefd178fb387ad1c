/** Whether this module runs in one of the realms that Jest gives test files; false in the processes that a test starts. */
export function isJestRealm(): boolean {
    return Symbol.for("jest-native-promise") in globalThis
}
