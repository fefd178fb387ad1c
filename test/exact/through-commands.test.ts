import * as typeorm from "typeorm"
import { describe, test } from "vitest"
import { allChanges } from "./cases/change-cases.js"
import { exactCases } from "./cases/index.js"
import { serverGround } from "./support/place.js"
import { caseThroughCommands, changeThroughCommands } from "./support/through-commands.js"

const VERSION = 16
const ground = serverGround(VERSION)
/** One of so many parts, such as "2/6": for quick looks. */
const [part = 1, parts = 1] = (process.env["AUTOGEN_PART"] ?? "1/1").split("/").map(Number)
const isChosen = (_: unknown, index: number): boolean => index % parts === part - 1
const isPossible = ({ since = 13 }: { readonly since?: number }): boolean => since <= VERSION

describe("each case as files, by the functions behind the commands", () => {
    test.for(exactCases.filter(isPossible).filter(isChosen))("$name", (example) =>
        caseThroughCommands(typeorm, ground, example),
    )
})

describe("each change as files, by the functions behind the commands", () => {
    test.for(allChanges.filter(isPossible).filter(isChosen))("$name", (example) =>
        changeThroughCommands(typeorm, ground, example),
    )
})
