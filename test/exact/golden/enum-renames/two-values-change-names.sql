-- two values change names

-- Up

-- renameEnumValue
ALTER TYPE "public"."person_mood_enum" RENAME VALUE 'sad' TO 'sad_tmp';

-- renameEnumValue
ALTER TYPE "public"."person_mood_enum" RENAME VALUE 'happy' TO 'sad';

-- renameEnumValue
ALTER TYPE "public"."person_mood_enum" RENAME VALUE 'sad_tmp' TO 'happy';

-- Down

-- renameEnumValue
ALTER TYPE "public"."person_mood_enum" RENAME VALUE 'happy' TO 'happy_tmp';

-- renameEnumValue
ALTER TYPE "public"."person_mood_enum" RENAME VALUE 'sad' TO 'happy';

-- renameEnumValue
ALTER TYPE "public"."person_mood_enum" RENAME VALUE 'happy_tmp' TO 'sad';

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."person" ALTER COLUMN "mood" SET DEFAULT 'sad';

-- Online: the same
