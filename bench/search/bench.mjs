// `npm ci && npm run bench -- SITE [QUERIES...]`: searches the pages of a built site
// with Statuary's own client and with four others (engines.mjs), and prints quality, bytes
// and times: until an engine is ready, from its index as text in memory (start.mjs, in
// processes of its own: in the first and in the median of later instances; the search
// after the first), and for a query. Pagefind reads its index in parts when it
// searches, so it has no such start.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { listedOf, queriesOf } from "../../tests/search/world.mjs";
import { BETWEEN, entrants } from "./engines.mjs";

const PROCESSES = 7;
const here = dirname(fileURLToPath(import.meta.url));
const [site = join(here, "../../public"), ...given] = process.argv.slice(2);
const repository = join(here, "../..");
const files = given[0]
  ? given
  : ["content/queries.yaml", "tests/search/held-out.tsv"].map(name => join(repository, name));
const folder = mkdtempSync(join(tmpdir(), "bench-search-"));

/** The path of a published asset. @param {string} start */
function asset(start) {
  const name = readdirSync(join(site, "assets")).find(name => name.startsWith(start));
  if (!name) throw Error(`${site} has no asset ${start}`);
  return join(site, "assets", name);
}

/** Statuary's engine: the client without the interface, which is its last script. */
function writeEngine() {
  const client = readFileSync(asset("search-client."), "utf8");
  const path = join(folder, "engine.js");
  writeFileSync(path, client.slice(0, client.lastIndexOf('"use strict"')));
  return path;
}

/** The pages of codes, from the facts that the site publishes. @returns {import("./engines.mjs").Page[]} */
function pagesOf() {
  const { codes } = JSON.parse(readFileSync(join(site, "codes.json"), "utf8"));
  const joined = (/** @type {string[] | undefined} */ list) => (list || []).join(BETWEEN);
  return codes.map((/** @type {any} */ code) => ({
    id: code.code,
    code: code.code,
    title: code.title,
    names: joined(code.former_names?.map((/** @type {any} */ name) => name.name)),
    keywords: joined(code.keywords),
    headers: joined(code.headers?.map((/** @type {any} */ header) => header.name?.key || header.name)),
    constants: joined(code.constants?.map((/** @type {any} */ constant) => constant.expression)),
    text: [code.summary, code.when].join(" "),
  }));
}

/**
 * The times of start.mjs for an engine: cold, the first search, warm; of each the median of processes.
 * @param {string} name
 * @param {{ text: string, settings?: object }} start
 * @param {string} engine
 */
function startOf(name, { text, settings = {} }, engine) {
  const file = join(folder, `${name}.txt`);
  writeFileSync(file, text);
  const env = { ...process.env, OPTIONS: JSON.stringify(settings) };
  const run = () => execFileSync(process.execPath, [join(here, "start.mjs"), name, file, engine], { env });
  const runs = Array.from({ length: PROCESSES }, () => JSON.parse(run().toString()));
  return ["cold", "warm", "first"].map(time => runs.map(run => run[time]).sort((a, b) => a - b)[PROCESSES >> 1]);
}

/** Whether one of the keys that are acceptable is this one. @param {string[]} expected @param {string} key */
const fits = (expected, key) =>
  expected.some(one => one === key || (/^\d\dx$/.test(one) && key.startsWith(one.slice(0, 2)) && key.length === 3));

/**
 * How well an engine answers: shares of queries whose first, or one of the first three, is
 * acceptable, the mean reciprocal rank, how much of nonsense it leaves unanswered; and the times.
 * @param {import("./engines.mjs").Entrant} entrant
 * @param {{ query: string, expected: string[] }[]} queries
 */
async function measured({ find }, queries) {
  /** @type {number[]} */
  const times = [];
  /** @type {number[]} */
  const places = [];
  /** @type {boolean[]} */
  const silent = [];
  await find("not found");
  for (const { query, expected } of queries) {
    const typed = query.slice(0, 256);
    const before = performance.now();
    const keys = (await find(typed)).slice(0, 10);
    times.push(performance.now() - before);
    if (expected[0] === "-") silent.push(!keys.length);
    else places.push(keys.findIndex(key => fits(expected, key)) + 1);
  }
  times.sort((a, b) => a - b);
  const share = (/** @type {number} */ part, /** @type {unknown[]} */ all) => (100 * part) / all.length;
  return {
    first: share(places.filter(place => place === 1).length, places),
    three: share(places.filter(place => place > 0 && place < 4).length, places),
    rank: places.reduce((sum, place) => sum + (place ? 1 / place : 0), 0) / places.length,
    silent: share(silent.filter(Boolean).length, silent),
    median: times[times.length >> 1],
    late: times[Math.floor(times.length * 0.99)],
    longest: times[times.length - 1],
  };
}

/** @param {number | undefined} value @param {number} digits @param {number} width */
const cell = (value, digits, width) => (value === undefined ? "-" : value.toFixed(digits)).padStart(width);

const engine = writeEngine();
const pages = pagesOf();
// Queries that pages of codes answer, so that no engine lacks a page.
const queries = files
  .flatMap(file => (file.endsWith(".yaml") ? listedOf(file) : queriesOf(file)))
  .filter(({ expected }) => expected[0] === "-" || expected.some(key => /^\d/.test(key) && !/^\dxx$/.test(key)));
console.log(`${pages.length} pages of codes, ${queries.length} queries (Statuary's index alone has other pages too)`);
console.log(
  "engine        first  three    MRR  silent    index   client  start cold  warm  1st search   median    99 %" +
    "  longest  (%, %, -, %, bytes, bytes, ms ...)",
);
for (const [name, make] of Object.entries(entrants({ pages, engine, index: asset("search-index."), folder }))) {
  const entrant = await make();
  const [cold, warm, firstSearch] = entrant.start ? startOf(name, entrant.start, engine) : [];
  const told = await measured(entrant, queries);
  entrant.done?.();
  console.log(
    name.padEnd(12),
    cell(told.first, 1, 6),
    cell(told.three, 1, 6),
    cell(told.rank, 3, 6),
    cell(told.silent, 0, 7),
    cell(entrant.index, 0, 8),
    cell(entrant.client, 0, 8),
    cell(cold, 1, 11),
    cell(warm, 1, 5),
    cell(firstSearch, 1, 11),
    cell(told.median, 3, 8),
    cell(told.late, 2, 7),
    cell(told.longest, 1, 8),
  );
}
process.exit(0);
