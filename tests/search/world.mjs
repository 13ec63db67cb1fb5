// Loads the client's engine and an index into a world of their own, as a page does; reads
// files of queries.

import { readFileSync } from "node:fs";
import vm from "node:vm";

/** The innermost loops of the engine, as its source writes them: letters compared, places read, beginnings tried. */
const STEPS = ["cells[at] = slips;", "const id = at[n];", "const start = word.slice(0, size);"];

/** The engine with an index read. @param {string} engine @param {string} index */
export function engineOf(engine, index) {
  return worldOf(readFileSync(engine, "utf8"), index).engine;
}

/**
 * The milliseconds that it takes to run the engine and the index in a world that is there, until
 * a query can be answered.
 * @param {string} engine
 * @param {string} index
 */
export function startOf(engine, index) {
  return worldOf(readFileSync(engine, "utf8"), index).start;
}

/** @param {string} script @param {string} index */
function worldOf(script, index) {
  const world = vm.createContext({ text: "", work: 0 });
  const data = readFileSync(index, "utf8");
  const before = performance.now();
  vm.runInContext(`${script}\nfunction statuaryIndex(given) { text = given; }`, world);
  vm.runInContext(data, world);
  vm.runInContext("statuarySearch.read(text)", world);
  return { world, start: performance.now() - before, engine: vm.runInContext("statuarySearch", world) };
}

/**
 * A function that counts the steps a query takes in the innermost loops of the engine.
 * @param {string} source the engine as it is written
 * @param {string} index
 */
export function workOf(source, index) {
  let script = readFileSync(source, "utf8");
  for (const step of STEPS) {
    if (!script.includes(step)) throw Error(`the engine has no step "${step}"`);
    script = script.replace(step, `work += 1; ${step}`);
  }
  const { world, engine: counted } = worldOf(script, index);
  return (/** @type {string} */ query) => {
    world.work = 0;
    counted.search(query);
    return world.work;
  };
}

/** An answer as `statuary search --brief` tells it. @param {any} answer */
export function brief({ hits, weak }) {
  return `${weak ? "weak" : "good"} ${hits.map((/** @type {any} */ hit) => `${hit.id}:${hit.score}`).join(" ")}`;
}

/** What is told of times. @param {number[]} times */
export function timesOf(times) {
  const sorted = times.slice().sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { median: at(0.5), late: at(0.99), longest: at(1) };
}

/**
 * Queries that make as much work as can be: many unknown words that begin as many known ones,
 * words without spaces, long names with slips.
 */
export function hostile() {
  const abc = [..."abcdefghijklmnopqrstuvwxyz"];
  const all = abc.flatMap(a => [a, a.repeat(256), `${a} `.repeat(20)]);
  for (const start of abc.flatMap(a => [..."aeiorst"].map(b => a + b))) {
    const unknown = ["xyzq*ers", "ati*on", "n*ction"].map(end =>
      abc.slice(0, 16).map(c => start + end.replace("*", c)),
    );
    all.push(start.repeat(24), ...unknown.map(words => words.join(" ")));
  }
  const names = [
    "request header fields too large",
    "network authentication required",
    "http request sent to https port",
  ];
  for (const name of names) {
    for (let i = 0; i < name.length; i += 1) {
      all.push(`${name.slice(0, i)}q${name.slice(i)}z`, `${name.slice(0, i)}qq${name.slice(i)}`.replace(/ /g, ""));
    }
  }
  return all.concat(
    "no not in on to at be is as by of or an the ".repeat(6),
    "inonatbeisasofornotthe".repeat(3).slice(0, 48),
  );
}

/**
 * The queries of content/queries.yaml, which stand one on a line below their group.
 * @param {string} file
 */
export function listedOf(file) {
  const plain = (/** @type {string} */ text) => (text.startsWith('"') ? JSON.parse(text) : text);
  let category = "";
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap(line => {
      category = /^- group: (.*)$/.exec(line)?.[1] || category;
      const [, query, pages] = /^ {4}("(?:[^"\\]|\\.)*"|[^"]*?): (.*)$/.exec(line) || [];
      if (!pages) return [];
      const keys = pages
        .replace(/^\[|\]$/g, "")
        .split(", ")
        .map(plain);
      const expected = pages === "[]" ? ["-"] : keys.map(key => key.replace("?", "x"));
      return [{ category, query: plain(query), expected }];
    });
}

/** The queries of a file: category, query, groups of acceptable keys. @param {string} file */
export function queriesOf(file) {
  const lines = readFileSync(file, "utf8")
    .split("\n")
    .filter(line => line && !line.startsWith("#"));
  return lines.map(line => {
    const [category, query, expected] = line.split("\t");
    return { category, query: shown(query), expected: expected.split(/[|,]/) };
  });
}

/** A query with its escapes and repetitions written out. @param {string} query @returns {string} */
function shown(query) {
  if (query.startsWith("json:")) return JSON.parse(query.slice(5));
  const repeated = /^rep:(\d+):(.*)$/.exec(query);
  return repeated ? repeated[2].repeat(Number(repeated[1])) : query;
}
