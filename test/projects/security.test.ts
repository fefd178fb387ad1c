import { stories } from "./support/story.js"

const room = `import { Check, Column, Entity, PrimaryGeneratedColumn } from "typeorm"
@Entity()
@Check("CHK_code", "length(code) > 1")
export class Room {
    @PrimaryGeneratedColumn() id!: number
    @Column("varchar", { length: 36 }) code!: string
    @Column("float", { default: () => "power(2, 3)" }) size!: number
}
`

/** As somebody who may create in public, and no more. What is called says so in the end, however its transaction ends. */
const asMallory = (sql: string): string =>
    `DO $$ BEGIN IF to_regrole('mallory') IS NULL THEN CREATE ROLE mallory; END IF; END $$;
    GRANT CREATE, USAGE ON SCHEMA public TO mallory; SET ROLE mallory; ${sql}; RESET ROLE`

const canary = (name: string, args: string, result: string): string =>
    `CREATE FUNCTION public.${name}(${args}) RETURNS ${result} IMMUTABLE LANGUAGE plpgsql AS $f$ BEGIN
        RAISE EXCEPTION 'canary: ${name} as %', current_user; END $f$`

stories("others in the database", [
    {
        about: "their overloads run in none of the commands, and what an expression may mean is said",
        on: "server",
        files: { "src/entities/room.ts": room },
        steps: [
            { run: ["generate", "first"], exit: 0 },
            { run: ["upgrade"], exit: 0 },
            {
                sql: asMallory(
                    [
                        canary("concat_ws", "text, text, text", "text"),
                        canary("char_length", "varchar", "int"),
                        canary("json_agg", "json", "json"),
                        canary("same", "varchar, varchar", "bool"),
                        "CREATE OPERATOR public.= (LEFTARG = varchar, RIGHTARG = varchar, FUNCTION = public.same)",
                        canary("power", "int, int", "float"),
                    ].join("; "),
                ),
            },
            { run: ["check"], exit: 0, saysNot: /canary/ },
            {
                write: {
                    "src/entities/room.ts": room
                        .replace("length: 36", "length: 20")
                        .replace("length(code) > 1", "length(code) > power(2, 3)"),
                },
            },
            {
                run: ["generate", "shorter"],
                exit: 0,
                says: [/foreign-function|may mean the function "public"\.power/],
                saysNot: /canary/,
            },
            { run: ["current"], exit: 0, saysNot: /canary/ },
        ],
    },
    {
        about: "a view in place of the history is refused by name, in every command",
        on: "server",
        files: { "src/entities/room.ts": room },
        steps: [
            { run: ["generate", "first"], exit: 0 },
            {
                sql: asMallory(
                    `${canary("spy", "", "varchar")}; CREATE VIEW public.migrations AS SELECT 1 AS id, 1::bigint AS timestamp, public.spy() AS name`,
                ),
            },
            ...["upgrade", "current", "check", "downgrade"].map((command) => ({
                run: [command],
                exit: 1,
                says: [/"table:public\.migrations" is not taken .* is a view/, /migrationsTableName/],
                saysNot: /canary/,
            })),
            { sql: "SELECT to_regclass('public.room')", gives: [[null]] },
        ],
    },
    {
        about: "a function of theirs in a trigger on a table that is rewritten needs a word; `normalize` is an option",
        on: "server",
        files: {
            "src/entities/room.ts": room,
            "ormconfig.ts": `import "reflect-metadata"
import { DataSource } from "typeorm"
import { connectionFromEnvironment, type AutogenOptions } from "typeorm-autogen"
export const autogen = { normalize: "embedded" } satisfies AutogenOptions
export default new DataSource({ ...connectionFromEnvironment(), entities: ["src/entities/*.ts"], migrations: ["src/migrations/*.ts"] })
`,
        },
        steps: [
            { run: ["generate", "first"], exit: 0 },
            { run: ["upgrade"], exit: 0 },
            { run: ["check"], exit: 0 },
            {
                sql: `GRANT USAGE ON SCHEMA public TO PUBLIC; ${asMallory(canary("on_change", "", "trigger").replace("IMMUTABLE ", ""))};
                    GRANT TRIGGER ON room TO mallory; ${asMallory("CREATE TRIGGER spying BEFORE UPDATE ON public.room FOR EACH ROW EXECUTE FUNCTION public.on_change()")}`,
            },
            { write: { "src/entities/room.ts": room.replace("length: 36", "length: 20") } },
            {
                run: ["generate", "shorter"],
                exit: 1,
                says: [/runs-foreign-code "table:public\.room": trigger spying/, /--allow runs-foreign-code/],
            },
            { run: ["generate", "shorter", "--allow", "runs-foreign-code"], exit: 0 },
        ],
    },
])
