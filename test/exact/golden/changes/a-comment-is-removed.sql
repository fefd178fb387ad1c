-- a comment is removed

-- Up

-- dropColumnComment
-- lock SHARE UPDATE EXCLUSIVE
COMMENT ON COLUMN "public"."sample"."value" IS NULL;

-- Down

-- createColumnComment
-- lock SHARE UPDATE EXCLUSIVE
COMMENT ON COLUMN "public"."sample"."value" IS 'one';

-- Online: the same
