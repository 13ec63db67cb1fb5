// The search engine: reads the index that the build makes and ranks pages for a
// query. It knows no page and no browser; src/search/engine.rs is its twin
// and a test holds the answers equal, so all arithmetic is on whole numbers. It keeps
// its words in their order and reads more of a word when that is first looked up.
"use strict";

/**
 * @typedef {{label: string, key: string, others: string[], joined: string[], kind: string, route: string, parent: number, rank: number, prior: number}} Doc
 * @typedef {{doc: Doc, id: number, score: number, weak: boolean}} Hit
 * @typedef {{hits: Hit[], weak: boolean, missing: string, words: string[]}} Answer
 * @typedef {{list: string, at: number[], rarity: number}} Term
 * @typedef {{id: number, most: number}} Owner of a name, with the tier of a query that is this name
 */
var statuarySearch = (() => {
  // A word weighs 70 in a title, 60 in another name, 65 in many phrases, 40 in a
  // phrase, 15 in passing. A match is worth 100 when exact, 90 with the same stem or a space
  // too many, 70 for a synonym, up to 75 for the beginning of the word being typed
  // and 30 of another, 65 with one slip, 50 when the word is short, and 45 with two.
  // The tiers below go before any score: the query holds a key (7), is a name (6), a
  // phrase or the name of a row that the page uses (5), the beginning of a name (4), or
  // a name but for slips (2).
  const TIER = 1e9;
  const KEY = 7;
  const EQUAL = 6;
  const FIELD = 5;
  const START = 4;
  const ENDING = /^(.{3,}?)(?:at(?:ions?|ing|e[ds]?)|ions?|ings?|ers|ies|est|e[drs]|ly|[sye])$/;
  const { floor, max, min } = Math;
  /** Rows of slips, for words of 60 letters and a few. @type {number[]} */ const cells = [];
  const WIDTH = 66;

  // ---- Words ----

  /** Text with the words apart that are looked up: split at case changes and around a code; without accents and what cannot be seen. @param {string} text */
  const plain = text => text.replace(/%[2-7][\da-f]/gi, decodeURIComponent)
    .replace(/[\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff'’`]/g, "")
    .replace(/[\uff01-\uff5e]/g, c => c.normalize("NFKD")[0])
    .replace(/([a-z\d])([A-Z])/g, "$1 $2").replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .replace(/(?<!\d)(\d{3})(?!\d)/g, " $1 ").toLowerCase()
    .replace(/[à-ÿ]/g, c => c.normalize("NFKD")[0]);
  /** The words of plain text. Most is of simple letters, for which no tables are made. @param {string} text @returns {string[]} */
  const partsOf = text => text.match(/[^\0-~]/.test(text) ? /[\p{Alphabetic}\p{N}]+|\t/gu : /[a-z\d]+|\t/g) || [];
  /** @param {string} text */
  const wordsOf = text => partsOf(plain(text.replace(/\s/g, " ")));

  /** A word without its ending, as Americans write it. @param {string} word */
  function stemOf(word) {
    const found = ENDING.exec(word);
    return found ? found[1].replace(/(..)([^ls])\2$/, "$1$2").replace(/is$/, "iz") : word;
  }

  /** Words of terms that begin so. @param {string} start */
  function beginning(start) {
    let at = -1;
    for (let step = 65536; step; step >>= 1) if (list[at + step] < start) at += step;
    let to = at += 1;
    while (to < list.length && list[to].startsWith(start)) to += 1;
    return list.slice(at, to);
  }

  /** Those of a sorted list that so many slips at most make of a word: a letter wrong, missing, too much, or two swapped. Of terms one of the first two letters is right. @param {string} word @param {number} most @param {string[]} sorted */
  function near(word, most, sorted) {
    const n = word.length;
    const far = most + 1;
    /** @type {string[]} */ const found = [];
    // The row of a depth tells for so many letters of a text how many slips make them of
    // each beginning of the word. The rows of the letters that a text shares with the one
    // before stay; with the letters at which there were too many slips it is lost too.
    let last = "";
    let depth = 0;
    let best = 0;
    for (let i = 0; i <= far; i += 1) cells[i] = i;
    for (const text of sorted) {
      const size = text.length;
      if (size - n > most || n - size > most || size > 60 || (sorted === list && text[0] !== word[0] && text[1] !== word[1] && text[0] !== word[1])) continue;
      let same = 0;
      while (same < depth && text[same] === last[same]) same += 1;
      if (same === depth && best > most) continue;
      last = text;
      best = 0;
      for (depth = same; depth < size && best <= most;) {
        depth += 1;
        // Farther from the diagonal there are more slips than `most` anyway.
        const from = max(1, depth - most), to = min(n, depth + most), row = depth * WIDTH;
        best = cells[row + from - 1] = from > 1 ? far : depth;
        cells[row + to + 1] = far;
        for (let i = from; i <= to; i += 1) {
          const at = row + i, up = at - WIDTH;
          let d = min(cells[up - 1] + (text[depth - 1] === word[i - 1] ? 0 : 1), cells[up] + 1, cells[at - 1] + 1);
          if (i > 1 && depth > 1 && text[depth - 1] === word[i - 2] && text[depth - 2] === word[i - 1] && cells[up - WIDTH - 2] < d) d = cells[up - WIDTH - 2] + 1;
          cells[at] = d;
          best = min(best, d);
        }
      }
      if (best <= most && cells[size * WIDTH + n] <= most) found.push(text);
    }
    return found;
  }

  /** A phrase as three characters. @param {string} text */
  function fingerprint(text) {
    let hash = 0;
    for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x1000193);
    return String.fromCharCode(...[8, 14, 20].map(shift => 48 + (hash >>> shift & 63)));
  }

  // ---- Index ----

  let digits = 0;
  /** @type {Set<string>} */ let fillers;
  /** @type {Doc[]} */ const docs = [];
  /** @type {Map<string, Term>} */ const terms = new Map();
  /** The words of the terms, and the names, in their order. @type {string[]} */ let list;
  /** @type {string[]} */ let titles;
  /** @type {Map<string, Owner[]>} */ const names = new Map();
  /** By a stem its words, once they were asked for. @type {Map<string, string[]>} */ const stems = new Map();
  /** @type {Map<string, number>} */ const keys = new Map();
  /** @type {string[][]} */ let synonyms;
  /** @type {string[][]} */ let pinned;
  /** @type {string[][]} */ let ranges;
  // For each page: its score by words, how much of the query it covers, the best value
  // and quality of one word, its tier.
  /** @type {number[]} */ const sums = [];
  /** @type {number[]} */ const covered = [];
  /** @type {number[]} */ const values = [];
  /** @type {number[]} */ const qualities = [];
  /** @type {number[]} */ const tiers = [];
  const sheets = [sums, covered, values, qualities, tiers];

  /** Says that a word stands on a page; what is said first weighs most. @param {string} text @param {number} doc @param {number} weight 0 for a word alone */
  function post(text, doc, weight) {
    let term = terms.get(text);
    if (!term) terms.set(text, term = { list: "", at: weight ? [doc, weight] : [], rarity: 0 });
    else if (weight && term.at[term.at.length - 2] !== doc) term.at.push(doc, weight);
    return term;
  }

  /** @param {string} name @param {number} id @param {number} most */
  const call = (name, id, most) => names.set(name, [...names.get(name) || [], { id, most }]);

  /** Reads pages, each with a weight. @param {string} list @param {(id: number, weight: number) => void} found */
  function unpack(list, found) {
    let id = -1, weight = 40;
    for (let i = 0; i < list.length; i += 1) {
      const value = list.charCodeAt(i) - 46;
      if (value < 0) { id = -1; weight = value < -2 ? 65 : 15; }
      else if (value > 69) id += (value - 69) * 69;
      else found(id += value, weight);
    }
  }

  /** A term, read when it is first looked up. @param {string} text */
  function open(text) {
    const term = post(text, 0, 0);
    const { list, at } = term;
    if (!term.rarity) {
      unpack(list, (id, weight) => at.push(id, weight));
      term.rarity = fillers.has(text) ? 1 : max(3, 2 * Math.clz32(at.length) - 45);
    }
    return term;
  }

  /** @param {string} text @param {string} sign */
  const columns = (text, sign) => text.split("\n").map(line => line.split(sign));

  /** @param {string} text @param {string} priors @param {string[][]} groups */
  function readDocs(text, priors, groups) {
    const lines = columns(text, "\t");
    const plains = plain(text).split("\n");
    for (const [count, kind, prefix, suffix, parent, rank] of groups) {
      for (let i = 0; i < +count; i += 1) {
        const id = docs.length;
        const line = lines[id], label = line[0], given = line[1] || "", mark = given[0], route = mark === "=" ? given.slice(1) : "";
        const key = route ? "" : mark === "+" ? label : given || label.split(" ")[0];
        const low = key.toLowerCase();
        const words = partsOf(plains[id]);
        const joined = [""];
        let column = 0;
        for (let i = 0; i < words.length; i += 1) {
          const word = words[i];
          if (word === "\t") joined[column += 1] = "";
          else if (column !== 1 || key === given) {
            joined[column] += word;
            post(word, id, column > 1 ? 60 : 70);
          }
        }
        joined.splice(1, 1);
        if (key !== label && !given) joined[0] = joined[0].slice(partsOf(low).join("").length);
        docs.push({ label, key, others: line.slice(2), joined, kind, parent: +parent, rank: +rank, route: route || prefix + low + suffix, prior: +priors[id] });
        if (+rank > 1) {
          for (const name of joined) call(name, id, EQUAL);
          if (key.match(/\d/)) keys.set(low, id);
        }
        if (mark === "+") {
          // A row's name that is a word of titles says less.
          const name = joined[0], known = terms.get(name), most = known && docs[known.at[0]].rank > 1 ? 0 : FIELD;
          unpack(given, id => {
            call(name, id, most);
            words.slice(0, words.indexOf("\t")).forEach(word => post(word, id, 40));
          });
        }
      }
    }
  }

  /** Reads the index. @param {string} text */
  function read(text) {
    const parts = text.split("\n\n");
    digits = +parts[0];
    readDocs(parts[2], parts[3], columns(parts[1], "\t"));
    ranges = columns(parts[4], "\t");
    synonyms = columns(parts[7], " ");
    pinned = columns(parts[9] || "", "\t");
    const lists = parts[6].split(" ");
    let last = "";
    (parts[5].match(/[A-Z][^A-Z]*/g) || []).forEach((text, n) => {
      last = last.slice(0, text.charCodeAt(0) - 65) + text.slice(1);
      post(last, 0, 0).list = lists[n];
    });
    fillers = new Set(parts[8].split(" "));
    list = [...terms.keys()].sort();
    titles = [...names.keys()].sort();
    for (const sheet of sheets) sheet.length = docs.length;
  }

  // ---- Matching ----

  /** Words of terms that differ from a word in their ending at most. @param {string} word */
  function kinOf(word) {
    const stem = stemOf(word);
    let kin = stems.get(stem);
    // A "z" may stand for an "s".
    if (!kin) stems.set(stem, kin = beginning(stem.replace(/z$/, "")).filter(text => stemOf(text) === stem));
    return kin;
  }

  /** A word whose spaces are missing as at most so many known words. @param {string} word @param {number} most @returns {string[] | undefined} */
  function parted(word, most) {
    for (let n = most && word.length; n > 1; n -= 1) {
      const start = word.slice(0, n);
      const rest = (terms.has(start) || fillers.has(start)) && (n < word.length ? parted(word.slice(n), most - 1) : []);
      if (rest) return [start, ...rest];
    }
  }

  /** Terms that a word with slips may mean, with their quality. @param {string} word @param {boolean} last @returns {[string, number][]} */
  function corrected(word) {
    const size = word.length;
    for (const most of /^[a-z]{4,}$/.test(word) ? size > 6 ? [1, 2] : [1] : []) {
      const found = near(word, most, list).filter(text => /^[a-z]{3,}$/.test(text));
      if (found[0]) return found.map(text => [text, most > 1 ? 45 : size < 6 ? 50 : 65]);
    }
    return [];
  }

  /** The terms that one word of a query may mean, with the quality of each. @param {string} word @param {boolean} last @returns {[string, number][]} */
  function meanings(word, last) {
    /** @type {[string, number][]} */ const found = [];
    if (terms.has(word)) found.push([word, 100]);
    if (/^\d+$/.test(word) || fillers.has(word)) return found;
    const same = kinOf(word);
    for (const text of same) found.push([text, 90]);
    for (const text of [word, ...same]) {
      for (const words of synonyms) if (words.includes(text)) for (const name of words) for (const text of kinOf(name)) found.push([text, 70]);
    }
    if (last || !found[0]) {
      for (const text of beginning(word)) found.push([text, last ? 38 + floor(37 * word.length / text.length) : 30]);
    }
    return !found[0] ? corrected(word) : found;
  }

  /** The words of a query: without network addresses and paths before a code, letters typed for digits mended, missing spaces put in. @param {string} query */
  function analyse(query) {
    const text = [...query].slice(0, 256).join("").replace(/\d+\.\d+\.\d+\.\d+|(?<!\S)(\w+:\/)?\/\S+(?=\s[^]*\d{3})/g, " ")
      .replace(/\d[\doil]+(?![\da-z])/gi, text => {
        const number = text.replace(/o/gi, "0").replace(/[il]/gi, "1");
        return keys.has(number) ? ` ${number} ` : text;
      });
    return wordsOf(text.replace(/[*?]/g, "x")).flatMap(word =>
      (/^[a-z]{5,48}$/.test(word) && !terms.has(word) && !kinOf(word)[0] && parted(word, 6)) || word).slice(0, 16);
  }

  /** Scores by words: what each adds for each page, and how much of the query the page covers; tells how much there is to cover. @param {string[]} words */
  function byWords(words) {
    let total = 0;
    words.forEach((word, i) => {
      const found = meanings(word, i === words.length - 1);
      for (const text of [words[i - 1] + word, word + words[i + 1]]) if (terms.has(text)) found.push([text, 90]);
      const rarity = fillers.has(word) ? 1 : terms.has(word) ? open(word).rarity : found[0] ? max(...found.map(([text]) => open(text).rarity)) : 10;
      // Rare words are no better evidence of what is meant than others, unknown ones are evidence of nothing.
      const share = found[0] ? min(7, rarity) : rarity;
      total += share;
      qualities.fill(0);
      values.fill(0);
      for (const [text, quality] of found) {
        const term = open(text);
        const { at } = term;
        const factor = quality * min(term.rarity, rarity);
        for (let n = 0; n < at.length; n += 2) {
          const id = at[n], value = at[n + 1] * factor;
          if (value > values[id]) {
            sums[id] += value - values[id];
            values[id] = value;
          }
          if (quality > qualities[id]) {
            covered[id] += (quality - qualities[id]) * share;
            qualities[id] = quality;
          }
        }
      }
    });
    return total;
  }

  /** For each page whether a name is what was typed, begins with it, or is it but for slips in a word that is in no page. @param {string} whole @param {string} core @param {string[]} words @param {string} head @param {boolean} few */
  function tiersOf(whole, core, words, head, few) {
    for (const name of titles) {
      if (name === head || name === core || name.startsWith(whole) || whole.includes(name)) for (const { id, most } of /** @type {Owner[]} */ (names.get(name))) {
        const tier = name === head ? (most || FIELD) : name === whole || name + docs[id].kind === whole ? most : name === core && (few || most <= FIELD) ? (most > FIELD ? START : most) : most <= FIELD || !name.startsWith(whole) ? +!!(words[1] && name[6] && whole.includes(name)) : START;
        tiers[id] = max(tiers[id], tier);
      }
    }
    for (const text of tiers.some(tier => tier > 1) || words.every(word => terms.has(word) && !fillers.has(word)) ? [] : new Set(few ? [whole, core] : [whole])) {
      const n = text.length;
      if (n > 5 && !text.match(/\d/)) for (const name of near(text, n > 12 ? 3 : n > 8 ? 2 : 1, titles)) for (const { id } of /** @type {Owner[]} */ (names.get(name))) tiers[id] = 2;
    }
  }

  /** Pages whose keys are numbers and begin so, in their order. @param {string} start */
  const numbers = start => [...keys].filter(([key]) => key.match(`^${start}\\d*$`)).map(([, id]) => id);
  /** Pages to whose patterns a number belongs. @param {string} number */
  const groupsOf = number => ranges.filter(([, patterns]) => number.match(`^(${patterns})$`)).map(([id]) => +id);

  /** Pages for the beginning of a number: its class, then the codes, those people meet most first. @param {string} start */
  function byStart(start) {
    const codes = numbers(start).sort((a, b) => +(docs[b].prior > 4) - +(docs[a].prior > 4));
    const groups = groupsOf(start.padEnd(digits, "?"));
    return start[1] ? [...codes, ...groups] : [...groups, ...codes];
  }

  /** For a number that is no key: the page of its class, and the nearest keys. @param {string} number */
  function around(number) {
    /** @param {number} id */
    const far = id => Math.abs(+docs[id].key - +number);
    return [...groupsOf(number), ...numbers(number[0]).sort((a, b) => far(a) - far(b)).slice(0, 3)];
  }

  /** @param {number} id @param {number} score @param {boolean} weak @returns {Hit} */
  const hit = (id, score, weak) => ({ doc: docs[id], id, score, weak });

  /** The best pages for a query, the best first. @param {string} query @returns {Answer} */
  function search(query) {
    // What stands before a colon is a name; after that of a field no number is a key.
    const head = wordsOf(query.replace(/:[^]*|^[^:]*$/, "")).join("");
    const field = (names.get(head) || []).some(({ most }) => most < EQUAL);
    const words = analyse(field ? query.replace(/:[^]*/, value => value.replace(/\d/g, " ")) : query), core = words.filter(word => !fillers.has(word));
    const missing = words.find(word => word.length === digits && word.match(/^\d+$/) && !keys.has(word)) || "";
    /** @param {number[]} ids */
    const listed = ids => ({ hits: ids.map((id, i) => hit(id, (missing ? 100 : TIER * KEY) - i, !!missing)), weak: !!missing || !ids.length });
    const only = core[1] ? "" : core[0] || "", start = only.replace(/^(\d+)x*$|.+/, "$1");
    const { hits, weak } = start && start.length < digits && only.length <= digits ? listed(byStart(start))
      : !words[0] || (missing && only === missing) ? listed(around(missing)) : rank(core, words, head);
    return { hits, weak, missing, words };
  }

  /** @param {string[]} core @param {string[]} words @param {string} head */
  function rank(core, words, head) {
    for (const sheet of sheets) sheet.fill(0);
    const whole = words.join("");
    const total = byWords(words);
    // A word among many that say nothing is no name, unless of a row.
    tiersOf(whole, core.join(""), words, head, words.length <= 3 * core.length);
    const pin = fingerprint(words.map(stemOf).sort().join(" "));
    const enough = words[5] ? min(1200, 48 * total) : 48 * total;
    const pins = pinned.filter(([, pins = ""]) => pins.includes(pin) && pins.split(/(...)/).includes(pin)).map(([id]) => +id);
    const keyed = words.map(word => keys.get(word));
    // A phrase that is typed whole goes before a name in it.
    for (const id of pins) tiers[id] = max(tiers[id], FIELD);
    for (const id of keyed) if (id !== undefined) tiers[id] = KEY;
    /** @type {number[]} */ const ids = [];
    docs.forEach((doc, id) => {
      const tier = tiers[id], [name] = doc.joined;
      if (!sums[id] && !tier) return;
      const score = tier === KEY ? 100 - keyed.indexOf(id) : tier >= START && tier !== FIELD ? doc.rank * 1e6 + 1e4 + 4 * doc.prior - name.length + (tier === START && name.startsWith(whole) ? 1e3 : 0)
        : floor(sums[id] * (25 + floor(75 * covered[id] / (100 * total))) * doc.rank * (20 + doc.prior) * (tier === 1 ? 3 : 2) / 40000) + (pins.includes(id) ? 1e6 : 0);
      values[id] = (tier < 2 ? 0 : tier) * TIER + score;
      ids.push(id);
    });
    const hits = ids.sort((a, b) => values[b] - values[a] || docs[b].prior - docs[a].prior).slice(0, 50).map(id => hit(id, values[id], !tiers[id] && covered[id] < enough));
    return { hits, weak: hits.slice(0, 3).every(({ weak }) => weak) };
  }

  return { read, search, wordsOf, docOf: (/** @type {number} */ id) => docs[id] };
})();
