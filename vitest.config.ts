import { defineConfig } from "vitest/config"
import { fileURLToPath } from "node:url"

export default defineConfig({
    resolve: {
        alias: {
            // The longer name first: an alias holds for all that begins with it.
            "typeorm-autogen/declare": fileURLToPath(new URL("src/autogen/declare/renamed-from.ts", import.meta.url)),
            "typeorm-autogen": fileURLToPath(new URL("src/autogen/index.ts", import.meta.url)),
        },
    },
    test: {
        include: ["test/**/*.test.ts"],
        globalSetup: ["test/support/global-setup.ts"],
        testTimeout: 120_000,
        hookTimeout: 120_000,
        maxWorkers: 2,
    },
})
