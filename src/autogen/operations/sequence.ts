import { dataLoss } from "../core/hazards/data-loss.js"
import { quoteIdent, quoteLiteral } from "../core/names.js"
import type { SqlContext } from "../core/operation.js"
import { hazard, statement, type Statement } from "../core/statement.js"
import { afterHighest, restoreSequenceValue, saveSequenceValue } from "./sequence-value.js"
import { alterWithinBounds } from "./sequence-bounds.js"
import { numberWords, type SequenceNumbers } from "./sequence-numbers.js"
import { resolveKey, resolveSql, type TableName } from "./table-name.js"

/** The column that owns a sequence. */
export interface SequenceOwner {
    readonly table: TableName
    readonly column: string
}

/** Options of `op.createSequence` and `op.alterSequence`. Numbers beyond 2^53 are given as text. */
export interface SequenceOptions extends SequenceNumbers {
    readonly as?: "smallint" | "integer" | "bigint"
    readonly ownedBy?: SequenceOwner | null
}

/** Options of `op.dropSequence`. */
export interface DropSequenceOptions {
    /** The column that owns it, and may get another: that goes on where this one stopped, if it is made in the same transaction. */
    readonly ownedBy?: SequenceOwner
}

/** The operations on sequences. */
export const sequenceOperations = {
    /** CREATE SEQUENCE. */
    createSequence(context: SqlContext, name: TableName, options: SequenceOptions = {}): readonly Statement[] {
        const create = ["CREATE SEQUENCE", resolveSql(context, name), ...sequenceWords(context, options)].join(" ")
        return [statement(create), ...continueValues(context, name, options)]
    },

    /** ALTER SEQUENCE. Its value stays; where other bounds leave it out and it has given none from its start on, it begins there. */
    alterSequence(context: SqlContext, name: TableName, options: SequenceOptions): readonly Statement[] {
        const sequence = resolveSql(context, name)
        const alter = ["ALTER SEQUENCE", sequence, ...sequenceWords(context, options)].join(" ")
        return [statement(alterWithinBounds(alter, quoteLiteral(sequence).trim(), options))]
    },

    /** DROP SEQUENCE. How far it has counted is gone with it, unless another one of the column that owns it takes over. */
    dropSequence(context: SqlContext, name: TableName, { ownedBy }: DropSequenceOptions = {}): readonly Statement[] {
        const drop = `DROP SEQUENCE ${resolveSql(context, name)}`
        if (ownedBy) return [saveSequenceValue(context, { ...ownedBy, sequence: name }), statement(drop)]
        const object = resolveKey(context, "sequence", name)
        return [statement(drop, { hazards: [hazard(dataLoss.sequenceDropped, object)] })]
    },

    /** ALTER SEQUENCE … RENAME TO. Defaults that use it follow. */
    renameSequence(context: SqlContext, from: TableName, to: string): readonly Statement[] {
        return [statement(`ALTER SEQUENCE ${resolveSql(context, from)} RENAME TO ${quoteIdent(to)}`)]
    },
} as const

/** A new sequence of a column goes on where the one before stopped, else after the values that are there. */
function continueValues(context: SqlContext, name: TableName, options: SequenceOptions): readonly Statement[] {
    const { ownedBy, increment = 1, start = 1 } = options
    if (!ownedBy) return []
    const counter = { ...ownedBy, sequence: name }
    const plain = Number(increment) === 1 && Number(start) === 1
    return [restoreSequenceValue(context, counter, plain ? afterHighest(context, counter, 1) : null)]
}

function sequenceWords(context: SqlContext, options: SequenceOptions): readonly string[] {
    const { ownedBy } = options
    return [
        options.as && `AS ${options.as}`,
        ...numberWords(options),
        ownedBy === null && "OWNED BY NONE",
        ownedBy && `OWNED BY ${resolveSql(context, ownedBy.table)}.${quoteIdent(ownedBy.column)}`,
    ].filter((word) => typeof word === "string")
}
