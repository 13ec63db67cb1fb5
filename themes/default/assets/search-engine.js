// The search engine: reads the index that the build makes and ranks pages for a
// query. It knows no page and no browser; src/render/search/engine.rs is its twin
// and a test holds the two equal, so all arithmetic is on whole numbers.
"use strict";

/**
 * @typedef {{label: string, key: string, low: string, others: string[], joined: string[], kind: string, route: string, parent: number, rank: number, prior: number}} Doc
 * @typedef {{doc: Doc, id: number, score: number, weak: boolean}} Hit
 * @typedef {{hits: Hit[], weak: boolean, missing: string, words: string[]}} Answer
 * @typedef {{text: string, list: string, at: number[], rarity: number}} Term
 */
var statuarySearch = (() => {
  // A word weighs 70 in a title, 60 in another name, 65 in many phrases, 40 in a
  // phrase, 15 in passing. A match is worth 100 when exact, 90 with the same stem or a space
  // too many, 70 for a synonym, up to 75 for the beginning of the word being typed
  // and 30 of another, 65 with one slip, 50 when the word is short, and 45 with two.
  // The tiers below go before any score: the whole query is a key (6), a name (5), the
  // beginning of a name (4), a phrase (3), or a name but for slips (2).
  const TIER = 1e9, KEY = 6, EQUAL = 5, START = 4;
  const ENDING = /^(.{3,}?)(?:at(?:ions?|ing|e[ds]?)|ions?|ings?|ers|ies|est|e[drs]|ly|[sye])$/;
  const rows = [0, 0, 0].map(() => new Uint8Array(64));

  // ---- Words ----

  /** Text with the words apart that are looked up: split at case changes and around a code; without accents and what cannot be seen. @param {string} text */
  const plain = text => text.replace(/%([2-7][\da-f])/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)))
    .replace(/[\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff'’`]/g, "")
    .replace(/[\uff01-\uff5e]/g, c => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/([a-z\d])([A-Z])/g, "$1 $2").replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .replace(/(?<!\d)(\d{3})(?!\d)/g, " $1 ").toLowerCase()
    .replace(/[à-ÿ]/g, c => c.normalize("NFD")[0]);
  /** @param {string} text @returns {string[]} */
  const partsOf = text => text.match(/[\p{Alphabetic}\p{N}]+/gu) || [];
  /** @param {string} text */
  const wordsOf = text => partsOf(plain(text));

  /** A word without its ending. @param {string} word */
  function stemOf(word) {
    const found = ENDING.exec(word);
    return found ? found[1].replace(/(..)([^ls])\2$/, "$1$2") : word;
  }

  /** How many slips lead from one word to the other: a letter wrong, missing, too much, or two swapped; more than `most` when more. @param {string} a @param {string} b @param {number} most */
  function slips(a, b, most) {
    const n = b.length, far = most + 1;
    if (Math.abs(a.length - n) > most || n > 60) return far;
    let [before, last, row] = rows;
    for (let j = 0; j <= far; j += 1) row[j] = j;
    for (let i = 1; i <= a.length; i += 1) {
      [before, last, row] = [last, row, before];
      // Farther from the diagonal there are more slips than `most` anyway.
      const from = Math.max(1, i - most), to = Math.min(n, i + most);
      let best = row[from - 1] = from > 1 ? far : i;
      row[to + 1] = far;
      for (let j = from; j <= to; j += 1) {
        let d = last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
        if (last[j] < d) d = last[j] + 1;
        if (row[j - 1] < d) d = row[j - 1] + 1;
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] && before[j - 2] < d) d = before[j - 2] + 1;
        row[j] = d;
        if (d < best) best = d;
      }
      if (best > most) return far;
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

  let digits = 0, /** @type {Set<string>} */ fillers;
  /** @type {Doc[]} */ const docs = [];
  /** @type {Map<string, Term>} */ const terms = new Map();
  /** @type {Term[]} */ let list, /** @type {Term[]} */ lettered;
  /** @type {{id: number, name: string}[]} */ const names = [];
  /** @type {Map<string, Term[]>} */ const stems = new Map();
  /** @type {Map<string, number>} */ const keys = new Map();
  /** @type {Map<string, string[]>} */ const synonyms = new Map();
  /** @type {Map<string, number[]>} */ const pinned = new Map();
  /** @type {string[][]} */ let ranges;

  /** Says that a word stands on a page; what is said first weighs most. @param {string} text @param {number} doc @param {number} weight 0 for a word alone */
  function post(text, doc, weight) {
    let term = terms.get(text);
    if (!term) terms.set(text, term = { text, list: "", at: weight ? [doc, weight] : [], rarity: 0 });
    else if (weight && term.at[term.at.length - 2] !== doc) term.at.push(doc, weight);
    return term;
  }

  /** Reads where a term stands, when it is first looked up. @param {Term} term */
  function open(term) {
    if (term.rarity) return;
    let id = -1, weight = 40;
    for (const c of term.list) {
      const value = c.charCodeAt(0) - 46;
      if (value < 0) { id = -1; weight = c === "+" ? 65 : 15; }
      else if (value > 69) id += (value - 69) * 69;
      else term.at.push(id += value, weight);
    }
    term.rarity = fillers.has(term.text) ? 1 : Math.max(3, 15 - 2 * (31 - Math.clz32(term.at.length >> 1)));
  }

  /** @param {string[]} groups @param {string[]} lines @param {string} priors */
  function readDocs(groups, lines, priors) {
    const plains = plain(lines.join("\n")).split("\n");
    for (const group of groups) {
      const [count, kind, prefix, suffix, parent, rank] = group.split("\t");
      for (let i = 0; i < +count; i += 1) {
        const id = docs.length, [label, given = "", ...others] = lines[id].split("\t");
        const space = given ? -1 : label.indexOf(" ");
        const route = given[0] === "=" ? given.slice(1) : "", key = route ? "" : given || label.slice(0, space < 0 ? label.length : space), low = key.toLowerCase();
        const [words, own = [], ...rest] = plains[id].split("\t").map(partsOf);
        const joined = [words, ...rest].map(name => name.join(""));
        if (space > 0) joined[0] = joined[0].slice(partsOf(low).join("").length);
        if (+rank > 1) joined.forEach(name => names.push({ id, name }));
        docs.push({ label, key, low, others, joined, kind, parent: +parent, rank: +rank, route: route || prefix + low + suffix, prior: +priors[id] || 0 });
        for (const word of words) post(word, id, 70);
        if (!route) for (const word of own) post(word, id, 70);
        for (const name of rest) for (const word of name) post(word, id, 60);
        if (/\d/.test(key) && +rank > 1) keys.set(low, id);
      }
    }
  }

  /** Reads the index. @param {string} text */
  function read(text) {
    const parts = text.split("\n\n"), lines = parts.map(part => (part ? part.split("\n") : []));
    digits = +parts[0];
    readDocs(lines[1], lines[2], parts[3]);
    ranges = lines[4].map(line => line.split("\t"));
    const lists = parts[6].split(" ");
    let last = "";
    (parts[5].match(/[A-Z][^A-Z]*/g) || []).forEach((part, n) => {
      last = last.slice(0, part.charCodeAt(0) - 65) + part.slice(1);
      post(last, 0, 0).list = lists[n];
    });
    for (const line of lines[7]) {
      const words = line.split(" ");
      for (const word of words) synonyms.set(word, (synonyms.get(word) || []).concat(words));
    }
    fillers = new Set(parts[8].split(" "));
    for (const line of lines[9] || []) {
      const [doc, pins] = line.split("\t");
      for (const pin of pins.match(/.../g) || []) pinned.set(pin, (pinned.get(pin) || []).concat(+doc));
    }
    list = [...terms.values()];
    for (const term of list) {
      const stem = stemOf(term.text), kin = stems.get(stem);
      if (kin) kin.push(term);
      else stems.set(stem, [term]);
    }
    lettered = list.filter(({ text }) => /^[a-z]{3,}$/.test(text));
  }

  // ---- Matching ----

  /** A word whose spaces are missing as at most so many known words. @param {string} word @param {number} most @returns {string[] | null} */
  function split(word, most) {
    for (let n = most && word.length; n > 1; n -= 1) {
      const start = word.slice(0, n);
      if (!terms.has(start) && !fillers.has(start)) continue;
      if (n === word.length) return [word];
      const rest = split(word.slice(n), most - 1);
      if (rest) return [start, ...rest];
    }
    return null;
  }

  /** Terms that a word with slips may mean, with their quality. @param {string} word @param {boolean} last @returns {[Term, number][]} */
  function corrected(word, last) {
    const size = word.length, most = size > 6 ? 2 : 1;
    if (size < 4 || !/^[a-z]+$/.test(word)) return [];
    /** @type {[Term, number][][]} */ const found = [[], [], []];
    for (const term of lettered) {
      const { text } = term;
      if (text[0] !== word[0] && text[1] !== word[1] && text[0] !== word[1]) continue;
      const n = slips(word, text, most);
      if (n <= most) found[n - 1].push([term, n > 1 ? 45 : size < 6 ? 50 : 65]);
      else if (last && size > 4 && slips(word, text.slice(0, size), 1) === 1) found[2].push([term, 30]);
    }
    return found.find(list => list.length) || [];
  }

  /** The terms that one word of a query may mean, with the quality of each. @param {string} word @param {boolean} last @returns {[Term, number][]} */
  function meanings(word, last) {
    /** @type {[Term, number][]} */ const found = [];
    const exact = terms.get(word);
    if (exact) found.push([exact, 100]);
    if (/^\d+$/.test(word) || fillers.has(word)) return found;
    const same = stems.get(stemOf(word)) || [];
    for (const term of same) if (term !== exact) found.push([term, 90]);
    for (const start of [word, ...same.map(term => term.text)]) {
      for (const other of synonyms.get(start) || []) {
        for (const term of stems.get(stemOf(other)) || []) found.push([term, 70]);
      }
    }
    if (last || !found.length) {
      for (const term of list) {
        if (term.text.startsWith(word) && term !== exact) found.push([term, last ? 38 + Math.floor(37 * word.length / term.text.length) : 30]);
      }
    }
    return found.length ? found : corrected(word, last);
  }

  /** The words of a query: without network addresses and paths before a code, letters typed for digits mended, missing spaces put in. @param {string} query */
  function analyse(query) {
    const text = Array.from(query).slice(0, 256).join("").replace(/\d+\.\d+\.\d+\.\d+|(?<!\S)(\w+:\/)?\/\S+(?=\s[^]*\d{3})/g, " ")
      .replace(/\d[\doil]+(?![\da-z])/gi, part => {
        const number = part.replace(/o/gi, "0").replace(/[il]/gi, "1");
        return keys.has(number) ? ` ${number} ` : part;
      });
    return wordsOf(text.replace(/[*?]/g, "x")).flatMap(word =>
      (/^[a-z]{5,48}$/.test(word) && !terms.has(word) && !stems.has(stemOf(word)) && split(word, 6)) || word).slice(0, 16);
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
      for (const [term] of found) open(term);
      const exact = terms.get(word);
      const rarity = fillers.has(word) ? 1 : exact ? exact.rarity : found.length ? Math.max(...found.map(([term]) => term.rarity)) : 10;
      // Rare words are no better evidence of what is meant than others, unknown ones are evidence of nothing.
      const share = found.length ? Math.min(rarity, 7) : rarity;
      total += share;
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
      values.forEach((value, id) => { sums[id] += value; covered[id] += qualities[id] * share; });
    });
    return { sums, covered, total };
  }

  /** For each page whether a name is what was typed, begins with it, or is it but for slips in a word that is in no page. @param {string} whole @param {string} core @param {string[]} words */
  function tiersOf(whole, core, words) {
    const tiers = docs.map(() => 0);
    let some = false;
    for (const { id, name } of names) {
      const tier = [whole, core].includes(name) || name + docs[id].kind === whole ? EQUAL : name.startsWith(whole) ? START : 0;
      if (tier > tiers[id]) { tiers[id] = tier; some = true; }
    }
    for (const typed of some || words.every(word => terms.has(word) && !fillers.has(word)) ? [] : [whole, core]) {
      const n = typed.length, most = n > 12 ? 3 : n > 8 ? 2 : 1;
      if (n > 5 && n < 64 && !/\d/.test(typed)) for (const { id, name } of names) if (slips(typed, name, most) <= most) tiers[id] = 2;
    }
    return tiers;
  }

  /** Keys that are numbers and begin so, in their order. @param {string} start */
  const numbers = start => [...keys].filter(([key]) => /^\d+$/.test(key) && key.startsWith(start));
  /** Pages to whose patterns a number belongs. @param {string} number */
  const groupsOf = number => ranges.filter(([, patterns]) => RegExp(`^(${patterns})$`).test(number)).map(([doc]) => +doc);

  /** Pages for the beginning of a number: its class, then the codes, those people meet most first. @param {string} start */
  function byStart(start) {
    const codes = numbers(start).map(([, id]) => id), groups = groupsOf(start.padEnd(digits, "?"));
    codes.sort((a, b) => +(docs[b].prior > 4) - +(docs[a].prior > 4));
    return start.length > 1 ? [...codes, ...groups] : [...groups, ...codes];
  }

  /** For a number that is no key: the page of its class, and the nearest keys. @param {string} number */
  function around(number) {
    const near = numbers(number[0]).sort(([a], [b]) => Math.abs(+a - +number) - Math.abs(+b - +number));
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
    const whole = words.join(""), tiers = tiersOf(whole, core.join(""), words);
    /** @type {Hit[]} */ const hits = [];
    docs.forEach((doc, id) => {
      const place = words.indexOf(doc.low), keyed = place >= 0 && keys.has(doc.low);
      let tier = Math.max(tiers[id], pins.includes(id) ? 3 : 0);
      if (!sums[id] && !tier && !keyed) return;
      let score = Math.floor(sums[id] * (25 + Math.floor(75 * covered[id] / (100 * total))) * doc.rank * (20 + doc.prior) / 20000);
      if (tier >= START) score = doc.rank * 1e6 + 1e4 + 4 * doc.prior - doc.joined[0].length + (tier === START && doc.joined[0].startsWith(whole) ? 1e3 : 0);
      if (keyed) { tier = KEY; score = 100 - place; }
      hits.push(hit(id, tier * TIER + score, !tier && covered[id] < 45 * total));
    });
    hits.sort((a, b) => b.score - a.score || b.doc.prior - a.doc.prior || a.id - b.id);
    return { hits: hits.slice(0, 50), weak: hits.slice(0, 3).every(h => h.weak), missing, words };
  }

  return { read, search, wordsOf, docOf: (/** @type {number} */ id) => docs[id] };
})();
