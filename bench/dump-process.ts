// The child process of the bench that dumps a schema where the machine has no pg_dump: version 18, as WebAssembly.
import { dumpSchema } from "../test/support/pg-dump.js"

const dump = await dumpSchema({ url: process.argv[2] ?? "" }, { ignoreTables: [] })
process.stdout.write(`${dump.length}\n`)
