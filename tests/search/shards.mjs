// `node shards.mjs CLIENT HEAD SITE QUERIES`: searches a site whose index is in
// shards as a page does, fetching them below SITE, and answers each query of a JSON
// list in one line; tells what was fetched for each alone, the compressed sizes and
// the times. Ends with an error when the client says what it does not know.

import assert from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";
import { gzipSync } from "node:zlib";

const [client, head, site, file] = process.argv.slice(2);
const queries = JSON.parse(readFileSync(file, "utf8"));
const sizes = new Map();
const size = path => sizes.get(path) ?? sizes.set(path, gzipSync(readFileSync(path), { level: 9 }).length).get(path);

/** A page with the client: what it has asked for, and how often it was told to look again. */
function page() {
  const asked = [], later = [], world = vm.createContext({ setTimeout: done => { later.push(done); }, document: { createElement: () => ({ remove() {} }), head: { append: script => asked.push(script) } } });
  const state = { asked, again: 0, type: query => world.statuarySearch.search(query),
    /** Searches and waits until it is asked for what is wanted. */
    search: query => { const answer = state.type(query); later.splice(0).forEach(done => done()); return answer; },
    /** Runs one script that was asked for, or lets it fail. */
    settle(fails = false) {
      const script = asked.shift();
      if (fails) return script.onerror();
      vm.runInContext(readFileSync(join(site, script.src), "utf8"), world);
      script.onload();
    } };
  world.window = world;
  world.statuarySearchBox = made => { world.open = made({}, "./"); };
  vm.runInContext(readFileSync(client, "utf8"), world);
  world.statuarySearchBox(() => () => { state.again += 1; });
  world.statuaryIndex = text => world.statuarySearch.read(text);
  vm.runInContext(readFileSync(head, "utf8"), world);
  return state;
}

// While a shard is under way nothing of another query is shown; a shard that cannot
// be had is asked for again by the next query, and the page is told of each.
const one = page();
const first = one.search(queries[0]);
assert.equal(first.said, "Searching \u2026");
assert.equal(first.hits.length, 0);
assert.equal(one.asked.length, 1);
one.search(queries[0]);
assert.equal(one.asked.length, 1, "a shard is asked for once");
let failed = 0;
for (; one.search(queries[0]).said === "Searching \u2026"; failed += 1) one.settle(true);
assert.equal(one.again, failed);
assert.equal(one.search(queries[0]).said, "Search could not be loaded.");
assert.equal(one.asked.length, 0, "what failed is not asked for again by the same query");
assert.equal(one.search(`${queries[0]} `).said, "Searching \u2026");
while (one.asked.length) { one.settle(); one.search(queries[0]); }
assert.equal(one.search(queries[0]).said, "");
assert.ok(one.search(queries[0]).hits.length > 0);

// Who types on does not fetch what was wanted before.
const fast = page();
for (const query of ["4", "4o", queries[0]]) fast.type(query);
fast.search(queries[0]);
assert.equal(fast.asked.length, 1);

// One page reads all queries; what each would fetch alone is what its shards weigh.
const answers = [], fetched = [], times = [], fresh = [];
const reader = page();
for (const query of queries) {
  for (let answer = reader.search(query); answer.said === "Searching \u2026"; answer = reader.search(query)) {
    assert.ok(!answer.weak || !answer.hits.length, "half an answer that is weak is not shown");
    reader.settle();
  }
  const start = performance.now(), { hits, weak } = reader.search(query);
  times.push(performance.now() - start);
  answers.push(`${weak ? "weak" : "good"} ${hits.map(hit => `${hit.doc.route}:${hit.score}`).join(" ")}`);
}
for (const query of queries.filter((_, n) => n % 4 === 0)) {
  const alone = page(), paths = [];
  while (alone.search(query).said === "Searching \u2026") { paths.push(alone.asked[0].src); alone.settle(); }
  fresh.push({ query, paths, bytes: paths.reduce((sum, path) => sum + size(join(site, path)), 0) });
}
times.sort((a, b) => a - b);
const at = share => times[Math.min(times.length - 1, Math.floor(times.length * share))];
console.log(JSON.stringify({ answers, fresh, head: size(head), client: size(client), median: at(0.5), late: at(0.99), longest: at(1) }));
