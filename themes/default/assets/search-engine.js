// The search engine: reads the index that the build makes and ranks pages for a
// query. It knows no page and no browser; src/render/search/engine.rs is its twin
// and a test holds the two equal, so all arithmetic is on whole numbers.
"use strict";

/**
 * @typedef {{label: string, key: string, low: string, names: string[], joined: string[], kind: string, route: string, parent: number, rank: number, prior: number}} Doc
 * @typedef {{doc: Doc, id: number, score: number, weak: boolean}} Hit
 * @typedef {{hits: Hit[], weak: boolean, missing: string, words: string[]}} Answer
 * @typedef {{text: string, stem: string, at: number[], rarity: number}} Term
 */
var statuarySearch = (() => {
  // A word weighs 60 in a title, 50 in another name or many phrases, 40 in a phrase,
  // 15 in passing. A match is worth 100 when exact, 90 with the same stem or a space
  // too many, 70 for a synonym, up to 75 for the beginning of the word being typed
  // and 30 of another, 65 with one slip and 45 with two. The tiers below go before
  // any score: the whole query is a key (6), a name (5), the beginning of a name (4),
  // a phrase (3), or a name but for slips (2).
  const TIER = 1e9, KEY = 6, EQUAL = 5, START = 4;
  const ENDINGS = "ations ation ating ated ates ate ions ings ion ing ers ies est ed er es ly s y e".split(" ");
  const rows = [0, 0, 0].map(() => new Uint8Array(64));

  // ---- Words ----

  /** Text as the words that are looked up: split at case changes, signs, and before a code. @param {string} text */
  function wordsOf(text) {
    return text.replace(/%([2-7][\da-f])/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)))
      .replace(/[\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff'’`]/g, "")
      .replace(/[\uff01-\uff5e]/g, c => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
      .replace(/([a-z\d])([A-Z])/g, "$1 $2").replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
      .replace(/(?<!\d)(\d{3})(?!\d)/g, " $1 ").toLowerCase()
      .replace(/[à-ÿ]/g, c => c.normalize("NFD")[0])
      .split(/[^\p{Alphabetic}\p{N}]+/u).filter(Boolean);
  }

  /** A word without its ending. @param {string} word */
  function stemOf(word) {
    const ending = ENDINGS.find(e => word.endsWith(e) && word.length - e.length >= 3);
    const stem = ending ? word.slice(0, -ending.length) : word, n = stem.length;
    return ending && n > 3 && stem[n - 1] === stem[n - 2] && !/[ls]$/.test(stem) ? stem.slice(0, -1) : stem;
  }

  /** How many slips lead from one word to the other: a letter wrong, missing, too much, or two swapped; More than `most` when more. @param {string} a @param {string} b @param {number} most */
  function slips(a, b, most) {
    const n = b.length;
    if (Math.abs(a.length - n) > most || n > 60) return most + 1;
    let [before, last, row] = rows;
    for (let j = 0; j <= n; j += 1) row[j] = j;
    for (let i = 1; i <= a.length; i += 1) {
      [before, last, row] = [last, row, before];
      let best = row[0] = i;
      for (let j = 1; j <= n; j += 1) {
        let d = last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
        if (last[j] < d) d = last[j] + 1;
        if (row[j - 1] < d) d = row[j - 1] + 1;
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] && before[j - 2] < d) d = before[j - 2] + 1;
        row[j] = d;
        if (d < best) best = d;
      }
      if (best > most) return most + 1;
    }
    return row[n];
  }

  /** A phrase as three characters. @param {string} phrase */
  function fingerprint(phrase) {
    let hash = 0;
    for (let i = 0; i < phrase.length; i += 1) hash = Math.imul(hash ^ phrase.charCodeAt(i), 0x1000193);
    return [8, 14, 20].map(shift => String.fromCharCode(48 + ((hash >>> shift) & 63))).join("");
  }

  // ---- Index ----

  let digits = 0;
  /** @type {Doc[]} */ let docs = [];
  /** @type {Map<string, Term>} */ let terms = new Map();
  /** @type {Term[]} */ let list = [];
  /** @type {{id: number, name: string}[]} */ let names = [];
  /** @type {Map<string, Term[]>} */ let stems = new Map();
  /** @type {Map<string, number>} */ let keys = new Map();
  /** @type {Map<string, string[]>} */ let synonyms = new Map();
  /** @type {Set<string>} */ let fillers = new Set();
  /** @type {Map<string, number[]>} */ let pinned = new Map();
  /** @type {{doc: number, patterns: RegExp[]}[]} */ let ranges = [];

  /** @param {string} text */
  function termOf(text) {
    let term = terms.get(text);
    if (!term) terms.set(text, term = { text, stem: stemOf(text), at: [], rarity: 0 });
    return term;
  }

  /** @param {string} text @param {number} doc @param {number} weight */
  function post(text, doc, weight) {
    const { at } = termOf(text), n = at.length;
    if (n && at[n - 2] === doc) at[n - 1] = Math.max(at[n - 1], weight);
    else at.push(doc, weight);
  }

  /** @param {string[]} groups @param {string[]} lines @param {string} priors */
  function readDocs(groups, lines, priors) {
    for (const group of groups) {
      const [count, kind, prefix, suffix, parent, rank] = group.split("\t");
      for (let i = 0; i < +count; i += 1) {
        const id = docs.length, [label, given = "", ...others] = lines[id].split("\t");
        const space = label.indexOf(" "), first = space < 0 ? label : label.slice(0, space);
        const route = given[0] === "=" ? given.slice(1) : "", key = route ? "" : given || first;
        const title = given || space < 0 ? label : label.slice(space + 1);
        const all = [title, ...others].map(wordsOf), joined = all.map(words => words.join(""));
        if (+rank > 1) joined.forEach(name => names.push({ id, name }));
        docs.push({ label, key, low: key.toLowerCase(), names: [title, ...others], joined, kind, parent: +parent, rank: +rank,
          route: route || prefix + key.toLowerCase() + suffix, prior: +priors[id] || 0 });
        all.forEach((words, n) => words.forEach(word => post(word, id, n ? 50 : 60)));
        if (/\d/.test(key) && +rank > 1) keys.set(key.toLowerCase(), id);
        wordsOf(key).forEach(word => post(word, id, 60));
      }
    }
  }

  /** @param {string} vocabulary @param {string} postings */
  function readTerms(vocabulary, postings) {
    const lists = postings.split(" ");
    let word = "", n = 0;
    for (const part of vocabulary.match(/[A-Z][^A-Z]*/g) || []) {
      word = word.slice(0, part.charCodeAt(0) - 65) + part.slice(1);
      let id = -1, high = 0, weight = 40;
      for (const c of lists[n]) {
        const value = c.charCodeAt(0) - 46;
        if (value < 0) { id = -1; weight = c === "+" ? 50 : 15; }
        else if (value > 69) high += (value - 69) * 69;
        else { id += high + value; high = 0; post(word, id, weight); }
      }
      n += 1;
    }
  }

  /** Reads an index. @param {string} text */
  function read(text) {
    const parts = text.split("\n\n"), lines = parts.map(part => (part ? part.split("\n") : []));
    digits = +parts[0];
    docs = []; names = []; terms = new Map(); stems = new Map(); keys = new Map(); synonyms = new Map(); ranges = [];
    readDocs(lines[1], lines[2], parts[3]);
    for (const line of lines[4]) {
      const [doc, patterns] = line.split("\t");
      ranges.push({ doc: +doc, patterns: patterns.split(" ").map(p => RegExp(`^${p.replace(/\?/g, ".")}$`)) });
    }
    readTerms(parts[5], parts[6]);
    for (const line of lines[7]) {
      const words = line.split(" ");
      for (const word of words) synonyms.set(word, (synonyms.get(word) || []).concat(words.filter(other => other !== word)));
    }
    fillers = new Set((parts[8] || "").split(" "));
    pinned = new Map();
    for (const line of lines[9] || []) {
      const [doc, pins] = line.split("\t");
      for (const pin of pins.match(/.../g) || []) pinned.set(pin, (pinned.get(pin) || []).concat(+doc));
    }
    list = [...terms.values()].sort((a, b) => (a.text < b.text ? -1 : 1));
    for (const term of list) {
      term.rarity = fillers.has(term.text) ? 1 : Math.max(3, 15 - 2 * (31 - Math.clz32(term.at.length >> 1)));
      const kin = stems.get(term.stem);
      if (kin) kin.push(term);
      else stems.set(term.stem, [term]);
    }
  }

  // ---- Matching ----

  /** A word whose spaces are missing as known words. @param {string} word @returns {string[] | null} */
  function split(word) {
    for (let n = word.length; n > 1; n -= 1) {
      const start = word.slice(0, n);
      if (!terms.has(start) && !fillers.has(start)) continue;
      if (n === word.length) return [word];
      const rest = word.length - n > 1 ? split(word.slice(n)) : null;
      if (rest && rest.length < 6) return [start, ...rest];
    }
    return null;
  }

  /** Terms that a word with slips may mean, with their quality. @param {string} word @param {boolean} last @returns {[Term, number][]} */
  function corrected(word, last) {
    if (word.length < 4 || !/^[a-z]+$/.test(word)) return [];
    const most = word.length > 6 ? 2 : 1;
    /** @type {[Term, number][][]} */ const found = [[], [], []];
    for (const term of list) {
      const { text } = term;
      if ((text[0] !== word[0] && text[1] !== word[1] && text[0] !== word[1]) || text.length < 3 || !/^[a-z]+$/.test(text)) continue;
      const n = slips(word, text, most);
      if (n <= most) found[n - 1].push([term, n === 1 ? 65 : 45]);
      else if (last && word.length > 4 && slips(word, text.slice(0, word.length), 1) === 1) found[2].push([term, 30]);
    }
    return found.find(list => list.length) || [];
  }

  /** The terms that one word of a query may mean, with the quality of each. @param {string} word @param {boolean} last @returns {[Term, number][]} */
  function meanings(word, last) {
    /** @type {[Term, number][]} */ const found = [];
    const exact = terms.get(word);
    if (exact) found.push([exact, 100]);
    if (/^\d+$/.test(word)) return found;
    const same = stems.get(stemOf(word)) || [];
    for (const term of same) if (term !== exact) found.push([term, 90]);
    for (const start of [word, ...same.map(term => term.text)]) {
      for (const other of synonyms.get(start) || []) {
        for (const term of stems.get(stemOf(other)) || []) found.push([term, 70]);
      }
    }
    if (last || !found.length) {
      let from = 0;
      for (let to = list.length; from < to;) {
        const middle = (from + to) >> 1;
        if (list[middle].text <= word) from = middle + 1;
        else to = middle;
      }
      for (let term; (term = list[from]) && term.text.startsWith(word); from += 1) {
        found.push([term, last ? 38 + Math.floor(37 * word.length / term.text.length) : 30]);
      }
    }
    return found.length ? found : corrected(word, last);
  }

  /** The words of a query, missing spaces put in and letters typed for digits mended. @param {string} query */
  function analyse(query) {
    const text = Array.from(query).slice(0, 256).join("").replace(/\d+\.\d+\.\d+\.\d+/g, " ");
    /** @type {string[]} */ const words = [];
    for (const word of wordsOf(text.replace(/[*?]/g, "x"))) {
      const number = word.replace(/o/g, "0").replace(/[il]/g, "1");
      if (word.length === digits && /^\d/.test(word) && keys.has(number)) words.push(number);
      else if (word.length > 4 && word.length < 32 && /^[a-z]+$/.test(word) && !terms.has(word) && !stems.has(stemOf(word))) words.push(...split(word) || [word]);
      else words.push(word);
    }
    return words.slice(0, 16);
  }

  /** Scores by words: what each adds for each page, and how much of the query the page covers. @param {string[]} words */
  function byWords(words) {
    const sums = docs.map(() => 0), covered = sums.slice(), values = sums.slice(), qualities = sums.slice();
    let total = 0;
    words.forEach((word, i) => {
      const found = meanings(word, i === words.length - 1);
      for (const pair of [words[i - 1] + word, word + words[i + 1]]) {
        const term = terms.get(pair);
        if (term) found.push([term, 90]);
      }
      const exact = terms.get(word);
      const rarity = fillers.has(word) ? 1 : exact ? exact.rarity : found.length ? Math.max(...found.map(([term]) => term.rarity)) : 10;
      total += rarity;
      values.fill(0);
      qualities.fill(0);
      for (const [term, quality] of found) {
        const factor = quality * Math.min(rarity, term.rarity);
        for (let n = 0; n < term.at.length; n += 2) {
          const id = term.at[n], value = term.at[n + 1] * factor;
          if (value > values[id]) values[id] = value;
          if (quality > qualities[id]) qualities[id] = quality;
        }
      }
      values.forEach((value, id) => { sums[id] += value; covered[id] += qualities[id] * rarity; });
    });
    return { sums, covered, total };
  }

  /** For each page whether a name is what was typed, begins with it, or is it but for slips. @param {string} whole @param {string} core */
  function tiersOf(whole, core) {
    const tiers = docs.map(() => 0);
    let some = false;
    for (const { id, name } of names) {
      const tier = name === whole || name === core ? EQUAL : name.startsWith(whole) ? START : 0;
      if (tier > tiers[id]) { tiers[id] = tier; some = true; }
    }
    for (const typed of some ? [] : [whole, core]) {
      const n = typed.length, most = n > 12 ? 3 : n > 8 ? 2 : 1;
      if (n > 5 && n < 64 && !/\d/.test(typed)) for (const { id, name } of names) if (slips(typed, name, most) <= most) tiers[id] = 2;
    }
    return tiers;
  }

  /** Keys that are numbers and begin so. @param {string} start */
  const numbers = start => [...keys].filter(([key]) => /^\d+$/.test(key) && key.startsWith(start));
  /** Pages to whose patterns a number belongs. @param {string} number */
  const groupsOf = number => ranges.filter(({ patterns }) => patterns.some(p => p.test(number))).map(r => r.doc);

  /** Pages for the beginning of a number: its class, then the codes, those people meet most first. @param {string} start */
  function byStart(start) {
    const codes = numbers(start).map(([, id]) => id), groups = groupsOf(start.padEnd(digits, "?"));
    codes.sort((a, b) => +(docs[b].prior > 4) - +(docs[a].prior > 4) || (docs[a].key < docs[b].key ? -1 : 1));
    return start.length > 1 ? [...codes, ...groups] : [...groups, ...codes];
  }

  /** For a number that is no key: the page of its class, and the nearest keys. @param {string} number */
  function around(number) {
    const near = numbers(number[0]).sort(([a], [b]) => Math.abs(+a - +number) - Math.abs(+b - +number) || +a - +b);
    return [...groupsOf(number), ...near.slice(0, 3).map(([, id]) => id)];
  }

  /** @param {number} id @param {number} score @param {boolean} weak @returns {Hit} */
  const hit = (id, score, weak) => ({ doc: docs[id], id, score, weak });

  /** The best pages for a query, the best first. @param {string} query @returns {Answer} */
  function search(query) {
    const words = analyse(query), core = words.filter(word => !fillers.has(word));
    /** @param {number[]} ids @param {number} score @param {string} missing @returns {Answer} */
    const listed = (ids, score, missing) => ({ hits: ids.map((id, i) => hit(id, score - i, !!missing)), weak: !!missing || !ids.length, missing, words });
    const only = core.length === 1 ? core[0] : "", start = (/^(\d+)x*$/.exec(only) || [])[1] || "";
    if (start && start.length < digits && only.length <= digits) return listed(byStart(start), TIER * KEY, "");
    const missing = words.find(word => word.length === digits && /^\d+$/.test(word) && !keys.has(word)) || "";
    if (!words[0] || (missing && only === missing)) return listed(around(missing), 100, missing);
    return rank(words, core, missing);
  }

  /** @param {string[]} words @param {string[]} core @param {string} missing @returns {Answer} */
  function rank(words, core, missing) {
    const { sums, covered, total } = byWords(words), pins = pinned.get(fingerprint(words.join(" "))) || [];
    const tiers = tiersOf(words.join(""), core.join(""));
    /** @type {Hit[]} */ const hits = [];
    docs.forEach((doc, id) => {
      const place = words.indexOf(doc.low), keyed = place >= 0 && keys.has(doc.low);
      let tier = Math.max(tiers[id], pins.includes(id) ? 3 : 0);
      if (!sums[id] && !tier && !keyed) return;
      let score = Math.floor(sums[id] * (25 + Math.floor(75 * covered[id] / (100 * total))) * doc.rank * (40 + doc.prior) / 20000);
      if (tier >= START) score = doc.rank * 1e6 + doc.prior;
      if (keyed) { tier = KEY; score = 100 - place; }
      hits.push(hit(id, tier * TIER + score, !tier && covered[id] < 50 * total));
    });
    hits.sort((a, b) => b.score - a.score || b.doc.prior - a.doc.prior || a.id - b.id);
    return { hits: hits.slice(0, 50), weak: hits.slice(0, 3).every(h => h.weak), missing, words };
  }

  return { read, search, wordsOf, docOf: (/** @type {number} */ id) => docs[id] };
})();
