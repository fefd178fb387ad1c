-- another enumName

-- Up

-- renameEnum
ALTER TYPE "public"."sample_value_enum" RENAME TO "way";

-- Down

-- renameEnum
ALTER TYPE "public"."way" RENAME TO "sample_value_enum";

-- Online: the same
