import js from "@eslint/js";
import globals from "globals";

/** Ways to what stands in a field, as names in a selector. */
const TYPED = "/^(value|valueAsDate|valueAsNumber|defaultValue|checked|files|selectedIndex|selectedOptions|selectionStart|selectionEnd|clipboardData|dataTransfer)$/";
const NEVER_READ = "what a visitor types is never read";

const extension = { ...globals.browser, ...globals.webextensions };

export default [
  { ignores: ["pages/**", "browser/pages/**", "**/node_modules/**", "**/wasm/**"] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-implicit-globals": "off",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_", caughtErrors: "all", caughtErrorsIgnorePattern: "^_" }],
    },
  },
  {
    files: ["**/*.mjs", "*.js"],
    languageOptions: { globals: { ...globals.node, ...extension } },
  },
  {
    // Anything that could fetch or build a page out of text has no place in the extension.
    files: ["**/extension/**/*.js"],
    languageOptions: { globals: extension },
    rules: {
      "no-restricted-globals": ["error", "fetch", "XMLHttpRequest", "WebSocket", "EventSource"],
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: "build nodes instead" },
        { property: "outerHTML", message: "build nodes instead" },
        { property: "insertAdjacentHTML", message: "build nodes instead" },
        { property: "sendBeacon", message: "the extension sends nothing" },
      ],
    },
  },
  {
    // Content scripts are classic scripts that share one scope.
    files: ["**/extension/content/**/*.js", "**/extension/thunderbird/mail/banner.js"],
    languageOptions: { sourceType: "script" },
    rules: {
      "no-restricted-syntax": [
        "error",
        { selector: `MemberExpression[property.name=${TYPED}]:not([object.name="MAX"])`, message: NEVER_READ },
        { selector: `MemberExpression[property.value=${TYPED}]`, message: NEVER_READ },
        { selector: `ObjectPattern > Property[key.name=${TYPED}]`, message: NEVER_READ },
        { selector: `CallExpression[callee.property.name="getter"] > Literal[value=${TYPED}]`, message: NEVER_READ },
        { selector: "NewExpression[callee.name='FormData']", message: NEVER_READ },
      ],
    },
  },
];
