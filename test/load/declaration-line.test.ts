import { describe, expect, it } from "vitest"
import { declarationLine } from "../../src/autogen/load/declaration-line.js"

const source = `import { Entity, Column, Index } from "typeorm"

@Entity()
@Index("by_code", ["code"])
export class Room {
    @PrimaryGeneratedColumn() id!: number

    // What is on the door.
    @Index("code")
    @Column({
        length: 36,
        transformer: { to: (value: string) => value, from: (value: string) => value },
    })
    private readonly code!: string

    @Column("int", { nullable: true }) size: number | null = null
    @Column(() => Address) address!: Address

    $odd?: string
}

export class Plain extends Room {}

@Entity("chambers")
export abstract class Chamber extends Plain {
    @Column()
    code!: string
}

export const Guest = new EntitySchema({
    name: "Guest",
    columns: {
        id: { type: Number, primary: true },
    },
})
`

describe("the line of a declaration", () => {
    it.each<[className: string, property: string | null, line: number | undefined]>([
        ["Room", null, 3],
        ["Room", "id", 6],
        ["Room", "code", 9],
        ["Room", "size", 16],
        ["Room", "address.street", 17],
        ["Room", "$odd", 19],
        ["Room", "missing", 3],
        ["Chamber", "code", 26],
        ["Chamber", null, 24],
        // Inherited: the class's own line.
        ["Chamber", "size", 24],
        ["Plain", null, 22],
        ["Guest", "id", 33],
        ["Gues", null, undefined],
        ["Nobody", "code", undefined],
    ])("%s.%s", (className, property, line) => {
        expect(declarationLine(source, className, property)).toBe(line)
    })
})
