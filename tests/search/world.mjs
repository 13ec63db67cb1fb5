// Loads the client's engine and an index into a world of their own, as a page does.

import { readFileSync } from "node:fs";
import vm from "node:vm";

/** The engine with an index read. @param {string} engine @param {string} index */
export function engineOf(engine, index) {
  const world = vm.createContext({ text: "" });
  vm.runInContext(`${readFileSync(engine, "utf8")}\nfunction statuaryIndex(given) { text = given; }`, world);
  vm.runInContext(readFileSync(index, "utf8"), world);
  vm.runInContext("statuarySearch.read(text)", world);
  return vm.runInContext("statuarySearch", world);
}

/** The queries of a file: category, query, groups of acceptable keys. @param {string} file */
export function queriesOf(file) {
  const lines = readFileSync(file, "utf8").split("\n").filter(line => line && !line.startsWith("#"));
  return lines.map(line => {
    const [category, query, expected] = line.split("\t");
    return { category, query: shown(query), expected: expected.split(/[|,]/) };
  });
}

/** A query with its escapes and repetitions written out. @param {string} query */
export function shown(query) {
  if (query.startsWith("json:")) return JSON.parse(query.slice(5));
  const repeated = /^rep:(\d+):(.*)$/.exec(query);
  return repeated ? repeated[2].repeat(Number(repeated[1])) : query;
}

/** The place of the first acceptable hit, from 1; 0 when there is none among ten. @param {any} answer @param {string[]} expected */
export function placeOf(answer, expected) {
  const fits = key => expected.some(e => e === key || (/^\d\dx$/.test(e) && key.length === 3 && key.startsWith(e.slice(0, 2))));
  return answer.hits.slice(0, 10).findIndex(hit => fits(hit.doc.key)) + 1;
}
