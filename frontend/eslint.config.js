import js from "@eslint/js";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

/**
 * The folders of src, lowest first. A file imports from its own folder and from lower ones; what a folder is for stands
 * in CONTRIBUTING.
 */
const FOLDERS = [
  "api",
  "dom",
  "layout",
  "scale",
  "charts",
  "help",
  "state",
  "figures",
  "panels",
  "pages",
  "shell",
  "share",
];

/**
 * The rule of one folder: no import climbs out of it into a higher one.
 *
 * @param {string} folder
 * @param {number} place
 */
const onlyLower = (folder, place) => ({
  files: [`src/${folder}/**`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: FOLDERS.slice(place + 1).map((higher) => ({
          regex: `^(\\.\\./)+${higher}/`,
          message: `${folder}/ lies below ${higher}/ and must not import from it.`,
        })),
      },
    ],
  },
});

export default defineConfig(
  { ignores: ["dist", "node_modules", "src/api/schema.d.ts"] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ["beside.js", "eslint.config.js"] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-console": "error",
      "max-lines": ["error", { max: 250, skipBlankLines: true }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true }],
      "max-params": ["error", 5],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
    },
  },
  ...FOLDERS.map(onlyLower),
  {
    files: ["test/**", "browser-test/**"],
    rules: { "max-lines-per-function": "off", "no-console": "off" },
  },
);
