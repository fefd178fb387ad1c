import { expect, test } from "vitest"
import { sqlTokens } from "../../src/autogen/core/sql-tokens.js"

const same: readonly (readonly [string, string])[] = [
    ["SELECT 1", "select\n\t1 ;"],
    ["ALTER TABLE room ADD floor int", "-- the hall\nalter table Room /* a /* nested */ one */ add FLOOR int;;"],
    ["SELECT a.b, 'x'", "SELECT a . b,'x'"],
    ["SELECT a<-1", "SELECT a < -1"],
    ["SELECT a::int", "SELECT a :: int"],
    ["SELECT 1 -- end", "SELECT 1"],
    ["SELECT a*/* c */b", "SELECT a * b"],
]

const different: readonly (readonly [string, string])[] = [
    ["SELECT 'a b'", "SELECT 'a  b'"],
    ["SELECT 'A'", "SELECT 'a'"],
    [`SELECT "A"`, `SELECT "a"`],
    ["SELECT a - -1", "SELECT a --1"],
    ["SELECT 'a -- b'", "SELECT 'a'"],
    ["DO $$ BEGIN NULL; END $$", "DO $$ BEGIN  NULL; END $$"],
    ["SELECT $a$ $b$ -- $a$", "SELECT $a$ $b$ $a$"],
    ["SELECT e'a\\'b' , 'c'", "SELECT e'a\\'b' , 'd'"],
    ["SELECT a @> b", "SELECT a @ > b"],
    ["SELECT E'x'", "SELECT e 'x'"],
    ["SELECT 1 .5", "SELECT 1.5"],
    ["SELECT $1", "SELECT $12"],
    ["SELECT ab", "SELECT a b"],
    ["SELECT 'it''s'", "SELECT 'it' 's'"],
]

test.each(same)("%j is %j", (one, other) => expect(sqlTokens(one)).toEqual(sqlTokens(other)))
test.each(different)("%j is not %j", (one, other) => expect(sqlTokens(one)).not.toEqual(sqlTokens(other)))
test.each(["SELECT 'a", 'SELECT "a', "SELECT $$ a", "SELECT /* a", "SELECT 'a\\'"])("%j is not known", (sql) =>
    expect(sqlTokens(sql)).toBeNull(),
)
