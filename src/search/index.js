// The index as the client holds it: reads the text that write.rs and shards.rs make, beside
// which it lies, and so changes with them. What a query finds in it, and in which order, the
// theme's engine decides (search-engine.js); this knows where words, names and keys stand.
// Words stay in their order, in which those that begin alike stand together; where a word
// stands is read when it is first looked up.
"use strict";

/**
 * @typedef {object} Doc a page; from `label` on, what is shown of it
 * @property {number} rank how much its kind counts
 * @property {number} prior how often others name it, by doubling
 * @property {string} kind
 * @property {string} heading how its kind is called for readers
 * @property {string} prefix what stands in its address before its key
 * @property {string} suffix what stands behind it
 * @property {number} parent the page above it, or -1
 * @property {string} [hue] the name of its colour
 * @property {string} [label]
 * @property {string} key
 * @property {string} route
 * @property {string[]} others its other names
 * @property {string[]} joined its title and other names without their spaces
 */
/**
 * @typedef {object} Term where a word stands
 * @property {string} list the same as it is written, until it is looked up
 * @property {number[]} at pages, each with the weight of the word there
 * @property {number} rarity how telling the word is; 0 until it is looked up
 */
/** @typedef {{id: number, role: number}} Owner the page of a name, and what the name is to it */

/** What a name is to a page, by the sign that says it. */
const [OF_KEY, OF_TITLE, OF_NAME, OF_ROW, OF_COMMON_ROW, OF_PHRASE] = ROLES.keys();
/** As write.rs has them: the first sign of lists, how many there are, and the largest gap that is one character. */
const FIRST_SIGN = 40;
const SIGNS = 6;
const GAP = 69;

/** @type {Doc[]} */
const docs = [];
/** @type {Map<string, Term>} */
const terms = new Map();
/** @type {Map<string, Owner[]>} */
const names = new Map();
/** Phrases of words that many pages have, without their spaces, with their pages. @type {Map<string, number[]>} */
const phrases = new Map();
/** By a folded key its pages. @type {Map<string, {id: number, key: string}[]>} */
const keys = new Map();
/** By a stem its words, once they were asked for. @type {Map<string, string[]>} */
const stems = new Map();
/** The words of the terms, and the names, in their order. @type {string[]} */
let vocabulary;
/** @type {string[]} */
let titles;
/** @type {Set<string>} */
const kinds = new Set();
/** The kind that the site is about. */
let noun = "";
/** Words that say nothing. @type {Set<string>} */
let fillers;
/** @type {string[][]} */
let synonyms;
/** Pages with the fingerprints of their phrases. @type {string[][]} */
let pinned;
/** Pages with the patterns of their keys. @type {string[][]} */
let ranges;
/** How long the numbers are that are keys; of how many words keys are at most. @type {string[]} */
let lengths;
let mostWords = 1;
/** Is told each word, name and key that is looked up. @type {(text: string) => void} */
let asked;

/** @template V @param {Map<string, V[]>} lists @param {string} name @param {V} value */
function put(lists, name, value) {
  const list = lists.get(name);
  if (list) list.push(value);
  else if (name) lists.set(name, [value]); // One without letters and digits would be in all queries.
}

/** @param {string} text */
function termOf(text) {
  let term = terms.get(text);
  if (!term) terms.set(text, (term = { list: "", at: [], rarity: 0 }));
  return term;
}

/**
 * Says that a word stands on a page; what is said first weighs most.
 * @param {string} text
 * @param {number} id
 * @param {number} weight
 */
function post(text, id, weight) {
  const { at } = termOf(text);
  if (at[at.length - 2] !== id) at.push(id, weight);
}

/**
 * Reads a list of pages: the gaps between them, and signs that say what they are to it.
 * @param {string} list
 * @param {(id: number, sign: number) => void} found
 */
function unpack(list, found) {
  let id = -1;
  let sign = PLACES.length - 1;
  for (let i = 0; i < list.length; i += 1) {
    const value = list.charCodeAt(i) - FIRST_SIGN - SIGNS;
    if (value < 0) {
      id = -1;
      sign = value + SIGNS;
    } else if (value > GAP) id += (value - GAP) * GAP;
    else found((id += value), sign);
  }
}

/** A word that is known, with where it stands and how telling it is. @param {string} text */
function lookUp(text) {
  asked(text);
  const term = termOf(text);
  const { list, at } = term;
  if (!term.rarity) {
    unpack(list, (id, sign) => at.push(id, PLACES[sign]));
    const doublings = 30 - Math.clz32(at.length || 2);
    term.rarity = fillers.has(text) ? 1 : max(LEAST_RARE, RAREST - 2 * doublings);
  }
  return term;
}

/** @param {string} text @param {string} sign */
function columns(text, sign) {
  return text.split("\n").map(line => line.split(sign));
}

/** Takes up a key of a page. @param {number} id @param {string} key */
function addKey(id, key) {
  const words = wordsOf(key);
  if (words[0]) put(keys, folded(words), { id, key });
}

/**
 * Takes up what is shown of pages from a number on, and, of an index in one piece, their
 * keys, names and words.
 * @param {number} first
 * @param {string} text
 * @param {boolean} whole
 */
function addDocs(first, text, whole) {
  const plains = plain(text).split("\n");
  columns(text, "\t").forEach(([label, given = "", ...others], at) => {
    const id = first + at;
    const doc = docs[id];
    const [, route, routed] = /^=(\S+) ?(.*)/.exec(given) || [];
    const lent = given[0] === "+";
    doc.label = label;
    doc.key = route ? routed : lent ? label : given.replace(/^!/, "") || label.split(" ")[0];
    doc.route = route || doc.prefix + doc.key.toLowerCase() + doc.suffix;
    doc.others = others;
    const columns = [""];
    const words = partsOf(plains[at]);
    for (const word of words) {
      if (word === "\t") columns.push("");
      else columns[columns.length - 1] += word;
    }
    const ownWords = wordsOf(doc.key);
    if (!given && doc.key !== label) columns[0] = columns[0].slice(ownWords.join("").length);
    doc.joined = columns.filter((_, column) => column !== 1);
    if (whole) addWordsOf(id, words, ownWords, lent ? given : "");
  });
}

/** @param {number} id @param {string[]} words @param {string[]} own those of its key @param {string} lent */
function addWordsOf(id, words, own, lent) {
  const { key, joined, rank } = docs[id];
  let column = 0;
  for (const word of words) {
    if (word === "\t") column += 1;
    else if (column !== 1) post(word, id, column ? IN_NAME : IN_TITLE);
  }
  for (const word of own) post(word, id, IN_TITLE);
  if (rank > ROW) {
    joined.forEach((name, at) => put(names, name, { id, role: at ? OF_NAME : OF_TITLE }));
    addKey(id, key);
    // A key of several words, or of letters, is a name as well.
    if (rank === SUBJECT && !isNumber(folded(own))) put(names, own.join(""), { id, role: OF_KEY });
  }
  if (lent) {
    // A row's name that is a word of titles says less.
    const [name] = joined;
    const known = terms.get(name);
    const role = known && docs[known.at[0]].rank > ROW ? OF_COMMON_ROW : OF_ROW;
    unpack(lent, to => {
      put(names, name, { id: to, role });
      for (const word of own) post(word, to, ONCE);
    });
  }
}

/** Takes up a part of an index: words, names and keys with the pages they lead to. @param {string} text */
function addWords(text) {
  const [words, named, keyed] = text.split("\n\n").map(part => columns(part, "\t"));
  for (const [word, list = ""] of words) {
    if (list) terms.set(word, { list, at: [], rarity: 0 });
    else termOf(word);
  }
  for (const [name, list = ""] of named) {
    // A phrase is no name: nobody types its beginning or slips in it.
    unpack(list, (id, role) => (role === OF_PHRASE ? put(phrases, name, id) : put(names, name, { id, role })));
  }
  for (const [key, list = ""] of keyed) unpack(list, id => addKey(id, key));
  sort();
}

function sort() {
  vocabulary = [...terms.keys()].sort();
  titles = [...names.keys()].sort();
  stems.clear();
}

/** Reads an index, or the head of one in parts. @param {string} text */
function read(text) {
  const [shape, groups, pages, priors, patterns, starts, lists, alike, silent, pins] = text.split("\n\n");
  const [runs, exact, most, hues = "", spans = ""] = shape.split("|");
  cut(runs);
  lengths = exact.split(" ");
  mostWords = +most;
  fillers = new Set(silent.split(" "));
  ranges = columns(patterns, "\t");
  synonyms = columns(alike, " ");
  pinned = columns(pins, "\t");
  for (const [count, kind, prefix, suffix, parent, rank, heading = kind] of columns(groups, "\t")) {
    kinds.add(kind);
    if (+rank === SUBJECT) noun = kind;
    for (let i = 0; i < +count; i += 1) {
      const prior = +priors[docs.length];
      const shown = { key: "", route: "", others: [], joined: [] };
      docs.push({ kind, heading, prefix, suffix, parent: +parent, rank: +rank, prior, ...shown });
    }
  }
  let hued = 0;
  for (const [, sign, count] of spans.matchAll(/(\D)(\d*)/g)) {
    for (let left = +count || 1; left; left -= 1) docs[hued++].hue = hues.split(" ")[sign.charCodeAt(0) - 65];
  }
  if (pages) addDocs(0, pages, true);
  const written = lists.split(" ");
  let last = "";
  (starts.match(/[A-Z][^A-Z]*/g) || []).forEach((text, at) => {
    last = last.slice(0, text.charCodeAt(0) - 65) + text.slice(1);
    termOf(last).list = written[at];
  });
  sort();
}
