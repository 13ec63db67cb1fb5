// The engines that are compared: how each is given the pages, and how it is asked. All get
// the same fields of the same pages, keywords included, and the settings that their manuals
// advise for names: identifiers split as Statuary splits them, a title above keywords above
// text, prefixes, one slip in five letters but none in numbers. What is measured of them,
// bench.mjs says.

import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import Fuse from "fuse.js";
import lunr from "lunr";
import MiniSearch from "minisearch";
import * as pagefind from "pagefind";
import { engineOf } from "../../tests/search/world.mjs";

const require = createRequire(import.meta.url);

/**
 * @typedef {object} Page the fields of a page, each as one text
 * @property {string} id
 * @property {string} code
 * @property {string} title
 * @property {string} names
 * @property {string} keywords
 * @property {string} headers
 * @property {string} constants
 * @property {string} text
 */
/** @typedef {Exclude<keyof Page, "id">} Field */
/**
 * @typedef {object} Entrant
 * @property {(query: string) => string[] | Promise<string[]>} find gives keys, the best first
 * @property {number} index the bytes that a reader fetches of it, compressed
 * @property {number} client the same for the script
 * @property {{ text: string, settings?: object }} [start] what start.mjs makes it ready from; nothing
 *   where the index is read in parts
 * @property {() => void} [done] puts back what the engine needed
 */
/**
 * @typedef {object} Site
 * @property {Page[]} pages
 * @property {string} engine the path of Statuary's engine
 * @property {string} index the path of its index
 * @property {string} folder where files may be written
 */

/** How much each field weighs. @type {Record<Field, number>} */
const FIELDS = { code: 8, title: 6, names: 5, keywords: 4, headers: 4, constants: 1.5, text: 1 };
const NAMES = /** @type {Field[]} */ (Object.keys(FIELDS));
/** What stands between texts of one field. */
export const BETWEEN = " ; ";
/** How many words of a query are asked for. */
const MOST_WORDS = 16;

/** @param {string | Buffer} data */
const zipped = data => gzipSync(data, { level: 9 }).length;

/** @param {string} path */
const sizeOf = path => zipped(readFileSync(path));

/** All engines by name. @param {Site} site @returns {Record<string, () => Entrant | Promise<Entrant>>} */
export function entrants(site) {
  const own = engineOf(site.engine, site.index);
  /** @param {string} text @returns {string[]} */
  const words = text => [...own.wordsOf(text)];
  return {
    Statuary: () => statuary(site, own),
    MiniSearch: () => miniSearch(site, words),
    "Fuse.js": () => fuse(site, words),
    Lunr: () => lunrOf(site, words),
    Pagefind: () => pagefindOf(site, words),
  };
}

/** @param {Site} site @param {any} own @returns {Entrant} */
function statuary({ engine, index }, own) {
  /** @param {string} query @returns {string[]} */
  const find = query => {
    const { hits, weak } = own.search(query);
    return weak ? [] : hits.map((/** @type {any} */ hit) => hit.doc.key);
  };
  return { find, index: sizeOf(index), client: sizeOf(engine), start: { text: readFileSync(index, "utf8") } };
}

/** @param {Site} site @param {(text: string) => string[]} words @returns {Entrant} */
function miniSearch({ pages }, words) {
  const searchOptions = {
    boost: FIELDS,
    prefix: true,
    fuzzy: (/** @type {string} */ term) => (/\d/.test(term) || term.length < 4 ? 0 : 0.2),
    combineWith: "OR",
  };
  const processTerm = (/** @type {string} */ term) => term;
  const options = { fields: NAMES, idField: "id", tokenize: words, processTerm, searchOptions };
  const made = new MiniSearch(options);
  made.addAll(pages);
  const text = JSON.stringify(made);
  const search = MiniSearch.loadJSON(text, options);
  return {
    find: query => search.search(query).map((/** @type {any} */ hit) => hit.id),
    index: zipped(text),
    client: sizeOf(join(dirname(require.resolve("minisearch")), "../umd/index.js")),
    start: { text, settings: { fields: NAMES, options: { idField: "id", searchOptions } } },
  };
}

/**
 * It looks for the whole query in one text; word by word, and in each name and phrase alone,
 * it finds far more.
 * @param {Site} site
 * @param {(text: string) => string[]} words
 * @returns {Entrant}
 */
function fuse({ pages }, words) {
  const parts = (/** @type {string} */ text) => text.split(BETWEEN).map(part => words(part).join(" "));
  const split = pages.map(page => ({
    id: page.id,
    ...Object.fromEntries(NAMES.map(name => [name, parts(page[name])])),
  }));
  const options = {
    keys: NAMES.map(name => ({ name, weight: FIELDS[name] })),
    includeScore: true,
    ignoreLocation: true,
    threshold: 0.2,
    useExtendedSearch: true,
  };
  const search = new Fuse(split, options);
  /** @param {string} query */
  const find = query => {
    /** @type {Map<string, number>} */
    const sums = new Map();
    for (const word of words(query).slice(0, MOST_WORDS / 2)) {
      for (const { item, score } of search.search(/^\d+$/.test(word) ? `'${word}` : word)) {
        sums.set(item.id, (sums.get(item.id) || 0) + 1 - score);
      }
    }
    return [...sums].sort((a, b) => b[1] - a[1]).map(([id]) => id);
  };
  return {
    find,
    index: zipped(JSON.stringify(split)),
    client: sizeOf(join(dirname(require.resolve("fuse.js")), "fuse.min.mjs")),
    start: {
      text: JSON.stringify({ docs: split, made: Fuse.createIndex(options.keys, split) }),
      settings: { options },
    },
  };
}

/** @param {Site} site @param {(text: string) => string[]} words @returns {Entrant} */
function lunrOf({ pages }, words) {
  const made = lunr((/** @type {any} */ builder) => {
    builder.ref("id");
    builder.pipeline.remove(lunr.stopWordFilter);
    for (const name of NAMES) builder.field(name, { boost: FIELDS[name] });
    for (const page of pages) {
      builder.add({ id: page.id, ...Object.fromEntries(NAMES.map(name => [name, words(page[name]).join(" ")])) });
    }
  });
  const text = JSON.stringify(made);
  const search = lunr.Index.load(JSON.parse(text));
  const { TRAILING } = lunr.Query.wildcard;
  /** @param {string} query @returns {string[]} */
  const find = query => {
    const hits = search.query((/** @type {any} */ asked) => {
      for (const word of words(query).slice(0, MOST_WORDS)) {
        asked.term(word, { boost: 10 });
        if (/\d/.test(word)) continue;
        asked.term(word, { boost: 4, wildcard: TRAILING, usePipeline: false });
        if (word.length > 4) asked.term(word, { boost: 1, editDistance: word.length > 7 ? 2 : 1, usePipeline: false });
      }
    });
    return hits.map((/** @type {any} */ hit) => hit.ref);
  };
  return { find, index: zipped(text), client: sizeOf(require.resolve("lunr")), start: { text } };
}

/** It reads its index in parts when it searches. @param {Site} site @param {(text: string) => string[]} words */
async function pagefindOf({ pages, folder }, words) {
  const out = join(folder, "pagefind");
  await writePagefind(pages, words, out);
  const real = globalThis.fetch;
  globalThis.fetch = async address => {
    const path = String(address).split("?")[0];
    return new Response(readFileSync(fileURLToPath(path.replace(/^(?!file:)/, `file://${out}/`))));
  };
  const search = await import(pathToFileURL(join(out, "pagefind.js")).href);
  await search.options({ basePath: `${pathToFileURL(out).href}/` });
  await search.init();
  /** As sites use it: all words first, then fewer until something is found. @param {string} query */
  const find = async query => {
    for (let list = words(query).slice(0, MOST_WORDS); ; list = list.slice(0, -1)) {
      const { results } = await search.search(list.join(" "));
      if (!results.length && list.length > 1) continue;
      const data = await Promise.all(results.slice(0, 10).map((/** @type {any} */ hit) => hit.data()));
      return data.map(({ raw_url, url }) => /(\w+)\/$/.exec(raw_url || url)?.[1] || "");
    }
  };
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter(file => file.isFile());
  /** Its files are compressed as they lie. @param {RegExp} name */
  const bytes = name => {
    const named = files.filter(file => name.test(file.name));
    return named.reduce((sum, file) => sum + readFileSync(join(file.parentPath, file.name)).length, 0);
  };
  const done = () => {
    globalThis.fetch = real;
  };
  return {
    find,
    index: bytes(/\.pf_(index|meta|fragment)$/),
    client: bytes(/^(pagefind\.js|wasm\.en\.pagefind)$/),
    done,
  };
}

/** @param {Page[]} pages @param {(text: string) => string[]} words @param {string} out */
async function writePagefind(pages, words, out) {
  const { index } = await pagefind.createIndex({});
  const weighted = NAMES.filter(name => name !== "text" && name !== "code");
  for (const page of pages) {
    const fields = weighted.map(name => {
      const weight = Math.min(10, FIELDS[name]);
      return `<p data-pagefind-weight="${weight}">${words(page[name]).join(" ")}</p>`;
    });
    const body = `<h1>${page.code} ${page.title}</h1>${fields.join("")}<p>${page.text}</p>`;
    await index.addHTMLFile({ url: `/${page.id}/`, content: `<html lang="en"><body>${body}</body></html>` });
  }
  await index.writeFiles({ outputPath: out });
}
