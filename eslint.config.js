import { defineConfig, globalIgnores } from "eslint/config"
import tseslint from "typescript-eslint"

// The style section of CONTRIBUTING.md, as far as a linter can hold it. The import rules are tests: test/house.

const noDefaultExport = {
    "no-restricted-syntax": [
        "error",
        {
            selector: "ExportDefaultDeclaration, ExportSpecifier[exported.name='default']",
            message: "Export by name.",
        },
    ],
}

/** Rules that need no types: they hold in every file. */
const everywhere = {
    ...noDefaultExport,
    eqeqeq: "error",
    "no-var": "error",
    "prefer-const": "error",
    "object-shorthand": "error",
    "max-lines": ["error", { max: 400, skipBlankLines: true, skipComments: true }],
    "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_$", caughtErrors: "all", ignoreRestSiblings: true },
    ],
}

/** Rules on TypeScript, with types. */
const typed = {
    // `typeof import("ts-morph")` is how a package is named that is only loaded when it is needed.
    "@typescript-eslint/consistent-type-imports": [
        "error",
        { fixStyle: "inline-type-imports", disallowTypeAnnotations: false },
    ],
    "@typescript-eslint/consistent-type-exports": "error",
    "@typescript-eslint/no-import-type-side-effects": "error",
    "@typescript-eslint/no-explicit-any": "error",
    "@typescript-eslint/no-non-null-assertion": "error",
    "@typescript-eslint/no-floating-promises": "error",
    "@typescript-eslint/return-await": ["error", "error-handling-correctness-only"],
    // A switch names every case, so that the compiler finds the place when a case is added.
    "@typescript-eslint/switch-exhaustiveness-check": ["error", { allowDefaultCaseForExhaustiveSwitch: false }],
    "@typescript-eslint/only-throw-error": ["error", { allowThrowingUnknown: true, allowRethrowing: true }],
    // Numbers and booleans print the same everywhere; objects do not.
    "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
    // It flags `unknown` once it has been narrowed, which is where we say String() on purpose.
    "@typescript-eslint/no-base-to-string": "off",
    // `async` also turns what is thrown into a rejection.
    "@typescript-eslint/require-await": "off",
    // Interfaces have methods (so that kinds of different definitions fit one registry), and none of them uses `this`.
    "@typescript-eslint/unbound-method": "off",
}

export default defineConfig(
    globalIgnores([
        "examples/nestjs/",
        "**/node_modules/",
        "**/dist/",
        "**/.cache/",
        "**/.postgres/",
        "test/**/golden/",
        "site/",
    ]),
    { linterOptions: { reportUnusedDisableDirectives: "error" } },
    {
        files: ["**/*.ts"],
        extends: [tseslint.configs.recommendedTypeChecked],
        languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
        rules: { ...everywhere, ...typed },
    },
    {
        files: ["**/*.{js,mjs,cjs}"],
        extends: [tseslint.configs.base],
        rules: everywhere,
    },
    {
        files: ["src/**/*.ts"],
        rules: { "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }] },
    },
    {
        // The library speaks through what it returns and throws; only commands print.
        files: ["src/autogen/**/*.ts"],
        ignores: ["src/autogen/cli/**"],
        rules: { "no-console": "error" },
    },
    {
        // Expectations read what the driver and JSON.parse give as it comes.
        files: ["test/**/*.ts", "bench/**/*.ts"],
        rules: {
            "@typescript-eslint/no-unsafe-assignment": "off",
            "@typescript-eslint/no-unsafe-member-access": "off",
            "@typescript-eslint/no-unsafe-argument": "off",
            "@typescript-eslint/no-unsafe-call": "off",
            "@typescript-eslint/no-unsafe-return": "off",
            "@typescript-eslint/no-non-null-assertion": "off",
        },
    },
    {
        // Files whose readers (TypeORM, vitest, eslint) ask for a default export.
        files: [
            "**/ormconfig.*",
            "**/*.config.*",
            "**/data-source.ts",
            "src/entities/**",
            "examples/**/entities/**",
            "test/support/global-setup.ts",
        ],
        rules: { "no-restricted-syntax": "off" },
    },
)
