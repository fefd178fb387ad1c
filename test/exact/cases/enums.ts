import { columnsCase, tableOf, type ExactCase } from "../support/case.js"

enum Direction {
    Up = "up",
    Down = "down",
}

enum Level {
    Low,
    Middle = 5,
    High,
}

/** Enumerated types: whose name, whose values, which defaults. */
export const enumCases: readonly ExactCase[] = [
    columnsCase("enums", {
        ofEnum: { type: "enum", enum: Direction },
        ofValues: { type: "enum", enum: ["good", "bad"] },
        ofNumbers: { type: "enum", enum: Level },
        simple: { type: "simple-enum", enum: Direction },
        camelCase: { type: "enum", enum: ["a"] },
        optional: { type: "enum", enum: ["a", "b"], nullable: true },
        withDefault: { type: "enum", enum: Direction, default: Direction.Up },
        numberDefault: { type: "enum", enum: Level, default: Level.Middle },
        array: { type: "enum", enum: Direction, array: true },
        arrayDefault: { type: "enum", enum: Direction, array: true, default: [Direction.Up, Direction.Down] },
        emptyArray: { type: "enum", enum: Direction, array: true, default: [] },
        named: { type: "enum", enum: Direction, enumName: "direction" },
    }),
    columnsCase("an enum's default by a function", {
        value: { type: "enum", enum: Direction, default: () => "'down'" },
    }),
    columnsCase("enum values with blanks, commas and capitals", {
        odd: { type: "enum", enum: ["Two words", "a,b", "UPPER", "ümlaut", "", "50%"] },
        array: { type: "enum", enum: ["Two words", "x"], array: true, default: ["x"] },
    }),
    columnsCase(
        "enum values with quotes",
        { odd: { type: "enum", enum: ["it's", 'say "hi"', "back\\slash"], default: "it's" } },
        { typeormFails: "defaults are not escaped", typeormSeesDifferences: "defaults are not escaped" },
    ),
    {
        name: "one enum for several tables",
        declare: (orm) => ({
            entities: ["first", "second"].map((table) =>
                tableOf(orm, table, {
                    way: { type: "enum", enum: Direction, enumName: "way" },
                    ways: { type: "enum", enum: Direction, enumName: "way", array: true, nullable: true },
                }),
            ),
        }),
    },
    {
        name: "the same enum name in two schemas",
        prepare: `CREATE SCHEMA "second"`,
        declare: (orm) => ({
            entities: [
                tableOf(orm, "sample", { way: { type: "enum", enum: Direction, enumName: "way" } }),
                tableOf(orm, "other", { way: { type: "enum", enum: ["left"], enumName: "way" } }, { schema: "second" }),
            ],
        }),
    },
    {
        name: "false difference: an enumName that is the default name",
        declare: (orm) => ({
            entities: [tableOf(orm, "sample", { way: { type: "enum", enum: Direction, enumName: "sample_way_enum" } })],
        }),
        typeormSeesDifferences: "TypeORM #9233",
    },
]
