// @module-tag rest
import * as typeorm from "typeorm"
import { describe, test } from "vitest"
import { allChanges } from "./cases/change-cases.js"
import { exactCases } from "./cases/index.js"
import { serverGround } from "./support/place.js"
import { caseThroughCommands, changeThroughCommands } from "./support/through-commands.js"

const VERSION = 16
const ground = serverGround(VERSION)
/** All take a quarter of an hour: one of six by default, all where server versions are chosen, "2/6" for another part. */
const everything = process.env["AUTOGEN_PG_VERSIONS"] === undefined ? "1/6" : "1/1"
const [part = 1, parts = 1] = (process.env["AUTOGEN_PART"] ?? everything).split("/").map(Number)
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
