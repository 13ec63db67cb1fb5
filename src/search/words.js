// Text as the words that search looks up: the twin of words.rs, beside which it lies, with
// the same functions. Knows nothing of what a site is about but how long the numbers are that
// stand in its keys. A test holds the words of both equal.
"use strict";

const { floor, max, min } = Math;
const ENDING = /^(.{3,}?)(?:at(?:ions?|ing|e[ds]?)|ions?|ings?|ers|ies|est|e[drs]|ly|[sye])$/;
const WITHOUT_SPACES =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{2fa1f}]+/gu;
/** Letters that are typed otherwise and are no letter with an accent. @type {Record<string, string>} */
const TYPED = { ß: "ss", ı: "i", ø: "o", đ: "d", ł: "l", ð: "d", ħ: "h", æ: "ae", œ: "oe", þ: "th", ς: "σ" };
/** Rows of slips, for words of 60 letters and a few. @type {number[]} */
const cells = [];
const WIDTH = 66;
const LONGEST_WORD = 60;

/** The numbers in a text that are as long as those in keys. */
let numbers = / /g;

/** Says how long the numbers are that stand in keys. @param {string} lengths between spaces */
function cut(lengths) {
  numbers = RegExp(`(?<!\\d)(?:${lengths.replace(/\d+/g, "\\d{$&}").replace(/ /g, "|") || "$."})(?!\\d)`, "g");
}

/** Whether such a number stands in a text. @param {string} text */
function hasNumber(text) {
  return text.search(numbers) >= 0;
}

/**
 * Text with the words apart that are looked up: split at case changes and around numbers
 * such as keys have; without accents and what cannot be seen.
 * @param {string} text
 */
function plain(text) {
  return text
    .replace(/%[2-7][\da-f]/gi, decodeURIComponent)
    .normalize("NFD")
    .replace(/[\u0300-\u036f\u0591-\u05bd\u05bf\u0640\u064b-\u065f\u0670]/g, "")
    .normalize()
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff'’`]/g, "")
    .replace(/[\uff01-\uff5e]/g, sign => sign.normalize("NFKD")[0])
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .replace(numbers, " $& ")
    .toLowerCase()
    .replace(/[^\0-~]/g, letter => TYPED[letter] || letter)
    .replace(WITHOUT_SPACES, pairs);
}

/** Some scripts put no spaces between words: each two signs beside each other are a word. @param {string} run */
function pairs(run) {
  const signs = [...run];
  const words = signs.slice(1).map((sign, at) => signs[at] + sign);
  return ` ${words.join(" ") || run} `;
}

/**
 * The words of plain text, and its tabs. Most is of simple letters, for which no tables are made.
 * @param {string} text
 */
function partsOf(text) {
  return text.match(/[^\0-~]/.test(text) ? /[\p{Alphabetic}\p{N}]+|\t/gu : /[a-z\d]+|\t/g) || [];
}

/** @param {string} text @returns {string[]} */
function wordsOf(text) {
  return partsOf(plain(text.replace(/\s/g, " ")));
}

/** Words as one; numbers beside each other stay apart, since `1.1` is not `11`. @param {string[]} words */
function folded(words) {
  return words
    .join(" ")
    .replace(/(\d) (?=\d)/g, "$1.")
    .replace(/ /g, "");
}

/** @param {string} word */
function isNumber(word) {
  return /^\d+$/.test(word);
}

/** A word without its ending, as Americans write it. @param {string} word */
function stemOf(word) {
  const found = ENDING.exec(word);
  return found ? found[1].replace(/(..)([^ls])\2$/, "$1$2").replace(/is$/, "iz") : word;
}

/** Those of a sorted list that begin so. @param {string[]} sorted @param {string} start */
function beginning(sorted, start) {
  let from = -1;
  for (let step = 2 ** 20; step >= 1; step /= 2) if (sorted[from + step] < start) from += step;
  let to = (from += 1);
  while (to < sorted.length && sorted[to].startsWith(start)) to += 1;
  return sorted.slice(from, to);
}

/**
 * Those of a sorted list that so many slips at most make of a word: a letter wrong, missing,
 * too much, or two swapped.
 * @param {string} word
 * @param {number} most
 * @param {string[]} sorted
 * @param {(text: string) => boolean} fits whether a text may be meant at all
 */
function near(word, most, sorted, fits) {
  const size = word.length;
  const far = most + 1;
  /** @type {string[]} */
  const found = [];
  // The row of a depth tells for so many letters of a text how many slips make them of
  // each beginning of the word. The rows of the letters that a text shares with the one
  // before stay; with the letters at which there were too many slips it is lost too.
  let last = "";
  let depth = 0;
  let best = 0;
  for (let i = 0; i <= far; i += 1) cells[i] = i;
  for (const text of sorted) {
    const length = text.length;
    if (length - size > most || size - length > most || length > LONGEST_WORD || !fits(text)) continue;
    let same = 0;
    while (same < depth && text[same] === last[same]) same += 1;
    if (same === depth && best > most) continue;
    last = text;
    best = 0;
    depth = same;
    while (depth < length && best <= most) {
      depth += 1;
      // Farther from the diagonal there are more slips than `most` anyway.
      const from = max(1, depth - most);
      const to = min(size, depth + most);
      const row = depth * WIDTH;
      best = cells[row + from - 1] = from > 1 ? far : depth;
      cells[row + to + 1] = far;
      for (let i = from; i <= to; i += 1) {
        const at = row + i;
        const up = at - WIDTH;
        const wrong = text[depth - 1] === word[i - 1] ? 0 : 1;
        let slips = min(cells[up - 1] + wrong, cells[up] + 1, cells[at - 1] + 1);
        if (i > 1 && depth > 1 && text[depth - 1] === word[i - 2] && text[depth - 2] === word[i - 1]) {
          slips = min(slips, cells[up - WIDTH - 2] + 1);
        }
        cells[at] = slips;
        best = min(best, slips);
      }
    }
    if (best <= most && cells[length * WIDTH + size] <= most) found.push(text);
  }
  return found;
}

/** Words in any order and inflection as three characters. @param {string[]} words */
function fingerprint(words) {
  let hash = 0;
  for (const sign of words.map(stemOf).sort().join(" ").split("")) {
    hash = Math.imul(hash ^ sign.charCodeAt(0), 0x1000193);
  }
  return String.fromCharCode(...[8, 14, 20].map(shift => 48 + ((hash >>> shift) & 63)));
}
