// `node twin.mjs ENGINE BOX INDEX QUERIES SOURCE`: answers each query of a JSON list in
// one line as `statuary search --brief` does, then tells the words of each query,
// the compressed sizes, the times, and the most steps that a query takes in SOURCE.

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { brief, engineOf, hostile, startOf, timesOf, workOf } from "./world.mjs";

const [engine, box, index, file, source] = process.argv.slice(2);
/** @type {string[]} */
const queries = JSON.parse(readFileSync(file, "utf8"));
const start = startOf(engine, index);
const search = engineOf(engine, index);
/** @type {number[]} */
const times = [];
const answers = queries.map(query => {
  const before = performance.now();
  const answer = search.search(query);
  times.push(performance.now() - before);
  return brief(answer);
});
const words = queries.map(query => [...search.wordsOf(query)]);
const work = Math.max(...queries.concat(hostile()).map(workOf(source, index)));
const sizes = [engine, box, index].map(path => gzipSync(readFileSync(path), { level: 9 }).length);
console.log(JSON.stringify({ answers, words, sizes, start, ...timesOf(times), work }));
