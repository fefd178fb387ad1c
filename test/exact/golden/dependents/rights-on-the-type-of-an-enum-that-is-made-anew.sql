-- rights on the type of an enum that is made anew

-- Up

-- alterEnum
ALTER TYPE "public"."way" RENAME TO "autogen_old_way";
CREATE TYPE "public"."way" AS ENUM ('b', 'a', 'c');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE "public"."way" USING "value"::text::"public"."way";
DROP TYPE "public"."autogen_old_way";

-- revoke
-- hazard changes-authorization on type-privilege public.way: these roles lose privileges, and so do roles they granted them to. Safer: make sure that nothing that runs as these roles needs them
REVOKE USAGE ON TYPE "public"."way" FROM PUBLIC CASCADE;

-- grant
-- hazard changes-authorization on type-privilege public.way: these roles gain privileges. Safer: look up the members of these roles, and grant no more than they need
GRANT USAGE ON TYPE "public"."way" TO "reader" WITH GRANT OPTION;

-- grant
-- hazard changes-authorization on type-privilege public.way: these roles gain privileges. Safer: look up the members of these roles, and grant no more than they need
GRANT USAGE ON TYPE "public"."way" TO "a ""b""; DROP TABLE sample; --" WITH GRANT OPTION;

-- Down

-- requireValues inSchema("public", "sample"), "value", ["a", "b"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- alterEnum
ALTER TYPE "public"."way" RENAME TO "autogen_old_way";
CREATE TYPE "public"."way" AS ENUM ('a', 'b');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
-- hazard may-fail-on-data on column public.sample.value: fails if a row has a removed value. Safer: map these rows: --map 'public.way.c:<value that stays>'
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE "public"."way" USING "value"::text::"public"."way";
DROP TYPE "public"."autogen_old_way";

-- revoke
-- hazard changes-authorization on type-privilege public.way: these roles lose privileges, and so do roles they granted them to. Safer: make sure that nothing that runs as these roles needs them
REVOKE USAGE ON TYPE "public"."way" FROM PUBLIC CASCADE;

-- grant
-- hazard changes-authorization on type-privilege public.way: these roles gain privileges. Safer: look up the members of these roles, and grant no more than they need
GRANT USAGE ON TYPE "public"."way" TO "reader" WITH GRANT OPTION;

-- grant
-- hazard changes-authorization on type-privilege public.way: these roles gain privileges. Safer: look up the members of these roles, and grant no more than they need
GRANT USAGE ON TYPE "public"."way" TO "a ""b""; DROP TABLE sample; --" WITH GRANT OPTION;

-- Online: the same
