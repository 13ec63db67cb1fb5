// `node bench/walk/walk.mjs [ERRORS [SEED]]`: the way of a newcomer, timed. Out of an OpenAPI
// document that it makes, and an empty folder, it makes a searchable site by `statuary init`,
// `import`, `check` and `build`; and, where MkDocs Material is installed, one of the same rows
// by MkDocs. Then it types each key into the search box of either, in Chromium, and counts how
// often the page of that very key comes first. STATUARY and MKDOCS name the programs.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, chromium, packages } from "../../tests/browser/modules.mjs";
import { openapiOf, rowsOf } from "./catalogue.mjs";

// What drives a browser has no types here, as in tests/browser/.
const { serve } = await import(new URL("../../tests/browser/server.mjs", import.meta.url).href);
const [count = 200, seed = 12] = process.argv.slice(2).map(Number);
const STATUARY = process.env.STATUARY ?? "statuary";
const MKDOCS = process.env.MKDOCS ?? "mkdocs";
/** How long results may take to come, and how often they are looked at, in milliseconds. */
const [PATIENCE, STEADY] = [1500, 100];

const folder = mkdtempSync(join(tmpdir(), "walk-"));
const rows = rowsOf(count, seed);

/**
 * Runs a program and returns the seconds that it took.
 * @param {string} program
 * @param {string[]} given
 */
function timed(program, given) {
  const before = performance.now();
  const ran = spawnSync(program, given, { encoding: "utf8", env: { ...process.env, NO_MKDOCS_2_WARNING: "1" } });
  if (ran.status !== 0) throw Error(`${program} ${given.join(" ")}\n${ran.error ?? ran.stdout + ran.stderr}`);
  return (performance.now() - before) / 1000;
}

/** The bytes of all files below a folder. @param {string} place @returns {number} */
function bytesOf(place) {
  const sizes = readdirSync(place, { withFileTypes: true }).map(entry => {
    const path = join(place, entry.name);
    return entry.isDirectory() ? bytesOf(path) : statSync(path).size;
  });
  return sizes.reduce((sum, size) => sum + size, 0);
}

/**
 * A site that was made.
 * @typedef {object} Made
 * @property {[string, number][]} steps what was run, and its seconds
 * @property {string} site the folder that is published
 * @property {string} box where the reader types
 * @property {string} first the link of the first result
 */

/** @returns {Made} */
function byStatuary() {
  const [root, document] = [join(folder, "statuary"), join(folder, "openapi.json")];
  writeFileSync(document, JSON.stringify(openapiOf(rows), null, 2));
  const samples = rows.slice(0, 2).map(row => row.key);
  const named = ["--title", "Made-up errors", "--keys", samples.join(",")];
  /** @type {[string, number][]} */
  const steps = [["init", timed(STATUARY, ["init", root, "--yes", ...named])]];
  // What a newcomer does by hand: the samples make room, and the status gets a field.
  for (const key of samples) rmSync(join(root, "content/errors", `${key}.md`));
  const declaration = join(root, "content/site.yaml");
  const declared = readFileSync(declaration, "utf8");
  const field = `      status: {type: integer, card: true, help: "the status of the answer"}\n`;
  writeFileSync(declaration, declared.replace("      severity:", `${field}      severity:`));
  for (const [verb, ...given] of [["import", document], ["check", "--strict"], ["build"]])
    steps.push([verb, timed(STATUARY, [verb, ...given, "--root", root])]);
  return { steps, site: join(root, "public"), box: "input[name=q]", first: "#results a" };
}

/** @returns {Made} */
function byMkdocs() {
  const root = join(folder, "mkdocs");
  mkdirSync(join(root, "docs/errors"), { recursive: true });
  const before = performance.now();
  writeFileSync(join(root, "mkdocs.yml"), "site_name: Made-up errors\ntheme:\n  name: material\n");
  const list = rows.map(row => `- [${row.key}](errors/${row.key}.md): ${row.title}`).join("\n");
  writeFileSync(join(root, "docs/index.md"), `# Made-up errors\n\n${list}\n`);
  for (const { key, title, status, detail } of rows) {
    const page = `# ${key}\n\n**${title}**\n\n${detail}\n\n| fact | value |\n| --- | --- |\n| status | ${status} |\n`;
    writeFileSync(join(root, "docs/errors", `${key}.md`), page);
  }
  /** @type {[string, number][]} */
  const steps = [["a script of ours that writes the pages", (performance.now() - before) / 1000]];
  steps.push([
    "build --strict",
    timed(MKDOCS, ["build", "--strict", "--quiet", "--config-file", join(root, "mkdocs.yml")]),
  ]);
  return { steps, site: join(root, "site"), box: ".md-search__input", first: ".md-search-result__item a" };
}

/**
 * Types each key, and returns those whose page is not the first result, each with what is.
 * @param {any} browser
 * @param {Made} made
 */
async function misses(browser, { site, box, first }) {
  const served = await serve(site, "/");
  const page = await browser.newPage();
  await page.goto(served.base);
  const missed = [];
  for (const { key } of rows) {
    await page.locator(box).first().fill(key);
    // One of the two listens to keys and not to what stands in the box.
    await page.locator(box).first().press("End");
    const found = await steady(() => page.locator(first).first().getAttribute("href", { timeout: PATIENCE }), key);
    if (!found.includes(`/${key}/`)) missed.push(`${key} finds ${found || "nothing"}`);
  }
  await page.close();
  served.close();
  return missed;
}

/**
 * What a question gives once the answer stays, or as soon as it names the key.
 * @param {() => Promise<string | null>} ask
 * @param {string} key
 */
async function steady(ask, key) {
  let before = "";
  for (let since = performance.now(); performance.now() - since < PATIENCE; ) {
    const now = `/${(await ask().catch(() => "")) ?? ""}`;
    if (now.includes(`/${key}/`)) return now;
    if (now !== before) [before, since] = [now, performance.now()];
    await new Promise(done => setTimeout(done, STEADY));
  }
  return before;
}

const made = { Statuary: byStatuary() };
if (spawnSync(MKDOCS, ["--version"]).status === 0) Object.assign(made, { "MkDocs Material": byMkdocs() });
else console.error("MkDocs is not installed: `pip install mkdocs-material`, or name its program in MKDOCS");
const { chromium: driver } = packages(join(ROOT, "tests/browser"))("playwright-core");
const browser = await driver.launch({ executablePath: chromium(), args: ["--no-sandbox"] });
console.log(`${rows.length} errors, seed ${seed}`);
for (const [name, one] of Object.entries(made)) {
  const missed = await misses(browser, one);
  const sum = one.steps.reduce((sum, [, seconds]) => sum + seconds, 0);
  const steps = one.steps.map(([step, seconds]) => `${step} ${seconds.toFixed(2)}`).join(", ");
  const found = `${rows.length - missed.length} of ${rows.length} keys first`;
  console.log(`${name}: ${sum.toFixed(2)} s (${steps}), ${(bytesOf(one.site) / 2 ** 20).toFixed(1)} MiB, ${found}`);
  for (const line of missed.slice(0, 5)) console.log(`  ${line}`);
}
await browser.close();
rmSync(folder, { recursive: true, force: true });
