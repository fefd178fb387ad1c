import * as typeorm from "typeorm-0.3"
import { describe, test } from "vitest"
import { exactCases, olderCases } from "./cases/index.js"
import type { Orm } from "./support/case.js"
import { readTwice } from "./support/read-twice.js"

describe("reading the same classes with TypeORM 0.3", () => {
    const known = exactCases.filter(({ name }) => olderCases.includes(name))
    test.for(known)("$name", (example) => readTwice(typeorm as unknown as Orm, example))
})
