// `npm ci && npm run bench -- SITE [QUERIES...]`: searches the pages of a built site
// with Statuary's own client and with four others, and prints quality, bytes and
// times: until an engine is ready, from its index as text in memory (start.mjs, in
// processes of its own: in the first and in the median of later instances; the search
// after the first), and for a query. Pagefind reads its index in parts when it
// searches, so it has no such start. All are given the same fields of the same pages, keywords included, and
// the settings that their manuals advise for names: identifiers split as Statuary
// splits them, a title above keywords above text, prefixes, one slip in five
// letters but none in numbers.

import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import Fuse from "fuse.js";
import lunr from "lunr";
import MiniSearch from "minisearch";
import * as pagefind from "pagefind";
import { engineOf, queriesOf } from "../../tests/search/world.mjs";

const here = dirname(fileURLToPath(import.meta.url)), require = createRequire(import.meta.url);
const site = process.argv[2] || join(here, "../../public");
const files = process.argv.slice(3).length ? process.argv.slice(3) : ["golden.tsv", "held-out.tsv"].map(name => join(here, "../../tests/search", name));
const asset = start => join(site, "assets", readdirSync(join(site, "assets")).find(name => name.startsWith(start)));
const zipped = data => gzipSync(data, { level: 9 }).length;

const client = readFileSync(asset("search-client."), "utf8"), cut = client.lastIndexOf('"use strict"');
const temporary = mkdtempSync(join(tmpdir(), "bench-search-"));
const engine = join(temporary, "engine.js");
writeFileSync(engine, client.slice(0, cut));

// The pages, from the facts that the site publishes.
const { codes } = JSON.parse(readFileSync(join(site, "codes.json"), "utf8"));
const own = engineOf(engine, asset("search-index."));
/** The times of start.mjs for an engine with its index and settings: the median of processes. @param {string} name @param {string} index */
function startOf(name, index, settings = {}) {
  const file = join(temporary, `${name}.txt`);
  writeFileSync(file, index);
  const env = { ...process.env, OPTIONS: JSON.stringify(settings) };
  const runs = Array.from({ length: 7 }, () => JSON.parse(execFileSync(process.execPath, [join(here, "start.mjs"), name, file, engine], { env, encoding: "utf8" })));
  return ["cold", "first", "warm"].map(time => runs.map(run => run[time]).sort((a, b) => a - b)[3]);
}
const words = text => [...own.wordsOf(text)];
const join_ = list => (list || []).join(" ; ");
const docs = codes.map(code => ({
  id: code.code, code: code.code, title: code.title,
  names: join_((code.former_names || []).map(name => name.name)),
  keywords: join_(code.keywords),
  headers: join_((code.headers || []).map(header => header.name?.key || header.name)),
  constants: join_((code.constants || []).map(constant => constant.expression)),
  text: [code.summary, code.when].join(" "),
}));
const FIELDS = { code: 8, title: 6, names: 5, keywords: 4, headers: 4, constants: 1.5, text: 1 };
const names = Object.keys(FIELDS);
const pages = ["class", "method", "guide", "headers", "vendors"];

/** Engines: what each loads, and how it answers with keys. */
const engines = {
  Statuary() {
    const search = engineOf(engine, asset("search-index."));
    return { find: query => { const { hits, weak } = search.search(query); return weak ? [] : hits.map(hit => hit.doc.key); },
      index: zipped(readFileSync(asset("search-index."))), client: zipped(client.slice(0, cut)), start: startOf("Statuary", readFileSync(asset("search-index."), "utf8")) };
  },
  MiniSearch() {
    const options = { fields: names, idField: "id", tokenize: words, processTerm: term => term,
      searchOptions: { boost: FIELDS, prefix: true, fuzzy: term => (/\d/.test(term) || term.length < 4 ? 0 : 0.2), combineWith: "OR" } };
    const made = new MiniSearch(options);
    made.addAll(docs);
    const index = JSON.stringify(made), search = MiniSearch.loadJSON(index, options);
    return { find: query => search.search(query).map(hit => hit.id), index: zipped(index), start: startOf("MiniSearch", index, { fields: names, options: { idField: "id", searchOptions: options.searchOptions } }),
      client: zipped(readFileSync(join(dirname(require.resolve("minisearch")), "../umd/index.js"))) };
  },
  "Fuse.js"() {
    // It looks for the whole query in one text; word by word, and in each name and
    // phrase alone, it finds far more.
    const split = docs.map(doc => Object.fromEntries(Object.entries(doc).map(([name, text]) => [name, name === "id" ? text : text.split(" ; ").map(part => words(part).join(" "))])));
    const options = { keys: names.map(name => ({ name, weight: FIELDS[name] })), includeScore: true, ignoreLocation: true, threshold: 0.2, useExtendedSearch: true };
    const search = new Fuse(split, options);
    const find = query => {
      const sums = new Map();
      for (const word of words(query).slice(0, 8))
        for (const { item, score } of search.search(/^\d+$/.test(word) ? `'${word}` : word)) sums.set(item.id, (sums.get(item.id) || 0) + 1 - score);
      return [...sums].sort((a, b) => b[1] - a[1]).map(([id]) => id);
    };
    return { find, index: zipped(JSON.stringify(split)),
      start: startOf("Fuse.js", JSON.stringify({ docs: split, made: Fuse.createIndex(options.keys, split) }), { options }),
      client: zipped(readFileSync(join(dirname(require.resolve("fuse.js")), "fuse.min.mjs"))) };
  },
  Lunr() {
    const made = lunr(function build() {
      this.ref("id");
      this.pipeline.remove(lunr.stopWordFilter);
      for (const name of names) this.field(name, { boost: FIELDS[name] });
      for (const doc of docs) this.add(Object.fromEntries(Object.entries(doc).map(([name, text]) => [name, name === "id" ? text : words(text).join(" ")])));
    });
    const index = JSON.stringify(made), search = lunr.Index.load(JSON.parse(index));
    return { find: query => search.query(q => {
      for (const word of words(query).slice(0, 16)) {
        q.term(word, { boost: 10 });
        if (/\d/.test(word)) continue;
        q.term(word, { boost: 4, wildcard: lunr.Query.wildcard.TRAILING, usePipeline: false });
        if (word.length > 4) q.term(word, { boost: 1, editDistance: word.length > 7 ? 2 : 1, usePipeline: false });
      }
    }).map(hit => hit.ref), index: zipped(index), start: startOf("Lunr", index), client: zipped(readFileSync(require.resolve("lunr"))) };
  },
  async Pagefind() {
    const { index } = await pagefind.createIndex({});
    for (const doc of docs) {
      const weighted = names.filter(name => name !== "text" && name !== "code").map(name => `<p data-pagefind-weight="${Math.min(10, FIELDS[name])}">${words(doc[name]).join(" ")}</p>`);
      await index.addHTMLFile({ url: `/${doc.id}/`, content: `<html lang="en"><body><h1>${doc.code} ${doc.title}</h1>${weighted.join("")}<p>${doc.text}</p></body></html>` });
    }
    const out = join(temporary, "pagefind");
    await index.writeFiles({ outputPath: out });
    const all = readdirSync(out, { recursive: true, withFileTypes: true }).filter(file => file.isFile());
    const bytes = name => all.filter(file => name.test(file.name)).map(file => readFileSync(join(file.parentPath || file.path, file.name))).reduce((sum, data) => sum + data.length, 0);
    const real = globalThis.fetch;
    globalThis.fetch = async address => { const path = fileURLToPath(String(address).split("?")[0].replace(/^(?!file:)/, `file://${out}/`)); return new Response(readFileSync(path)); };
    const search = await import(pathToFileURL(join(out, "pagefind.js")).href);
    await search.options({ basePath: `${pathToFileURL(out).href}/` });
    await search.init();
    return { find: async query => {
      // As sites use it: all words first, then fewer until something is found.
      let list = words(query).slice(0, 16);
      for (;;) {
        const { results } = await search.search(list.join(" "));
        if (results.length || list.length < 2) return (await Promise.all(results.slice(0, 10).map(hit => hit.data()))).map(data => /(\w+)\/$/.exec(data.raw_url || data.url)?.[1] || "");
        list = list.slice(0, -1);
      }
    }, index: bytes(/\.pf_(index|meta|fragment)$/), client: bytes(/^(pagefind\.js|wasm\.en\.pagefind)$/), done() { globalThis.fetch = real; } };
  },
};

// Queries that pages of codes answer, so that no engine lacks a page.
const queries = files.flatMap(queriesOf).filter(({ expected }) => expected[0] === "-" || expected.some(key => /^\d/.test(key) && !/^\dxx$/.test(key)));
const fits = expected => key => expected.some(one => one === key || (/^\d\dx$/.test(one) && key.length === 3 && key.startsWith(one.slice(0, 2))));
console.log(`${docs.length} pages of codes, ${queries.length} queries (other pages are in Statuary's index alone: ${pages.join(", ")})`);
console.log("engine        first  three    MRR  silent    index   client  start cold  warm  1st search   median    99 %  longest  (%, %, -, %, bytes, bytes, ms ...)");
for (const [name, make] of Object.entries(engines)) {
  const { find, index, client: bytes, start = [], done } = await make(), times = [];
  await find("not found");
  let first = 0, three = 0, rank = 0, count = 0, silent = 0, nonsense = 0;
  for (const { query, expected } of queries) {
    const typed = query.slice(0, 256), before = performance.now(), keys = (await find(typed)).slice(0, 10);
    times.push(performance.now() - before);
    if (expected[0] === "-") { nonsense += 1; silent += Number(!keys.length); continue; }
    const place = keys.findIndex(fits(expected)) + 1;
    count += 1; first += Number(place === 1); three += Number(place > 0 && place < 4); rank += place ? 1 / place : 0;
  }
  if (done) done();
  times.sort((a, b) => a - b);
  const cell = (value, digits, width) => (value === undefined ? "-" : value.toFixed(digits)).padStart(width);
  console.log(name.padEnd(12), cell(100 * first / count, 1, 6), cell(100 * three / count, 1, 6), cell(rank / count, 3, 6), cell(100 * silent / nonsense, 0, 7),
    cell(index, 0, 8), cell(bytes, 0, 8), cell(start[0], 1, 11), cell(start[2], 1, 5), cell(start[1], 1, 11), cell(times[times.length >> 1], 3, 8), cell(times[Math.floor(times.length * 0.99)], 2, 7), cell(times.at(-1), 1, 8));
}
process.exit(0);
