// A query taken apart: its words, and which words of the index each may mean. The twin of
// engine/query.rs and engine/meaning.rs. How much of that counts for a page, and in which order
// pages come, the theme's engine decides.
"use strict";

/** @typedef {[text: string, quality: number]} Meaning a word that one of the query may mean */

/** How much of a query is read, in characters and in words. */
const LONGEST_QUERY = 256;
const MOST_WORDS = 16;
/** Of how many words a word is put together at most when their spaces are missing. */
const MOST_PARTS = 6;
/** From how many letters on a word may have two slips, and from how many on one is little. */
const LONG_WORD = 7;
const MIDDLING_WORD = 6;

/** @param {string} word */
function has(word) {
  asked(word);
  return terms.has(word);
}

/**
 * A word whose spaces are missing as at most so many known words.
 * @param {string} word
 * @param {number} most
 * @returns {string[] | undefined}
 */
function parted(word, most) {
  for (let size = most && word.length; size > 1; size -= 1) {
    const start = word.slice(0, size);
    if (!terms.has(start) && !fillers.has(start)) continue;
    const rest = size < word.length ? parted(word.slice(size), most - 1) : [];
    if (rest) return [start, ...rest];
  }
}

/**
 * The words of a query: without chains of more numbers than keys have and without paths
 * before a number, letters typed for digits mended, missing spaces put in.
 * @param {string} query
 */
function analyse(query) {
  const text = [...query]
    .slice(0, LONGEST_QUERY)
    .join("")
    .replace(/(?<![\w.])\d+(?:\.\d+){2,}/g, chain => (chain.split(".").length > mostWords ? " " : chain))
    .replace(/(?<!\S)(\w+:\/)?\/\S+(?=\s([^]*))/g, (path, _, rest) => (hasNumber(rest) ? " " : path))
    .replace(/\d[\doil]+(?![\da-z])/gi, text => {
      const number = text.replace(/o/gi, "0").replace(/[il]/gi, "1");
      asked(number);
      return keys.has(number) ? ` ${number} ` : text;
    });
  return wordsOf(text.replace(/[*?]/g, "x"))
    .flatMap(word => {
      const odd = /^[a-z]{5,48}$/.test(word) && !has(word) && !kinOf(word)[0];
      return (odd && parted(word, MOST_PARTS)) || word;
    })
    .slice(0, MOST_WORDS);
}

/** Words of terms that differ from a word in their ending at most. @param {string} word */
function kinOf(word) {
  const stem = stemOf(word);
  let kin = stems.get(stem);
  // A "z" may stand for an "s".
  const start = stem.replace(/z$/, "");
  asked(start);
  if (!kin) stems.set(stem, (kin = beginning(vocabulary, start).filter(text => stemOf(text) === stem)));
  return kin;
}

/**
 * Terms that a word with slips may mean. One of the first two letters is right.
 * @param {string} word
 * @returns {Meaning[]}
 */
function corrected(word) {
  asked("");
  if (!/^[a-z]{4,}$/.test(word)) return [];
  const size = word.length;
  const [first, second] = word;
  const begins = (/** @type {string} */ text) => text[0] === first || text[1] === second || text[0] === second;
  for (const most of size < LONG_WORD ? [1] : [1, 2]) {
    const found = near(word, most, vocabulary, begins).filter(text => /^[a-z]{3,}$/.test(text));
    const quality = most > 1 ? TWO_SLIPS : size < MIDDLING_WORD ? SHORT_SLIP : ONE_SLIP;
    if (found[0]) return found.map(text => [text, quality]);
  }
  return [];
}

/** The terms that one word of a query may mean. @param {string} word @param {boolean} last @returns {Meaning[]} */
function meanings(word, last) {
  /** @type {Meaning[]} */
  const found = [];
  if (fillers.has(word)) return terms.has(word) ? [[word, EXACT]] : [];
  if (has(word)) found.push([word, EXACT]);
  if (isNumber(word)) return found;
  const same = kinOf(word);
  for (const text of same) found.push([text, SAME_STEM]);
  for (const text of [word, ...same]) {
    for (const group of synonyms) {
      if (group.includes(text)) for (const other of group) for (const kin of kinOf(other)) found.push([kin, SYNONYM]);
    }
  }
  if (last || !found[0]) {
    const more = WHOLE_BEGINNING - LEAST_BEGINNING;
    for (const text of beginning(vocabulary, word)) {
      const typed = LEAST_BEGINNING + floor((more * word.length) / text.length);
      found.push([text, last ? typed : INNER_BEGINNING]);
    }
  }
  return found[0] ? found : corrected(word);
}
