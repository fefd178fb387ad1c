import { describe, expect, test } from "vitest"
import { mayNeedTypes } from "../../src/autogen/load/types-of-others.js"

const entity = (imports: string, member: string): string => `${imports}
import { Owner } from "./owner.js"
@Entity() export class Room {
    @PrimaryGeneratedColumn() id!: number
    @ManyToOne(() => Owner) ${member}
}
`

describe("the compiler is loaded", () => {
    test.for([
        ["a class", 'import { Entity } from "typeorm"', "owner!: Owner"],
        ["a class or null", 'import { Entity } from "typeorm"', "owner!: Owner | null"],
        [
            "Relation as a value, which no module exports",
            'import { Entity, Relation } from "typeorm"',
            "owner!: Relation<Owner>",
        ],
    ])("for %s", ([, imports, member]) => {
        expect(mayNeedTypes(entity(imports ?? "", member ?? ""))).toBe(true)
    })
})

describe("the compiler, which takes a fifth of a second, is not loaded", () => {
    test.for([
        ["beside others", 'import { Entity, type Relation } from "typeorm"', "owner!: Relation<Owner>"],
        ["by itself", 'import type { Relation } from "typeorm"', "owner!: Relation<Owner>"],
        ["or null", 'import { type Relation, Entity } from "typeorm"', "owner?: Relation<Owner> | null"],
        ["in a list", 'import { Entity, type Relation } from "typeorm"', "owners!: Relation<Owner>[]"],
    ])("for Relation that is imported as a type %s", ([, imports, member]) => {
        expect(mayNeedTypes(entity(imports ?? "", member ?? ""))).toBe(false)
    })
})
