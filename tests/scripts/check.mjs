// The types and the format of every script that is written by hand:
// `node tests/scripts/check.mjs` prints what is wrong and ends with 1 if anything is;
// with `--write` it formats the files first.

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ROOT, packages } from "../browser/modules.mjs";

const require = packages(dirname(fileURLToPath(import.meta.url)));
const ts = require("typescript");
const prettier = require("prettier");

const LONGEST_LINE = 120;

/** Scripts that are not plain yet. It is to become empty. */
const NOT_YET = [
  "bench/search/bench.mjs",
  "bench/search/start.mjs",
  "tests/search/shards.mjs",
  "tests/search/twin.mjs",
  "tests/search/world.mjs",
  "themes/default/assets/search-box.js",
  "themes/default/assets/search-engine.js",
  "themes/default/assets/search-shards.js",
  "themes/default/assets/search.js",
];

/** Scripts by where they run, with what the browser offers them there. Those of one
 * page see each other's names; a script with a world of its own is `alone`. */
const WORLDS = [
  { folders: ["themes"], ending: ".js", lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"] },
  { folders: ["src/render"], ending: ".js", lib: ["lib.es2023.d.ts", "lib.webworker.d.ts"], alone: true },
];

/** Scripts that run under Node.js: their format is held, their types are not yet. */
const TOOLS = { folders: ["tests", "audit", "bench"], ending: ".mjs" };

/** @param {{ folders: string[], ending: string }} world */
function filesOf({ folders, ending }) {
  const found = folders.flatMap(folder =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map(path => `${folder}/${path}`),
  );
  const files = found.map(path => path.replaceAll("\\", "/")).filter(path => path.endsWith(ending));
  return files.filter(path => !path.includes("node_modules/") && !NOT_YET.includes(path)).sort();
}

/**
 * What the compiler says of scripts that share their names.
 * @param {string[]} files
 * @param {string[]} lib
 */
function typeFaults(files, lib) {
  const options = {
    allowJs: true,
    checkJs: true,
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    lib,
    types: [],
  };
  const program = ts.createProgram(
    files.map(path => join(ROOT, path)),
    options,
  );
  return ts.getPreEmitDiagnostics(program).map((/** @type {any} */ { file, start, messageText }) => {
    const text = ts.flattenDiagnosticMessageText(messageText, " ");
    if (!file) return text;
    const { line, character } = file.getLineAndCharacterOfPosition(start);
    return `${file.fileName.slice(ROOT.length + 1)}:${line + 1}:${character + 1}: ${text}`;
  });
}

/**
 * What is wrong with how a file is written.
 * @param {string} path
 */
async function formFaults(path) {
  const file = join(ROOT, path);
  const options = { ...(await prettier.resolveConfig(file)), filepath: file };
  if (process.argv.includes("--write")) writeFileSync(file, await prettier.format(readFileSync(file, "utf8"), options));
  const text = readFileSync(file, "utf8");
  const long = text.split("\n").flatMap((line, at) => (line.length > LONGEST_LINE ? [at + 1] : []));
  const faults = long.map(at => `${path}:${at}: this line is longer than ${LONGEST_LINE} characters`);
  if (!(await prettier.check(text, options))) {
    faults.push(`${path}: not formatted; \`node tests/scripts/check.mjs --write\` formats it`);
  }
  return faults;
}

const faults = [];
for (const path of [...WORLDS, TOOLS].flatMap(filesOf)) faults.push(...(await formFaults(path)));
for (const world of WORLDS) {
  const files = filesOf(world);
  const programs = world.alone ? files.map(file => [file]) : [files];
  for (const program of programs) faults.push(...typeFaults(program, world.lib));
}
for (const fault of faults) console.log(fault);
process.exitCode = faults.length ? 1 : 0;
