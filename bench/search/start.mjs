// `node start.mjs NAME INDEX [CLIENT]`: how long an engine takes until it is ready to
// search, from its index as text in memory and with its client already run, as JSON:
// `cold` the first time in this process, `first` the search that follows it, `warm`
// the median of new instances after that. Nothing else runs in the process.

import { readFileSync } from "node:fs";

const [name, file, client] = process.argv.slice(2);
const index = readFileSync(file, "utf8");

/** For each engine what makes, outside the time, a function that reads the index and returns a search. */
const engines = {
  async Statuary() {
    const make = Function(`${readFileSync(client, "utf8")}\nreturn statuarySearch;`);
    // The index is a script that hands over its text, as on a page.
    return () => { const engine = make(); return () => { Function("statuaryIndex", index)(engine.read); return engine.search; }; };
  },
  async MiniSearch() {
    const { default: MiniSearch } = await import("minisearch"), { fields, options } = JSON.parse(process.env.OPTIONS || "{}");
    return () => () => { const made = MiniSearch.loadJSON(index, { fields, ...options }); return query => made.search(query); };
  },
  async "Fuse.js"() {
    const { default: Fuse } = await import("fuse.js"), { options } = JSON.parse(process.env.OPTIONS || "{}");
    return () => () => { const { docs, made } = JSON.parse(index), fuse = new Fuse(docs, options, Fuse.parseIndex(made)); return query => fuse.search(query); };
  },
  async Lunr() {
    const { default: lunr } = await import("lunr");
    return () => () => { const made = lunr.Index.load(JSON.parse(index)); return query => made.search(query); };
  },
};

const make = await engines[name]();
const timed = run => { const before = performance.now(), result = run(); return [performance.now() - before, result]; };
timed(() => 0);
const [cold, search] = timed(make()), [first] = timed(() => search("not found"));
const warm = Array.from({ length: 31 }, () => timed(make())[0]).sort((a, b) => a - b)[15];
console.log(JSON.stringify({ cold, first, warm }));
