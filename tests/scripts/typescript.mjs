// Checks a program of TypeScript with all strictness and runs it:
// `node tests/scripts/typescript.mjs FILE…`. Each prints its lines; ends with 77 where the
// compiler cannot be had.

import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { packages } from "../browser/modules.mjs";

const require = packages(dirname(fileURLToPath(import.meta.url)));
const ts = require("typescript");

const files = process.argv.slice(2);
const options = { strict: true, noEmit: true, types: [], target: ts.ScriptTarget.ES2022, lib: ["lib.es2022.d.ts"] };
const program = ts.createProgram({ rootNames: files, options });
const wrong = ts.getPreEmitDiagnostics(program);
if (wrong.length > 0) {
  const host = { getCanonicalFileName: String, getCurrentDirectory: process.cwd, getNewLine: () => "\n" };
  console.error(ts.formatDiagnostics(wrong, host));
  process.exit(1);
}
for (const file of files) {
  const { outputText } = ts.transpileModule(readFileSync(file, "utf8"), {
    compilerOptions: { module: ts.ModuleKind.ES2022, target: ts.ScriptTarget.ES2022 },
  });
  const made = await import(`data:text/javascript,${encodeURIComponent(outputText)}`);
  console.log(new Set(Object.values(made.Code)).size);
}
