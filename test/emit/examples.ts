import type { EmitOptions } from "../../src/autogen/emit/emit-migration.js"
import {
    array,
    check,
    column,
    enumType,
    exclude,
    inSchema,
    integer,
    jsonb,
    numeric,
    primaryKey,
    sql,
    text,
    timestamptz,
    type,
    unique,
    uuid,
    varchar,
} from "../../src/autogen/op/index.js"
import { planned, planOf } from "./support.js"

const room = inSchema("public", "room")

export const options: EmitOptions = {
    name: "add floor",
    timestamp: 1763817600000,
    revises: ["CreateRoom1763800000000"],
    style: "operations",
    defaultSchema: "public",
}

/** The first migration of a project: a table with everything in it. */
export const createPlan = planOf(
    [
        planned("createSchema", "audit"),
        planned("createEnum", inSchema("public", "room_kind_enum"), ["office", "lab", "meeting room"]),
        planned(
            "createTable",
            room,
            [
                column("id", uuid(), { nullable: false, default: sql("gen_random_uuid()") }),
                column("code", varchar(36), { nullable: false, comment: 'the "number" on the door' }),
                column("kind", enumType(inSchema("public", "room_kind_enum")), { nullable: false, default: "office" }),
                column("tags", array(text()), { nullable: false, default: sql("'{}'::text[]") }),
                column("area", numeric(8, 2)),
                column("settings", jsonb()),
                column("shape", type("geometry(Polygon,4326)")),
                column("created_at", timestamptz(), { nullable: false, default: sql("now()") }),
                primaryKey("room_pkey", ["id"]),
                unique("room_code_key", ["code"], { deferrable: "initially deferred" }),
                check("room_area_check", "area > 0 AND area < 10000"),
                exclude("room_excl", "USING gist (code WITH =)"),
            ],
            { comment: "Rooms of all buildings" },
        ),
        planned("createTable", inSchema("audit", "log"), [
            column("id", integer(), { nullable: false, identity: "always" }),
        ]),
        planned("createIndex", "room_lower_idx", room, ["kind", sql('lower("code") DESC')], { unique: true }),
        planned("createForeignKey", "room_log_fkey", room, inSchema("audit", "log"), ["log_id"], ["id"], {
            onDelete: "set null",
        }),
    ],
    [
        planned("dropTable", inSchema("audit", "log")),
        planned("dropTable", room),
        planned("dropEnum", inSchema("public", "room_kind_enum")),
        planned("dropSchema", "audit"),
    ],
)

/** Changes of a table that is there, with hazards, a long call and SQL over several lines. */
export const alterPlan = planOf(
    [
        planned("alterColumn", room, "code", { type: varchar(64), from: { type: varchar(36) } }),
        planned("addColumn", room, column("floor", integer(), { nullable: false })),
        planned("dropColumn", room, "size"),
        planned(
            "createCheckConstraint",
            "room_code_check",
            room,
            "CASE\n    WHEN kind = 'lab'::text THEN code ~ '^L\\d+$'::text\n    ELSE true\nEND",
        ),
        planned(
            "createForeignKey",
            "FK_4f7c7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f",
            room,
            inSchema("public", "building"),
            ["building_id", "tenant_id"],
            ["id", "tenant_id"],
            { onDelete: "cascade", onUpdate: "restrict" },
        ),
        planned("alterSequence", inSchema("public", "room_id_seq"), {
            as: "bigint",
            maximum: "9223372036854775807",
            ownedBy: { table: room, column: "id" },
        }),
    ],
    [
        planned("addColumn", room, column("size", integer())),
        planned("dropColumn", room, "floor"),
        planned("alterColumn", room, "code", { type: varchar(36), from: { type: varchar(64) } }),
    ],
)

/** An operation that Postgres refuses in a transaction. */
export const outsidePlan = planOf(
    [planned("createIndex", "room_floor_idx", room, ["floor"], { concurrently: true })],
    [planned("dropIndex", "room_floor_idx", room, { concurrently: true })],
)
