-- rights on the type of an enum that is made anew

-- Up

-- alterEnum
ALTER TYPE "public"."way" RENAME TO "autogen_old_way";
CREATE TYPE "public"."way" AS ENUM ('b', 'a', 'c');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: the values of a new type are stored in every row. Safer: add a column of the new type, fill it in batches, and let it take the name over
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE "public"."way" USING "value"::text::"public"."way";
DROP TYPE "public"."autogen_old_way";

-- revoke
-- hazard changes-authorization on type-privilege public.way: these roles may do less than before. Safer: make sure that nothing which runs as these roles, or has its right from them, needs it any more
REVOKE USAGE ON TYPE "public"."way" FROM PUBLIC CASCADE;

-- grant
-- hazard changes-authorization on type-privilege public.way: these roles may do more than before. Safer: look up who belongs to these roles, and grant them no more than they need
GRANT USAGE ON TYPE "public"."way" TO "reader" WITH GRANT OPTION;

-- grant
-- hazard changes-authorization on type-privilege public.way: these roles may do more than before. Safer: look up who belongs to these roles, and grant them no more than they need
GRANT USAGE ON TYPE "public"."way" TO "a ""b""; DROP TABLE sample; --" WITH GRANT OPTION;

-- Down

-- requireValues inSchema("public", "sample"), "value", ["a", "b"]
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- alterEnum
ALTER TYPE "public"."way" RENAME TO "autogen_old_way";
CREATE TYPE "public"."way" AS ENUM ('a', 'b');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: the values of a new type are stored in every row. Safer: leave the values in the type, change their rows in batches, and forbid them by a check
-- hazard may-fail-on-data on column public.sample.value: a row with a value that the type no longer has makes it fail. Safer: say what such rows get: --map 'public.way.c:<value that stays>'
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE "public"."way" USING "value"::text::"public"."way";
DROP TYPE "public"."autogen_old_way";

-- revoke
-- hazard changes-authorization on type-privilege public.way: these roles may do less than before. Safer: make sure that nothing which runs as these roles, or has its right from them, needs it any more
REVOKE USAGE ON TYPE "public"."way" FROM PUBLIC CASCADE;

-- grant
-- hazard changes-authorization on type-privilege public.way: these roles may do more than before. Safer: look up who belongs to these roles, and grant them no more than they need
GRANT USAGE ON TYPE "public"."way" TO "reader" WITH GRANT OPTION;

-- grant
-- hazard changes-authorization on type-privilege public.way: these roles may do more than before. Safer: look up who belongs to these roles, and grant them no more than they need
GRANT USAGE ON TYPE "public"."way" TO "a ""b""; DROP TABLE sample; --" WITH GRANT OPTION;

-- Online: the same
