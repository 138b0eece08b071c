// Bundles the extension into dist/, or with --tests each test into dist/test/.
import { readdirSync, rmSync } from "node:fs";
import { build } from "esbuild";

const tests = process.argv.includes("--tests");
const common = { bundle: true, platform: "node", format: "cjs", target: "node20", external: ["vscode"], logLevel: "warning" };

if (tests) {
  rmSync("dist/test", { recursive: true, force: true });
  const entryPoints = readdirSync("test").map((name) => `test/${name}`);
  await build({ ...common, entryPoints, outdir: "dist/test", sourcemap: "inline" });
} else {
  const minify = process.argv.includes("--minify");
  await build({ ...common, entryPoints: ["src/extension.ts"], outfile: "dist/extension.js", minify });
}
