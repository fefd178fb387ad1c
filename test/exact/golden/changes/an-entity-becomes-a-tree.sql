-- an entity becomes a tree

-- Up

-- createTable
CREATE TABLE "public"."category_closure" (
    "id_ancestor" integer NOT NULL,
    "id_descendant" integer NOT NULL,
    CONSTRAINT "PK_8da8666fc72217687e9b4f4c7e9" PRIMARY KEY ("id_ancestor", "id_descendant")
);

-- createIndex
CREATE INDEX "IDX_4aa1348fc4b7da9bef0fae8ff4" ON "public"."category_closure" ("id_ancestor");

-- createIndex
CREATE INDEX "IDX_6a22002acac4976977b1efd114" ON "public"."category_closure" ("id_descendant");

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
ALTER TABLE "public"."category_closure" ADD CONSTRAINT "FK_4aa1348fc4b7da9bef0fae8ff48" FOREIGN KEY ("id_ancestor") REFERENCES "public"."category" ("id") ON DELETE CASCADE;

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
ALTER TABLE "public"."category_closure" ADD CONSTRAINT "FK_6a22002acac4976977b1efd114a" FOREIGN KEY ("id_descendant") REFERENCES "public"."category" ("id") ON DELETE CASCADE;

-- Down

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."category_closure" DROP CONSTRAINT "FK_4aa1348fc4b7da9bef0fae8ff48";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."category_closure" DROP CONSTRAINT "FK_6a22002acac4976977b1efd114a";

-- dropTable
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on table public.category_closure: all rows of the table are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
DROP TABLE "public"."category_closure";

-- Online: the same
