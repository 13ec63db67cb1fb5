// `node twin.mjs ENGINE BOX INDEX QUERIES SOURCE`: answers each query of a JSON list in
// one line as `statuary search --brief` does, then tells the words of each query,
// the compressed sizes, the times, and the most steps that a query takes in SOURCE.

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { engineOf, hostile, startOf, workOf } from "./world.mjs";

const [engine, box, index, file, source] = process.argv.slice(2);
const queries = JSON.parse(readFileSync(file, "utf8"));
const start = startOf(engine, index),
  search = engineOf(engine, index);
const times = [],
  answers = [],
  words = [];
for (const query of queries) {
  const before = performance.now();
  const { hits, weak } = search.search(query);
  times.push(performance.now() - before);
  answers.push(`${weak ? "weak" : "good"} ${hits.map(hit => `${hit.id}:${hit.score}`).join(" ")}`);
  words.push([...search.wordsOf(query)]);
}
const count = workOf(engine, source, index),
  work = Math.max(...queries.concat(hostile()).map(count));
times.sort((a, b) => a - b);
const size = path => gzipSync(readFileSync(path), { level: 9 }).length;
const at = share => times[Math.min(times.length - 1, Math.floor(times.length * share))];
console.log(
  JSON.stringify({
    answers,
    words,
    sizes: [engine, box, index].map(size),
    start,
    median: at(0.5),
    late: at(0.99),
    longest: at(1),
    work,
  }),
);
