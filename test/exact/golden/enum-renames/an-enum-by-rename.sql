-- an enum by --rename

-- Up

-- renameEnum
ALTER TYPE "public"."mood" RENAME TO "Temper";

-- Down

-- renameEnum
ALTER TYPE "public"."Temper" RENAME TO "mood";

-- Online: the same
