/** The kinds of change that docs/safety.md speaks of, by the names of their cases, and why ours is as it is. */
export const chapters: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    "Types of columns": {
        "a longer varchar": "Postgres changes the catalog only: no row is read or written, whatever the table's size.",
        "a shorter varchar":
            "No USING: an explicit cast to `varchar(36)` would cut values off, the assignment refuses them. The precondition counts them before anything is touched.",
        "integer to bigint": "Postgres's own assignment cast. The table is written again, and the hazard says so.",
        "text to integer":
            "There is no cast. The values go through their text, which loses none and refuses what is no number; `generate` stops with the hazard `no-cast` until somebody decides.",
        "text to uuid": "As from text to integer: by the text, after a word.",
        "timestamp to timestamptz":
            "The cast would read the session's TimeZone. The zone is stated, so that the migration does the same on every connection.",
        "json to jsonb": "An assignment cast.",
        "integer to an array": "Each value becomes an array of one. The way back refuses arrays of several.",
        "a collation changes": "No row is written; Postgres builds the indexes over the column again.",
        "text to an enum with default":
            "Values that the enum does not have are counted first. The default is dropped before the type changes and set again after, since Postgres cannot cast it.",
        "the type of an indexed, checked, unique column, by a cast":
            "Postgres rebuilds indexes and constraints over the column by itself where it can; what it cannot is taken down and put back.",
        "the type of a key and of all that refer to it":
            "Both sides change in one transaction; Postgres keeps the foreign key and looks at the rows again by itself.",
        "the type that a generated column reads":
            "Postgres refuses to change what a generated column reads: it is made anew around the change.",
        "a type under policies":
            "Postgres refuses to change a type under a policy: it is dropped and put back just as it was, in one transaction.",
        "a type under triggers": "As with policies.",
        "anew, NOT NULL with a default":
            "`--recreate`: where nothing casts and nothing is worth keeping, the column is dropped and added; never without being told.",
    },
    Columns: {
        "a column is added": "Postgres keeps a constant default aside: no row is written.",
        "a column is added with a default that differs from row to row":
            "With the column at once, every row would be written under an exclusive lock. It comes without the default, the rows are filled in batches, each in a transaction of its own.",
        "a column is removed": "`generate` refuses without `--allow deletes-data`.",
        "nullable to not null":
            "Rows without a value are counted first. A validated check spares Postgres the look at every row under an exclusive lock.",
        "nullable to not null with a default": "The nulls become the default first, in batches; then as without one.",
        "a default changes": "The rows keep their values.",
        "a comment changes": "Nobody waits.",
        "the expression of a generated column": "The values are computed again from the same row, so nothing is lost.",
        "a generated column becomes plain": "In place: the values stay.",
        "serial to identity": "The numbers go on behind the highest that is there.",
        "serial to integer": "The values stay, only the counting ends.",
        "integer to identity": "The numbers go on behind the highest that is there.",
    },
    Enums: {
        "enum values are added in the middle and at the end": "ADD VALUE touches no row.",
        "an enum value is removed":
            "Postgres cannot remove a value: the columns are changed over to a new type. Rows that have the value are counted first. The second migration does something only on the way back, where the value is added and used: Postgres wants a commit in between.",
        "values go with their rows, in columns and arrays of two tables":
            "`--map` says what the rows get. What names the old value in a condition goes before, and comes back with the new one.",
        "another order of enum values": "As where one is removed.",
        "a value of an enum, with all that mentions it":
            "A rename: Postgres keeps defaults, checks and views by the value's number. The check's name is TypeORM's hash of its text.",
        "a value comes in the middle, under a default and an array's default":
            "Nothing uses the new value yet, so that one transaction is enough.",
    },
    "Keys, constraints and indexes": {
        "an index, a check and a foreign key are added":
            "A look at all rows under a strong lock keeps others waiting: the index is built concurrently, the others are valid for new rows at once and for the old ones after a look that lets others write.",
        "unique is added":
            "Duplicates are counted first. The constraint takes over an index that was built concurrently.",
        "an index becomes unique":
            "Duplicates are counted first. The old index serves until the new one stands; the first migration is there for the way back, which puts the old one in its place again.",
        "the columns of a primary key, with what refers to it":
            "The new key takes over an index that was built concurrently; new foreign keys on it wait for it, and are validated later.",
        "the column order of a primary key":
            "TypeORM sees no difference. The new key takes over an index that was built concurrently; the old one stays until then, and so does the foreign key on it, which comes back as NOT VALID and is validated later.",
        "the name of a primary key": "A rename of the constraint.",
        "the deferrability of a foreign key": "ALTER CONSTRAINT: in place, where TypeORM sees no change.",
        "the deferrability of a unique constraint":
            "Postgres has no ALTER for it: the constraint is made anew, over an index built concurrently.",
        "the actions of a foreign key": "The rows refer to the same keys as before: there is nothing to ask them.",
        "the expression of a named check": "Rows that break the new condition are counted first.",
        "the condition of a named index": "The old index serves until the new one stands.",
        "a unique constraint becomes a unique index of the same name": "The constraint goes when the index stands.",
    },
    Renames: {
        "columns are renamed":
            "Told by `--rename`, `@RenamedFrom` or at the prompt; without a word it is never guessed. What Postgres itself named after the old name follows, where it is there.",
        "a table is renamed": "With everything that Postgres or TypeORM named after it.",
        "a table is renamed and moves to another schema": "In place: the rows stay where they are.",
        "two columns change names, with types, indexes, defaults and a check": "One of them steps aside for a moment.",
        "an entity is renamed, and its junction table follows":
            "The junction table is named after the entity, and its columns after its key.",
    },
    "Tables and views": {
        "a removed entity": "`generate` refuses without `--allow deletes-data`.",
        "a table moves to another schema that is not there yet":
            "Without a word that it is the same table, it is another one. `--rename` moves it in place.",
        "a many-to-many is removed": "As with any table.",
        "a view that is replaced keeps its options":
            "CREATE OR REPLACE where Postgres allows it: privileges and options stay.",
        "views that are made anew, by another query":
            "Where it does not allow it, the view and all that reads it are dropped and made again, with privileges, options, comments and indexes.",
        "a removed view": "It holds no rows.",
        "a view that becomes materialized": "Postgres cannot turn the one into the other.",
    },
}
