-- a value, its column, its table and the type's name, and a value more

-- Up

-- renameTable inSchema("public", "person"), "guest"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."person" RENAME TO "guest";
DO …;

-- renameEnum
ALTER TYPE "public"."person_mood_enum" RENAME TO "guest_temper_enum";

-- renameEnumValue
ALTER TYPE "public"."guest_temper_enum" RENAME VALUE 'sad' TO 'blue';

-- renameColumn inSchema("public", "guest"), "mood", "temper"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."guest" RENAME COLUMN "mood" TO "temper";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."guest" RENAME CONSTRAINT "PK_5fdaf670315c4b7e70cce85daa3" TO "PK_57689d19445de01737dbc458857";

-- addEnumValue
ALTER TYPE "public"."guest_temper_enum" ADD VALUE 'angry';

-- Down

-- renameTable inSchema("public", "guest"), "person"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."guest" RENAME TO "person";
DO …;

-- renameEnum
ALTER TYPE "public"."guest_temper_enum" RENAME TO "person_mood_enum";

-- renameEnumValue
ALTER TYPE "public"."person_mood_enum" RENAME VALUE 'blue' TO 'sad';

-- renameColumn inSchema("public", "person"), "temper", "mood"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."person" RENAME COLUMN "temper" TO "mood";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."person" RENAME CONSTRAINT "PK_57689d19445de01737dbc458857" TO "PK_5fdaf670315c4b7e70cce85daa3";

-- requireValues inSchema("public", "person"), "mood", ["sad", "happy"]
-- hazard blocks-reads on table public.person: ACCESS EXCLUSIVE while every row is read (locked by an earlier statement). Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."person" ALTER COLUMN "mood" DROP DEFAULT;

-- alterEnum
ALTER TYPE "public"."person_mood_enum" RENAME TO "autogen_old_person_mood_enum";
CREATE TYPE "public"."person_mood_enum" AS ENUM ('sad', 'happy');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.person.mood: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
-- hazard may-fail-on-data on column public.person.mood: fails if a row has a removed value. Safer: map these rows: --map 'public.person_mood_enum.angry:<value that stays>'
ALTER TABLE "public"."person" ALTER COLUMN "mood" TYPE "public"."person_mood_enum" USING "mood"::text::"public"."person_mood_enum";
DROP TYPE "public"."autogen_old_person_mood_enum";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."person" ALTER COLUMN "mood" SET DEFAULT 'sad';

-- Online: the same
