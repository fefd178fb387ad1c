-- the comment of a table

-- Up

-- createTableComment
-- lock SHARE UPDATE EXCLUSIVE
COMMENT ON TABLE "public"."sample" IS 'two';

-- Down

-- createTableComment
-- lock SHARE UPDATE EXCLUSIVE
COMMENT ON TABLE "public"."sample" IS 'one';

-- Online: the same
