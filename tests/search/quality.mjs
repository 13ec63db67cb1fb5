// `node quality.mjs ENGINE INDEX FILE... [--misses]`: prints for each group of
// queries how often an acceptable page is first, among the first three, and the
// mean reciprocal rank. The last line is the same as JSON.

import { engineOf, placeOf, queriesOf } from "./world.mjs";

const [engine, index, ...files] = process.argv.slice(2).filter(word => word !== "--misses");
const misses = process.argv.includes("--misses");
const search = engineOf(engine, index);
/** @type {Map<string, {count: number, first: number, three: number, rank: number}>} */ const groups = new Map();
for (const { category, query, expected } of files.flatMap(queriesOf)) {
  const answer = search.search(query);
  const silent = expected[0] === "-", any = expected[0] === "*";
  const place = any ? 1 : silent ? Number(answer.weak || !answer.hits.length) : answer.weak ? 0 : placeOf(answer, expected);
  for (const name of [category, ...(silent || any ? [] : ["all"])]) {
    const group = groups.get(name) || { count: 0, first: 0, three: 0, rank: 0 };
    groups.set(name, group);
    group.count += 1;
    group.first += Number(place === 1);
    group.three += Number(place > 0 && place < 4);
    group.rank += place ? 1 / place : 0;
  }
  if (misses && place !== 1) {
    console.log(`${category}: "${query}" wants ${expected}: ${answer.weak ? "weak " : ""}${answer.hits.slice(0, 4).map(h => h.doc.key)}`);
  }
}
/** @type {Record<string, number[]>} */ const table = {};
for (const [name, { count, first, three, rank }] of [...groups].sort()) {
  table[name] = [count, (100 * first) / count, (100 * three) / count, rank / count];
  console.log(`${name.padEnd(12)} ${String(count).padStart(5)}  first ${table[name][1].toFixed(1).padStart(5)} %  three ${table[name][2].toFixed(1).padStart(5)} %  MRR ${table[name][3].toFixed(3)}`);
}
console.log(JSON.stringify(table));
