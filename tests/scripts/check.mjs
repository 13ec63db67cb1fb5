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
/** Where the packages lie that tell what a program offers. */
const TYPES = join(dirname(require.resolve("@types/node/package.json")), "..");

const LONGEST_LINE = 120;

/**
 * Scripts that run in one place, and declarations of what they find there (`.d.ts`).
 * @typedef {object} World
 * @property {string[]} folders where they lie
 * @property {string} ending
 * @property {string[]} lib what the language and the browser offer there
 * @property {string[]} [types] packages that tell what else there is
 * @property {boolean} [alone] whether each script has a world of its own; those of one page see each other's names
 */

const LANGUAGE = "lib.es2023.d.ts";

/** @type {World[]} */
const WORLDS = [
  { folders: ["src/search", "themes"], ending: ".js", lib: [LANGUAGE, "lib.dom.d.ts", "lib.dom.iterable.d.ts"] },
  { folders: ["src/serve"], ending: ".js", lib: [LANGUAGE, "lib.dom.d.ts", "lib.dom.iterable.d.ts"] },
  { folders: ["src/render"], ending: ".js", lib: [LANGUAGE, "lib.webworker.d.ts"], alone: true },
  { folders: ["tests/scripts", "tests/search", "bench"], ending: ".mjs", lib: [LANGUAGE], types: ["node"] },
];

/** Scripts that drive a browser: their format is held, their types are not, as most of each runs in
 * pages, on elements that only the test itself can know to be there. */
const DRIVERS = { folders: ["tests/browser", "audit"], ending: ".mjs" };

/** What the compiler says of a module that it cannot find. */
const NOT_FOUND = 2307;

/** @param {{ folders: string[], ending: string }} world */
function filesOf({ folders, ending }) {
  const found = folders.flatMap(folder =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map(path => `${folder}/${path}`),
  );
  const files = found
    .map(path => path.replaceAll("\\", "/"))
    .filter(path => path.endsWith(ending) || path.endsWith(".d.ts"));
  return files.filter(path => !path.includes("node_modules/")).sort();
}

/**
 * What the compiler says of scripts that share a world.
 * @param {string[]} files
 * @param {World} world
 */
function typeFaults(files, { lib, types = [] }) {
  const options = {
    allowJs: true,
    checkJs: true,
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleDetection: ts.ModuleDetectionKind.Legacy,
    lib,
    types,
    typeRoots: [TYPES],
  };
  const program = ts.createProgram(
    files.map(path => join(ROOT, path)),
    options,
  );
  return ts.getPreEmitDiagnostics(program).flatMap((/** @type {any} */ { code, file, start, messageText }) => {
    const text = ts.flattenDiagnosticMessageText(messageText, " ");
    if (!file) return [text];
    // Packages lie where they are used: of what comes from them nothing is known here.
    if (code === NOT_FOUND && /^Cannot find module '[^./]/.test(text)) return [];
    const { line, character } = file.getLineAndCharacterOfPosition(start);
    return [`${file.fileName.slice(ROOT.length + 1)}:${line + 1}:${character + 1}: ${text}`];
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
for (const path of [...WORLDS, DRIVERS].flatMap(filesOf)) faults.push(...(await formFaults(path)));
for (const world of WORLDS) {
  const files = filesOf(world);
  const programs = world.alone ? files.map(file => [file]) : [files];
  for (const program of programs) faults.push(...typeFaults(program, world));
}
for (const fault of faults) console.log(fault);
process.exitCode = faults.length ? 1 : 0;
