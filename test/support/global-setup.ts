import { serverVersions, shareServers, startServer } from "./servers.js"
import type { ServerVersion } from "./servers.js"

/**
 * Vitest's global setup: starts the servers that all test files share, version 16 or the list in AUTOGEN_PG_VERSIONS
 * ("13,18"; empty for none), and returns the teardown.
 */
export default async function setup(): Promise<() => Promise<void>> {
    const servers = await Promise.all(wantedVersions().map(startServer))
    shareServers(servers)
    return async () => {
        await Promise.all(servers.map((server) => server.stop()))
    }
}

function wantedVersions(): readonly ServerVersion[] {
    const wanted = (process.env["AUTOGEN_PG_VERSIONS"] ?? "16").split(",").filter((version) => version.trim() !== "")
    return wanted.map((text) => {
        const version = serverVersions.find((known) => known === Number(text))
        if (version === undefined)
            throw new Error(`AUTOGEN_PG_VERSIONS names "${text}"; known: ${serverVersions.join(",")}`)
        return version
    })
}
