import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist/", "*.mjs"] },
  ...tseslint.configs.strictTypeChecked,
  { languageOptions: { parserOptions: { projectService: true } } },
  // node:test returns a promise that nobody needs to wait for.
  { files: ["test/**"], rules: { "@typescript-eslint/no-floating-promises": "off" } },
);
