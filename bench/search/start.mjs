// `node start.mjs NAME INDEX [CLIENT]`: how long an engine takes until it is ready to
// search, from its index as text in memory and with its client already run, as JSON:
// `cold` the first time in this process, `first` the search that follows it, `warm`
// the median of new instances after that. Nothing else runs in the process.

import { readFileSync } from "node:fs";

const [name, file, client] = process.argv.slice(2);
const index = readFileSync(file, "utf8");
const settings = JSON.parse(process.env.OPTIONS || "{}");
const INSTANCES = 31;

/** @typedef {(query: string) => unknown} Find */

/**
 * For each engine what makes, outside the time, a function that reads the index and returns a search.
 * @type {Record<string, () => Promise<() => () => Find>>}
 */
const engines = {
  async Statuary() {
    const make = Function(`${readFileSync(client, "utf8")}\nreturn statuarySearch;`);
    return () => {
      const engine = make();
      return () => {
        // The index is a script that hands over its text, as on a page.
        Function("statuaryIndex", index)(engine.read);
        return engine.search;
      };
    };
  },
  async MiniSearch() {
    const { default: MiniSearch } = await import("minisearch");
    const options = { fields: settings.fields, ...settings.options };
    return () => () => {
      const made = MiniSearch.loadJSON(index, options);
      return query => made.search(query);
    };
  },
  async "Fuse.js"() {
    const { default: Fuse } = await import("fuse.js");
    return () => () => {
      const { docs, made } = JSON.parse(index);
      const fuse = new Fuse(docs, settings.options, Fuse.parseIndex(made));
      return query => fuse.search(query);
    };
  },
  async Lunr() {
    const { default: lunr } = await import("lunr");
    return () => () => {
      const made = lunr.Index.load(JSON.parse(index));
      return query => made.search(query);
    };
  },
};

const make = await engines[name]();

/**
 * The milliseconds that a function takes, and what it gives.
 * @template T
 * @param {() => T} run
 * @returns {[number, T]}
 */
function timed(run) {
  const before = performance.now();
  const result = run();
  return [performance.now() - before, result];
}

timed(() => 0);
const [cold, search] = timed(make());
const [first] = timed(() => search("not found"));
const warmed = Array.from({ length: INSTANCES }, () => timed(make())[0]).sort((a, b) => a - b);
console.log(JSON.stringify({ cold, first, warm: warmed[INSTANCES >> 1] }));
