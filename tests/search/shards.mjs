// `node shards.mjs CLIENT HEAD SITE QUERIES`: searches a site whose index is in parts as a
// page does, fetching them below SITE, and answers each query of a JSON list in one line;
// tells what was fetched for each alone, the compressed sizes and the times. Ends with an
// error when the client says what it does not know.

import assert from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";
import { gzipSync } from "node:zlib";
import { brief, timesOf } from "./world.mjs";

const [client, head, site, file] = process.argv.slice(2);
/** @type {string[]} */
const queries = JSON.parse(readFileSync(file, "utf8"));
const clientScript = new vm.Script(readFileSync(client, "utf8"));
const headScript = new vm.Script(readFileSync(head, "utf8"));
const SEARCHING = "Searching \u2026";
/** How many pages the box shows. */
const SHOWN = 8;

/** @type {Map<string, number>} */
const sizes = new Map();
/** The compressed size of a file. @param {string} path */
function sizeOf(path) {
  const known = sizes.get(path) ?? gzipSync(readFileSync(path), { level: 9 }).length;
  sizes.set(path, known);
  return known;
}

/** @typedef {{ src: string, remove(): void, onload(): void, onerror(): void }} Script what a page asks for */

/** A page with the client: what it has asked for, and how often it was told to look again. */
function page() {
  /** @type {Script[]} */
  const asked = [];
  /** @type {(() => void)[]} */
  const later = [];
  const document = {
    createElement: () => ({ remove() {} }),
    head: { append: (/** @type {Script} */ script) => asked.push(script) },
  };
  const world = vm.createContext({ setTimeout: (/** @type {() => void} */ done) => later.push(done), document });
  const state = {
    asked,
    again: 0,
    /** @param {string} query */
    type: query => world.statuarySearch.search(query, SHOWN),
    /** Searches and waits until it is asked for what is wanted. @param {string} query */
    search(query) {
      const answer = state.type(query);
      later.splice(0).forEach(done => done());
      return answer;
    },
    /** Runs one script that was asked for, or lets it fail. */
    settle(fails = false) {
      const script = asked.shift();
      assert.ok(script);
      if (fails) return script.onerror();
      vm.runInContext(readFileSync(join(site, script.src), "utf8"), world);
      script.onload();
    },
  };
  world.window = world;
  world.statuarySearchBox = (/** @type {(box: object, root: string) => unknown} */ made) => {
    world.open = made({}, "./");
  };
  clientScript.runInContext(world);
  world.statuarySearchBox(() => () => {
    state.again += 1;
  });
  world.statuaryIndex = (/** @type {string} */ text) => world.statuarySearch.read(text);
  headScript.runInContext(world);
  return state;
}

/**
 * Searches until all that is wanted has come; tells which paths that were.
 * @param {ReturnType<typeof page>} page
 * @param {string} query
 */
function finish(page, query) {
  /** @type {string[]} */
  const paths = [];
  let answer = page.search(query);
  for (; answer.said === SEARCHING; answer = page.search(query)) {
    assert.equal(answer.hits.length, 0, "half an answer is not shown");
    assert.ok(page.asked.length, "what is searched for is asked for");
    while (page.asked.length) {
      paths.push(page.asked[0].src);
      page.settle();
    }
  }
  return { answer, paths };
}

// While parts are under way nothing is shown; a part that cannot be had is asked for again
// by the next query, and the page is told of each.
const one = page();
assert.equal(one.search(queries[0]).said, SEARCHING);
const first = one.asked.length;
assert.ok(first > 0);
one.search(queries[0]);
assert.equal(one.asked.length, first, "a part is asked for once");
let failed = 0;
for (; one.search(queries[0]).said === SEARCHING; failed += 1) one.settle(true);
assert.equal(one.again, failed);
assert.equal(one.search(queries[0]).said, "Search could not be loaded.");
assert.equal(one.asked.length, 0, "what failed is not asked for again by the same query");
const { answer } = finish(one, `${queries[0]} `);
assert.equal(answer.said, "");
assert.ok(answer.hits.length > 0);

// Who types on does not fetch what was wanted before.
const fast = page();
for (const query of ["4", "4o", "zebra", queries[0]]) fast.type(query);
fast.search(queries[0]);
assert.equal(fast.asked.length, first);

// One page reads all queries; what each would fetch alone is what its parts weigh.
const reader = page();
/** @type {number[]} */
const times = [];
const answers = queries.map(query => {
  finish(reader, query);
  const start = performance.now();
  const answer = reader.search(query);
  times.push(performance.now() - start);
  for (const { doc } of answer.hits.slice(0, SHOWN)) assert.ok(doc.label, "what is shown of a page has come");
  return brief(answer);
});
const fresh = queries
  .filter((_, n) => n % 4 === 0)
  .map(query => {
    const { paths } = finish(page(), query);
    return { query, paths, bytes: paths.reduce((sum, path) => sum + sizeOf(join(site, path)), 0) };
  });
console.log(JSON.stringify({ answers, fresh, head: sizeOf(head), client: sizeOf(client), ...timesOf(times) }));
