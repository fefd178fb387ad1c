-- a value is removed from an enum that two tables share

-- Up

-- requireValues inSchema("public", "one"), "many", ["a"], { array: true }
-- hazard scans-table on table public.one: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- requireValues inSchema("public", "one"), "one", ["a"]
-- hazard scans-table on table public.one: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- requireValues inSchema("public", "two"), "many", ["a"], { array: true }
-- hazard scans-table on table public.two: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- requireValues inSchema("public", "two"), "one", ["a"]
-- hazard scans-table on table public.two: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
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
CREATE TYPE "public"."shared" AS ENUM ('a');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.one.many: the values of a new type are stored in every row. Safer: leave the values in the type, change their rows in batches, and forbid them by a check
-- hazard may-fail-on-data on column public.one.many: a row with a value that the type no longer has makes it fail. Safer: say what such rows get: --map 'public.shared.b:<value that stays>'
ALTER TABLE "public"."one" ALTER COLUMN "many" TYPE "public"."shared"[] USING "many"::text[]::"public"."shared"[];
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.one.one: the values of a new type are stored in every row. Safer: leave the values in the type, change their rows in batches, and forbid them by a check
-- hazard may-fail-on-data on column public.one.one: a row with a value that the type no longer has makes it fail. Safer: say what such rows get: --map 'public.shared.b:<value that stays>'
ALTER TABLE "public"."one" ALTER COLUMN "one" TYPE "public"."shared" USING "one"::text::"public"."shared";
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.two.many: the values of a new type are stored in every row. Safer: leave the values in the type, change their rows in batches, and forbid them by a check
-- hazard may-fail-on-data on column public.two.many: a row with a value that the type no longer has makes it fail. Safer: say what such rows get: --map 'public.shared.b:<value that stays>'
ALTER TABLE "public"."two" ALTER COLUMN "many" TYPE "public"."shared"[] USING "many"::text[]::"public"."shared"[];
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.two.one: the values of a new type are stored in every row. Safer: leave the values in the type, change their rows in batches, and forbid them by a check
-- hazard may-fail-on-data on column public.two.one: a row with a value that the type no longer has makes it fail. Safer: say what such rows get: --map 'public.shared.b:<value that stays>'
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

-- Down

-- addEnumValue
ALTER TYPE "public"."shared" ADD VALUE 'b';

-- Online: the same
