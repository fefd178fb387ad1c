-- a comment changes

-- Up

-- createColumnComment
-- lock SHARE UPDATE EXCLUSIVE
COMMENT ON COLUMN "public"."sample"."value" IS 'two''s';

-- Down

-- createColumnComment
-- lock SHARE UPDATE EXCLUSIVE
COMMENT ON COLUMN "public"."sample"."value" IS 'one';

-- Online: the same
