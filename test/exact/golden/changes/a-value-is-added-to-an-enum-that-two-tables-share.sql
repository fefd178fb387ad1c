-- a value is added to an enum that two tables share

-- Up

-- addEnumValue
ALTER TYPE "public"."shared" ADD VALUE 'x' BEFORE 'b';

-- Down

-- requireValues inSchema("public", "one"), "many", ["a", "b"], { array: true }
-- hazard scans-table on table public.one: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- requireValues inSchema("public", "one"), "one", ["a", "b"]
-- hazard scans-table on table public.one: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- requireValues inSchema("public", "two"), "many", ["a", "b"], { array: true }
-- hazard scans-table on table public.two: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- requireValues inSchema("public", "two"), "one", ["a", "b"]
-- hazard scans-table on table public.two: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."one" ALTER COLUMN "many" DROP DEFAULT;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."one" ALTER COLUMN "one" DROP DEFAULT;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."two" ALTER COLUMN "many" DROP DEFAULT;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."two" ALTER COLUMN "one" DROP DEFAULT;

-- alterEnum
ALTER TYPE "public"."shared" RENAME TO "autogen_old_shared";
CREATE TYPE "public"."shared" AS ENUM ('a', 'b');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.one.many: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
-- hazard may-fail-on-data on column public.one.many: fails if a row has a removed value. Safer: map these rows: --map 'public.shared.x:<value that stays>'
ALTER TABLE "public"."one" ALTER COLUMN "many" TYPE "public"."shared"[] USING "many"::text[]::"public"."shared"[];
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.one.one: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
-- hazard may-fail-on-data on column public.one.one: fails if a row has a removed value. Safer: map these rows: --map 'public.shared.x:<value that stays>'
ALTER TABLE "public"."one" ALTER COLUMN "one" TYPE "public"."shared" USING "one"::text::"public"."shared";
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.two.many: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
-- hazard may-fail-on-data on column public.two.many: fails if a row has a removed value. Safer: map these rows: --map 'public.shared.x:<value that stays>'
ALTER TABLE "public"."two" ALTER COLUMN "many" TYPE "public"."shared"[] USING "many"::text[]::"public"."shared"[];
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.two.one: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
-- hazard may-fail-on-data on column public.two.one: fails if a row has a removed value. Safer: map these rows: --map 'public.shared.x:<value that stays>'
ALTER TABLE "public"."two" ALTER COLUMN "one" TYPE "public"."shared" USING "one"::text::"public"."shared";
DROP TYPE "public"."autogen_old_shared";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."one" ALTER COLUMN "many" SET DEFAULT '{a}';

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."one" ALTER COLUMN "one" SET DEFAULT 'a';

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."two" ALTER COLUMN "many" SET DEFAULT '{a}';

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."two" ALTER COLUMN "one" SET DEFAULT 'a';

-- Online: the same
