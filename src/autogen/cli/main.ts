#!/usr/bin/env node
import { CommanderError } from "commander"
import { processOutput } from "./output.js"
import { makeProgram } from "./program.js"
import { spareMemory } from "./spare-memory.js"

spareMemory()

const program = makeProgram(processOutput, (code) => {
    process.exitCode = code
}).exitOverride()
for (const command of program.commands) command.exitOverride()

try {
    await program.parseAsync()
} catch (error) {
    if (!(error instanceof CommanderError)) throw error
    // Help and version end with 0; a wrong call is an error of the user's: 1, as everywhere.
    process.exitCode = error.exitCode === 0 ? 0 : 1
}
