#!/usr/bin/env node
import { CommanderError } from "commander"
import { setFlagsFromString } from "node:v8"
import pc from "picocolors"
import { hearing } from "../core/announce.js"
import { printable } from "../core/printable.js"
import { endProcess } from "./end-process.js"
import { takeStreams } from "./process-streams.js"
import { makeProgram } from "./program.js"
import { spareMemory } from "./spare-memory.js"

spareMemory()
// To optimise code costs more than it saves in the seconds that a command lasts: the embedded Postgres's is not, JavaScript is once it has run
// for eight times as long as usual.
setFlagsFromString("--liftoff-only")
setFlagsFromString("--interrupt-budget=1056000")

const streams = takeStreams()
let code = 0
const program = makeProgram(streams.output, (exitCode) => {
    code = exitCode
}).exitOverride()
for (const command of program.commands) command.exitOverride()
/** For people who wait. */
const say = (text: string): void => streams.output.err(pc.dim(printable(text)))

try {
    await hearing(say, () => program.parseAsync())
} catch (error) {
    if (!(error instanceof CommanderError)) throw error
    // Help and version end with 0; a wrong call is an error of the user's: 1, as everywhere.
    code = error.exitCode === 0 ? 0 : 1
}
await endProcess(streams, code)
