import { columnsCase, tableOf, type ExactCase } from "../support/case.js"

/** Every type of TypeORM's list, with what can be said about it. Not here: vector and geometry, whose extensions no test server has. */
export const typeCases: readonly ExactCase[] = [
    columnsCase("numbers", {
        int: { type: "int" },
        int2: { type: "int2" },
        int4: { type: "int4" },
        int8: { type: "int8" },
        smallint: { type: "smallint" },
        integer: { type: "integer" },
        bigint: { type: "bigint" },
        decimal: { type: "decimal" },
        numeric: { type: "numeric" },
        numericOne: { type: "numeric", precision: 10 },
        numericTwo: { type: "numeric", precision: 10, scale: 2 },
        numericZero: { type: "decimal", precision: 10, scale: 0 },
        real: { type: "real" },
        float: { type: "float" },
        float4: { type: "float4" },
        float8: { type: "float8" },
        doublePrecision: { type: "double precision" },
        money: { type: "money" },
        bool: { type: "bool" },
        boolean: { type: "boolean" },
        ofNumber: { type: Number },
        ofBoolean: { type: Boolean },
        optional: { type: "int", nullable: true },
    }),
    columnsCase("texts", {
        characterVarying: { type: "character varying" },
        varchar: { type: "varchar" },
        varcharLength: { type: "varchar", length: 36 },
        varcharTextLength: { type: "varchar", length: "255" },
        varcharLongest: { type: "varchar", length: 10_485_760 },
        character: { type: "character" },
        characterLength: { type: "character", length: 3 },
        char: { type: "char" },
        charLength: { type: "char", length: 10 },
        text: { type: "text" },
        ofString: { type: String },
        bit: { type: "bit" },
        bitLength: { type: "bit", length: 8 },
        varbit: { type: "varbit" },
        varbitLength: { type: "varbit", length: 8 },
        bitVarying: { type: "bit varying" },
        bitVaryingLength: { type: "bit varying", length: 4 },
        bytea: { type: "bytea" },
        xml: { type: "xml" },
        uuid: { type: "uuid" },
        simpleArray: { type: "simple-array" },
        simpleJson: { type: "simple-json" },
    }),
    columnsCase("times", {
        date: { type: "date" },
        time: { type: "time" },
        timetz: { type: "timetz" },
        timePrecision: { type: "time", precision: 3 },
        timetzPrecision: { type: "timetz", precision: 0 },
        timeWithout: { type: "time without time zone" },
        timeWith: { type: "time with time zone" },
        timestamp: { type: "timestamp" },
        timestamptz: { type: "timestamptz" },
        timestampPrecision: { type: "timestamp", precision: 3 },
        timestamptzPrecision: { type: "timestamptz", precision: 0 },
        timestampSix: { type: "timestamp", precision: 6 },
        timestampWithout: { type: "timestamp without time zone", precision: 2 },
        timestampWith: { type: "timestamp with time zone", precision: 4 },
        interval: { type: "interval" },
        intervalPrecision: { type: "interval", precision: 3 },
        ofDate: { type: Date },
    }),
    columnsCase("json, geometry of Postgres, networks, search", {
        json: { type: "json" },
        jsonb: { type: "jsonb" },
        jsonpath: { type: "jsonpath" },
        point: { type: "point" },
        line: { type: "line" },
        lseg: { type: "lseg" },
        box: { type: "box" },
        path: { type: "path" },
        polygon: { type: "polygon" },
        circle: { type: "circle" },
        cidr: { type: "cidr" },
        inet: { type: "inet" },
        macaddr: { type: "macaddr" },
        macaddr8: { type: "macaddr8" },
        tsvector: { type: "tsvector" },
        tsquery: { type: "tsquery" },
    }),
    columnsCase("ranges", {
        int4range: { type: "int4range" },
        int8range: { type: "int8range" },
        numrange: { type: "numrange" },
        tsrange: { type: "tsrange" },
        tstzrange: { type: "tstzrange" },
        daterange: { type: "daterange" },
        array: { type: "int4range", array: true },
    }),
    columnsCase(
        "multiranges",
        {
            int4multirange: { type: "int4multirange" },
            int8multirange: { type: "int8multirange" },
            nummultirange: { type: "nummultirange" },
            tsmultirange: { type: "tsmultirange" },
            tstzmultirange: { type: "tstzmultirange" },
            datemultirange: { type: "datemultirange" },
        },
        { since: 14 },
    ),
    columnsCase("arrays", {
        int: { type: "int", array: true },
        varchar: { type: "varchar", length: 10, array: true },
        numeric: { type: "numeric", precision: 6, scale: 2, array: true },
        text: { type: "text", array: true, nullable: true },
        timestamptz: { type: "timestamptz", array: true },
        uuid: { type: "uuid", array: true },
        jsonb: { type: "jsonb", array: true },
        boolean: { type: "boolean", array: true },
        char: { type: "char", length: 2, array: true },
        bit: { type: "bit", length: 2, array: true },
    }),
    columnsCase(
        "arrays with a precision",
        {
            timestamp: { type: "timestamp", precision: 3, array: true },
            interval: { type: "interval", precision: 2, array: true },
        },
        { typeormSeesDifferences: "it reads no precision of an array's elements" },
    ),
    columnsCase("types of extensions", {
        citext: { type: "citext" },
        hstore: { type: "hstore" },
        ltree: { type: "ltree" },
        cube: { type: "cube" },
        citexts: { type: "citext", array: true },
        ltrees: { type: "ltree", array: true, nullable: true },
    }),
    {
        name: "vectors, by stand-ins of their names",
        prepare: ["vector", "halfvec"].map(standIn).join("\n"),
        declare: (orm) => ({
            entities: [
                tableOf(orm, "sample", {
                    plain: { type: "vector" },
                    vector: { type: "vector", length: 3 },
                    halfvec: { type: "halfvec", length: 1000, nullable: true },
                }),
            ],
            // The extension is not there: the types are.
            options: { installExtensions: false },
        }),
    },
    columnsCase("collations", {
        c: { type: "varchar", length: 50, collation: "C" },
        posix: { type: "text", collation: "POSIX" },
        array: { type: "text", array: true, collation: "C" },
    }),
    columnsCase(
        "a hand-made collation",
        { name: { type: "varchar", length: 20, collation: "Mine" } },
        {
            prepare: `CREATE COLLATION "Mine" (LOCALE = 'C', PROVIDER = libc)`,
        },
    ),
]

/** A type of the name of an extension's, with one number as its modifier. */
function standIn(name: string): string {
    return `
        CREATE TYPE ${name};
        CREATE FUNCTION ${name}_in(cstring, oid, integer) RETURNS ${name} AS 'varcharin' LANGUAGE internal IMMUTABLE STRICT;
        CREATE FUNCTION ${name}_out(${name}) RETURNS cstring AS 'varcharout' LANGUAGE internal IMMUTABLE STRICT;
        CREATE FUNCTION ${name}_typmod_in(cstring[]) RETURNS integer AS 'varchartypmodin' LANGUAGE internal IMMUTABLE STRICT;
        CREATE FUNCTION ${name}_typmod_out(integer) RETURNS cstring AS 'varchartypmodout' LANGUAGE internal IMMUTABLE STRICT;
        CREATE TYPE ${name} (INPUT = ${name}_in, OUTPUT = ${name}_out, TYPMOD_IN = ${name}_typmod_in,
            TYPMOD_OUT = ${name}_typmod_out, STORAGE = extended);`
}
