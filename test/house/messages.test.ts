import ts from "typescript"
import { describe, expect, it } from "vitest"
import { placeOf, sourceFiles, visit, type SourceFile } from "./source-files.js"

// What docs/glossary.md says of messages, held for what errors, warnings and hazards are made of: `message`, `next`, `reason` and `safer`.

const MEMBERS = new Set(["message", "next", "reason", "safer"])

/** Names that begin with a capital wherever they stand. */
const NAMES =
    /^(?:Postgres|PostgreSQL|TypeORM|TypeScript|JavaScript|NestJS|Jest|Node|SQL|JSON|[A-Z]\w*[A-Z_@]|[A-Z]{2,})/

const WORDS =
    /\b(?:anew|stands? on|stood on|is handed|hands? on|left alone|leaves? alone|in the way|without a word|in silence|change places|cannot both be|goes with it|go along|takes? the name over|quiet hour|way back|gives? no|(?<!there )is no (?:column|kind|count|value|rename|object|right))\b/i

interface Text {
    readonly place: string
    readonly text: string
}

/** The literals that a message is made of, `…` for what is put in. Of a choice, each. */
function textsOf(file: SourceFile, node: ts.Expression): readonly Text[] {
    if (ts.isParenthesizedExpression(node)) return textsOf(file, node.expression)
    if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].flatMap((one) => textsOf(file, one))
    if (ts.isBinaryExpression(node)) {
        const [left, right] = [textsOf(file, node.left), textsOf(file, node.right)]
        if (node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return [...left, ...right]
        const [first = { place: placeOf(file, node), text: "…" }, last = { place: "", text: "…" }] = [
            left[0],
            right.at(-1),
        ]
        return [{ place: first.place, text: first.text + last.text }]
    }
    const place = placeOf(file, node)
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [{ place, text: node.text }]
    if (!ts.isTemplateExpression(node)) return []
    return [{ place, text: node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join("") }]
}

function messagesIn(file: SourceFile, members: ReadonlySet<string> = MEMBERS): readonly Text[] {
    const found: Text[] = []
    visit(file.tree, (node) => {
        if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && members.has(node.name.text))
            found.push(...textsOf(file, node.initializer))
        if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && members.has(node.name.text))
            found.push(...(node.initializer ? textsOf(file, node.initializer) : []))
    })
    // One word is a value, not a text.
    return found.filter(({ text }) => text.includes(" "))
}

/** What is wrong with a message. */
function faultsOf({ place, text }: Text): readonly string[] {
    const word = WORDS.exec(text)?.[0]
    return [
        ...(/^[A-Z]/.test(text) && !NAMES.test(text) ? [`${place} begins with a capital: ${text}`] : []),
        ...(/[^.]\.$/.test(text) && !/[.?!;] [A-Z]|\n/.test(text) ? [`${place} ends with a full stop: ${text}`] : []),
        ...(word === undefined ? [] : [`${place} says "${word}": ${text}`]),
    ]
}

describe("messages", () => {
    const messages = sourceFiles("src/autogen").flatMap((file) => messagesIn(file))

    it("begin in lower case, end without a full stop and have no private words", () => {
        expect(messages.length).toBeGreaterThan(200)
        expect(messages.flatMap(faultsOf)).toEqual([])
    })

    it.each([
        ["The column is gone.", 2],
        ["the view stands on it", 1],
        ["Postgres refuses the step", 0],
        ["DATABASE_URL is empty", 0],
        ["…. The options are …", 0],
    ])("would be found faulty otherwise: %s", (text, count) => {
        expect(faultsOf({ place: "here", text })).toHaveLength(count)
    })
})

// Next steps are said of several things.
it("no two files have the same message", () => {
    const only = new Set(["message"])
    const places = new Map<string, Set<string>>()
    for (const { place, text } of sourceFiles("src/autogen").flatMap((file) => messagesIn(file, only))) {
        // Whatever is put in: the rest says too little to be one text.
        if (text.replaceAll("…", "").length < 30) continue
        const files = places.get(text) ?? new Set()
        places.set(text, files.add(place.split(":")[0] ?? ""))
    }
    const twice = [...places].filter(([, files]) => files.size > 1)
    expect(twice.map(([text, files]) => `${text}: ${[...files].join(", ")}`)).toEqual([])
})
