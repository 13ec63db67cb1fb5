// The search engine: reads the index that the build makes and ranks pages for a query. It
// knows pages, keys, names and words, and nothing of a browser or of what the pages are
// about. src/search/engine is its twin, and a test holds the answers of both equal, so all
// arithmetic is on whole numbers. Words stay in their order, in which those that begin alike
// stand together; where a word stands is read when it is first looked up.
"use strict";

/**
 * @typedef {object} Doc a page; from `label` on, what is shown of it
 * @property {number} rank how much its kind counts
 * @property {number} prior how often others name it, by doubling
 * @property {string} kind
 * @property {string} prefix what stands in its address before its key
 * @property {string} suffix what stands behind it
 * @property {number} parent the page above it, or -1
 * @property {string} [label]
 * @property {string} key
 * @property {string} route
 * @property {string[]} others its other names
 * @property {string[]} joined its title and other names without their spaces
 */
/** @typedef {{doc: Doc, id: number, score: number, weak: boolean}} Hit */
/** @typedef {{hits: Hit[], weak: boolean, missing: string, noun: string, words: string[], said?: string}} Answer */
/** @typedef {{list: string, at: number[], rarity: number}} Term where a word stands: pages, each with a weight */
/** @typedef {{id: number, role: number}} Owner the page of a name, and what the name is to it */
/** @typedef {[text: string, quality: number]} Meaning a word that one of the query may mean */

var statuarySearch = (() => {
  // What each number is for, src/search/weights.rs tells, from which the build takes them.
  const [
    EXACT,
    SAME_STEM,
    JOINED,
    SYNONYM,
    WHOLE_BEGINNING,
    LEAST_BEGINNING,
    INNER_BEGINNING,
    ONE_SLIP,
    SHORT_SLIP,
    TWO_SLIPS,
    IN_TITLE,
    IN_NAME,
    IN_HEADING,
    OFTEN,
    IN_TEXT,
    PASSING,
    ONCE,
    RAREST,
    LEAST_RARE,
    MOST_SHARE,
    UNKNOWN,
    ENOUGH,
    MUCH,
    PINNED,
    KEY,
    EQUAL,
    FIELD,
    START,
    CLOSE,
    INSIDE,
  ] = /** @type {number[]} */ (/** @type {any} */ (globalThis).statuaryWeights);
  const TIER = 1e9;
  /** What a sign in a list of pages says: the weight of a word, or the tier of a query that is the name. */
  const PLACES = [IN_TITLE, IN_NAME, IN_HEADING, OFTEN, IN_TEXT, PASSING, ONCE];
  const ROLES = [KEY, EQUAL, EQUAL, FIELD, 0, FIELD];
  const [OF_KEY, OF_TITLE, OF_NAME, OF_ROW, OF_COMMON_ROW, OF_PHRASE] = ROLES.keys();
  const FIRST_SIGN = 40;
  // What a title is worth beside other names that begin alike.
  const TITLED = 1e3;
  const ENDING = /^(.{3,}?)(?:at(?:ions?|ing|e[ds]?)|ions?|ings?|ers|ies|est|e[drs]|ly|[sye])$/;
  const CHINESE_OR_JAPANESE = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{2fa1f}]+/gu;
  const { floor, max, min } = Math;

  // ---- Words ----

  /** The numbers in a text that are as long as those in keys. */
  let numbers = / /g;

  /**
   * Text with the words apart that are looked up: split at case changes and around numbers
   * such as keys have; without accents and what cannot be seen.
   * @param {string} text
   */
  function plain(text) {
    return text
      .replace(/%[2-7][\da-f]/gi, decodeURIComponent)
      .replace(/[\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff'’`]/g, "")
      .replace(/[\uff01-\uff5e]/g, sign => sign.normalize("NFKD")[0])
      .replace(/([a-z\d])([A-Z])/g, "$1 $2")
      .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
      .replace(numbers, " $& ")
      .toLowerCase()
      .replace(/[à-ÿ]/g, letter => letter.normalize("NFKD")[0])
      .replace(CHINESE_OR_JAPANESE, pairs);
  }

  /** Chinese and Japanese have no spaces: each two signs beside each other are a word. @param {string} run */
  function pairs(run) {
    const signs = [...run];
    return ` ${
      signs.length > 1
        ? signs
            .slice(1)
            .map((sign, at) => signs[at] + sign)
            .join(" ")
        : run
    } `;
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

  /** Rows of slips, for words of 60 letters and a few. @type {number[]} */
  const cells = [];
  const WIDTH = 66;
  const LONGEST = 60;

  /**
   * Those of a sorted list that so many slips at most make of a word: a letter wrong, missing,
   * too much, or two swapped. Of words one of the first two letters is right.
   * @param {string} word
   * @param {number} most
   * @param {string[]} sorted
   */
  function near(word, most, sorted) {
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
      if (length - size > most || size - length > most || length > LONGEST) continue;
      if (sorted === vocabulary && text[0] !== word[0] && text[1] !== word[1] && text[0] !== word[1]) continue;
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

  // ---- Index ----

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
  let fillers;
  /** @type {string[][]} */
  let synonyms;
  /** @type {string[][]} */
  let pinned;
  /** @type {string[][]} */
  let ranges;
  /** How long the numbers are that are keys; of how many words keys are at most. @type {string[]} */
  let lengths;
  let mostWords = 1;
  /** @type {Set<string>} */
  const kinds = new Set();
  /** The kind that the site is about. */
  let noun = "";
  /** Is told each word, name and key that is looked up. @type {(text: string) => void} */
  let asked;
  // For each page: its score by words, how much of the query it covers, the best value and
  // quality of one word, its tier, and what the name that gave it that is worth.
  /** @type {number[]} */
  const sums = [];
  /** @type {number[]} */
  const covered = [];
  /** @type {number[]} */
  const values = [];
  /** @type {number[]} */
  const qualities = [];
  /** @type {number[]} */
  const tiers = [];
  /** @type {number[]} */
  const bonuses = [];
  const sheets = [sums, covered, values, qualities, tiers, bonuses];

  /** @template V @param {Map<string, V[]>} lists @param {string} name @param {V} value */
  function put(lists, name, value) {
    const list = lists.get(name);
    if (list) list.push(value);
    else if (name) lists.set(name, [value]); // One without letters and digits would be in all queries.
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

  /** @param {string} text */
  function termOf(text) {
    let term = terms.get(text);
    if (!term) terms.set(text, (term = { list: "", at: [], rarity: 0 }));
    return term;
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
      const value = list.charCodeAt(i) - FIRST_SIGN - 6;
      if (value < 0) {
        id = -1;
        sign = value + 6;
      } else if (value > 69) id += (value - 69) * 69;
      else found((id += value), sign);
    }
  }

  /** A term, read when it is first looked up. @param {string} text */
  function open(text) {
    asked(text);
    const term = termOf(text);
    const { list, at } = term;
    if (!term.rarity) {
      unpack(list, (id, sign) => at.push(id, PLACES[sign]));
      term.rarity = fillers.has(text) ? 1 : max(LEAST_RARE, RAREST - 2 * (30 - Math.clz32(at.length || 2)));
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
    if (rank > 1) {
      joined.forEach((name, at) => put(names, name, { id, role: at ? OF_NAME : OF_TITLE }));
      addKey(id, key);
      // A key of several words, or of letters, is a name as well.
      const name = own.join("");
      if (rank > 4 && name && !/^\d+$/.test(folded(own))) put(names, name, { id, role: OF_KEY });
    }
    if (lent) {
      // A row's name that is a word of titles says less.
      const [name] = joined;
      const known = terms.get(name);
      const role = known && docs[known.at[0]].rank > 1 ? OF_COMMON_ROW : OF_ROW;
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
      const term = termOf(word);
      if (list) {
        term.list = list;
        term.at = [];
        term.rarity = 0;
      }
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
    const parts = text.split("\n\n");
    const [runs, exact, most] = parts[0].split("|");
    numbers = RegExp(`(?<!\\d)(?:${runs.replace(/\d+/g, "\\d{$&}").replace(/ /g, "|") || "$."})(?!\\d)`, "g");
    lengths = exact.split(" ");
    mostWords = +most;
    fillers = new Set(parts[8].split(" "));
    for (const [count, kind, prefix, suffix, parent, rank] of columns(parts[1], "\t")) {
      kinds.add(kind);
      if (rank === "5") noun = kind;
      for (let i = 0; i < +count; i += 1) {
        const prior = +parts[3][docs.length];
        const shown = { key: "", route: "", others: [], joined: [] };
        docs.push({ kind, prefix, suffix, parent: +parent, rank: +rank, prior, ...shown });
      }
    }
    ranges = columns(parts[4], "\t");
    synonyms = columns(parts[7], " ");
    pinned = columns(parts[9], "\t");
    if (parts[2]) addDocs(0, parts[2], true);
    const lists = parts[6].split(" ");
    let last = "";
    (parts[5].match(/[A-Z][^A-Z]*/g) || []).forEach((text, at) => {
      last = last.slice(0, text.charCodeAt(0) - 65) + text.slice(1);
      termOf(last).list = lists[at];
    });
    sort();
    for (const sheet of sheets) sheet.length = docs.length;
  }

  // ---- Queries ----

  /** @param {string} word */
  function has(word) {
    asked(word);
    return terms.has(word);
  }

  /** @param {string} word */
  function isNumber(word) {
    return /^\d+$/.test(word);
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
      .slice(0, 256)
      .join("")
      .replace(/(?<![\w.])\d+(?:\.\d+){2,}/g, chain => (chain.split(".").length > mostWords ? " " : chain))
      .replace(/(?<!\S)(\w+:\/)?\/\S+(?=\s([^]*))/g, (path, _, rest) => (rest.search(numbers) < 0 ? path : " "))
      .replace(/\d[\doil]+(?![\da-z])/gi, text => {
        const number = text.replace(/o/gi, "0").replace(/[il]/gi, "1");
        asked(number);
        return keys.has(number) ? ` ${number} ` : text;
      });
    return wordsOf(text.replace(/[*?]/g, "x"))
      .flatMap(word => {
        const odd = /^[a-z]{5,48}$/.test(word) && !has(word) && !kinOf(word)[0];
        return (odd && parted(word, 6)) || word;
      })
      .slice(0, 16);
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

  /** Terms that a word with slips may mean. @param {string} word @returns {Meaning[]} */
  function corrected(word) {
    const size = word.length;
    asked("");
    for (const most of /^[a-z]{4,}$/.test(word) ? (size > 6 ? [1, 2] : [1]) : []) {
      const found = near(word, most, vocabulary).filter(text => /^[a-z]{3,}$/.test(text));
      const quality = most > 1 ? TWO_SLIPS : size < 6 ? SHORT_SLIP : ONE_SLIP;
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
        found.push([text, last ? LEAST_BEGINNING + floor((more * word.length) / text.length) : INNER_BEGINNING]);
      }
    }
    return found[0] ? found : corrected(word);
  }

  // ---- Ranking ----

  /**
   * Scores pages by each word; tells how much of a query there is to cover, and its words without slips.
   * @param {string[]} words
   */
  function byWords(words) {
    let total = 0;
    const meant = words.map((word, i) => {
      const found = meanings(word, i === words.length - 1);
      const slip = found[0] && found[0][1] <= ONE_SLIP && !found[0][0].startsWith(word);
      const best = slip ? found[0][0] : word;
      for (const text of [words[i - 1] + word, word + words[i + 1]]) if (terms.has(text)) found.push([text, JOINED]);
      const rarity = fillers.has(word)
        ? 1
        : terms.has(word)
          ? open(word).rarity
          : found[0]
            ? max(...found.map(([text]) => open(text).rarity))
            : UNKNOWN;
      // Rare words are no better evidence of what is meant than others, unknown ones are evidence of nothing.
      const share = found[0] ? min(MOST_SHARE, rarity) : rarity;
      total += share;
      qualities.fill(0);
      values.fill(0);
      for (const [text, quality] of found) {
        const term = open(text);
        const { at } = term;
        const factor = quality * min(term.rarity, rarity);
        for (let n = 0; n < at.length; n += 2) {
          const id = at[n];
          const value = at[n + 1] * factor;
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
      return best;
    });
    return { total, meant };
  }

  /**
   * The pages whose keys stand in a query, in its order. The longest key counts where several
   * begin or end; of those that differ in signs alone, the one that is written so goes first.
   * @param {string[]} words
   * @param {string[]} meant the same without slips
   * @param {string} query
   */
  function keyed(words, meant, query) {
    const low = query.toLowerCase();
    /** @param {string} key */
    const written = key => (query.includes(key) ? 2e3 : low.includes(key.toLowerCase()) ? 1e3 : 0) + key.length;
    /** @type {number[][]} */
    const found = [];
    const used = new Set();
    for (let size = min(mostWords, words.length); size; size -= 1) {
      for (let from = 0; from + size <= words.length; from += 1) {
        const places = words.map((_, at) => at).slice(from, from + size);
        if (places.some(at => used.has(at))) continue;
        // In a longer query a word that is a key of what the site is not about is but a word.
        const telling = places.some(at => !fillers.has(words[at]));
        const alone = size === words.length || /\d/.test(words.slice(from, from + size).join(""));
        for (const list of [words, meant]) {
          const key = folded(list.slice(from, from + size));
          asked(key);
          const owners = (keys.get(key) || []).filter(({ id }) => alone || (docs[id].rank > 4 && telling));
          if (!owners[0]) continue;
          for (const at of places) used.add(at);
          found[from] = owners.sort((a, b) => written(b.key) - written(a.key)).map(({ id }) => id);
          break;
        }
      }
    }
    return found.flat();
  }

  /** @param {number} id @param {number} tier @param {number} bonus */
  function lift(id, tier, bonus) {
    if (tier > tiers[id] || (tier === tiers[id] && bonus > bonuses[id])) {
      tiers[id] = tier;
      bonuses[id] = bonus;
    }
  }

  /**
   * For each page whether a name is what was typed, begins with it, stands in it, or is it
   * but for slips in a word that is in no page.
   * @param {string[]} words
   * @param {string} core the words that tell something, without their spaces
   * @param {string} head what stands before a colon
   * @param {boolean} few whether few words say nothing
   */
  function byNames(words, core, head, few) {
    const whole = words.join("");
    /** @param {string} name @param {(role: number, id: number) => number} tierOf */
    function each(name, tierOf) {
      for (const { id, role } of names.get(name) || []) {
        const titled = role === OF_TITLE && name !== whole && name.startsWith(whole);
        lift(id, tierOf(role, id), (titled ? TITLED : 0) - name.length);
      }
    }
    for (const name of [whole, core, head]) if (name) asked(name);
    for (const name of beginning(titles, whole)) each(name, role => (ROLES[role] > FIELD ? START : 0));
    if (words[1]) {
      words.forEach((_, from) => {
        for (let to = from + 1; to <= words.length; to += 1) {
          const name = words.slice(from, to).join("");
          if (name[6]) for (const { id } of names.get(name) || []) lift(id, INSIDE, 0);
        }
      });
    }
    // A word among many that say nothing is no name, unless of a row.
    each(core, role => (ROLES[role] > FIELD ? (few ? START : 0) : ROLES[role]));
    each(whole, role => ROLES[role]);
    each(head, role => ROLES[role] || FIELD);
    for (const kind of kinds) {
      if (whole.endsWith(kind)) {
        if (whole !== kind) asked(whole.slice(0, -kind.length));
        each(whole.slice(0, -kind.length), (role, id) => (docs[id].kind === kind ? ROLES[role] : 0));
      }
    }
    const known = words.every(word => terms.has(word) && !fillers.has(word));
    if (known || tiers.some(tier => tier > INSIDE)) return;
    for (const text of new Set(few ? [whole, core] : [whole])) {
      const size = text.length;
      if (size < 6 || /\d/.test(text)) continue;
      for (const name of near(text, size > 12 ? 3 : size > 8 ? 2 : 1, titles)) each(name, () => CLOSE);
    }
  }

  /** @param {string[]} words @param {string} head @param {string} query */
  function rank(words, head, query) {
    for (const sheet of sheets) sheet.fill(0);
    const core = words.filter(word => !fillers.has(word));
    const { total, meant } = byWords(words);
    byNames(words, core.join(""), head, words.length <= 3 * core.length);
    const pin = fingerprint(words);
    const pins = pinned
      .filter(([, pins = ""]) => pins.split(/(...)/).includes(pin))
      .map(([id]) => +id)
      .concat(phrases.get(words.join("")) || []);
    const enough = words[5] ? min(MUCH, ENOUGH * total) : ENOUGH * total;
    const found = keyed(words, meant, query);
    // A phrase that is typed whole goes before a name in it.
    for (const id of pins) lift(id, FIELD, 0);
    /** @type {number[]} */
    const ids = [];
    docs.forEach((doc, id) => {
      const place = found.indexOf(id);
      const tier = place < 0 ? tiers[id] : KEY;
      if (!sums[id] && !tier) return;
      const share = 25 + floor((75 * covered[id]) / (100 * total));
      const byWord = floor((sums[id] * share * doc.rank * (20 + doc.prior) * (tier === INSIDE ? 3 : 2)) / 40000);
      const byName = doc.rank * 1e6 + 1e4 + 4 * doc.prior + bonuses[id];
      const score = place >= 0 ? 1e8 - place : tier < START || tier === FIELD ? byWord : byName;
      values[id] = (tier > INSIDE ? tier : 0) * TIER + score + (pins.includes(id) && tier === FIELD ? PINNED : 0);
      tiers[id] = tier;
      ids.push(id);
    });
    const better = (/** @type {number} */ a, /** @type {number} */ b) =>
      values[b] - values[a] || docs[b].prior - docs[a].prior;
    const hits = ids.sort(better).map(id => hit(id, values[id], !tiers[id] && covered[id] < enough));
    return { hits: hits.slice(0, 50), weak: hits.slice(0, 3).every(({ weak }) => weak) };
  }

  // ---- Numbers ----

  /**
   * The keys that are numbers and begin so, with their pages, the shortest number first.
   * @param {string} start
   * @returns {[number: string, id: number][]}
   */
  function beginningWith(start) {
    asked(start);
    const found = [...keys].filter(([key]) => key.startsWith(start) && isNumber(key));
    const sorted = found.sort(([a], [b]) => a.length - b.length || +a - +b);
    return sorted.flatMap(([key, owners]) => owners.map(({ id }) => /** @type {[string, number]} */ ([key, id])));
  }

  /** Pages that cover the keys of a pattern. @param {string} start @param {(pattern: string) => boolean} fits */
  function covering(start, fits) {
    const fit = (/** @type {string} */ pattern) =>
      RegExp(`^(?:${pattern})$`).test(start.padEnd(pattern.length, "?")) && fits(pattern);
    return ranges.filter(([, patterns = ""]) => patterns.split("|").some(fit)).map(([id]) => +id);
  }

  /**
   * Pages for the beginning of a number: the key that it is, its range, then other keys, those
   * people meet most first.
   * @param {string} start
   * @param {number[]} exact
   */
  function byStart(start, exact) {
    const often = (/** @type {number} */ id) => +(docs[id].prior > 4);
    const codes = beginningWith(start)
      .map(([, id]) => id)
      .sort((a, b) => often(b) - often(a));
    const own = (/** @type {string} */ pattern) => pattern.replace(/\.+$/, "").length >= start.length;
    const wider = covering(start, pattern => !own(pattern));
    return [...new Set([...exact, ...covering(start, own), ...codes, ...wider])];
  }

  /** For a number that is no key: the page of its range, and the nearest keys. @param {string} number */
  function around(number) {
    const far = (/** @type {string} */ key) => Math.abs(+key - +number);
    const nearest = beginningWith(number[0]).sort(([a], [b]) => far(a) - far(b));
    const ranges = covering(number, pattern => pattern.length === number.length);
    return [...ranges, ...nearest.slice(0, 3).map(([, id]) => id)];
  }

  /** @param {number} id @param {number} score @param {boolean} weak @returns {Hit} */
  function hit(id, score, weak) {
    return { doc: docs[id], id, score, weak };
  }

  /**
   * The best pages for a query, the best first.
   * @param {string} query
   * @param {(text: string) => void} ask is told each word, name and key that is looked up
   * @returns {Answer}
   */
  function find(query, ask) {
    asked = ask;
    // What stands before a colon is a name; after that of a row no number is a key.
    const head = wordsOf(query.replace(/:[^]*|^[^:]*$/, "")).join("");
    if (head) asked(head);
    const ofRow = (names.get(head) || []).some(({ role }) => role > OF_NAME);
    const words = analyse(ofRow ? query.replace(/:[^]*/, value => value.replace(/\d/g, " ")) : query);
    const core = words.filter(word => !fillers.has(word));
    const only = core[1] ? "" : core[0] || "";
    const [, start] = /^(\d+)x*$/.exec(only) || [];
    const longer = (start ? beginningWith(start) : []).filter(([key]) => key !== only);
    /** @param {number[]} ids @param {boolean} weak @param {number} best */
    const listed = (ids, weak, best) => ({ hits: ids.map((id, i) => hit(id, best - i, weak)), weak });
    const rest = { missing: "", noun, words };
    if (start && longer[0]) {
      const exact = start === only ? keyed([only], [only], query) : [];
      return { ...listed(byStart(start, exact), false, TIER * KEY), ...rest };
    }
    rest.missing = words.find(word => isNumber(word) && lengths.includes(`${word.length}`) && !keys.has(word)) || "";
    if (rest.missing && only === rest.missing) return { ...listed(around(only), true, 100), ...rest };
    return { ...(words[0] ? rank(words, head, query) : listed([], true, 0)), ...rest };
  }

  /** The same where the whole index is there. @param {string} query @param {number} [_shown] @returns {Answer} */
  function search(query, _shown) {
    return find(query, () => {});
  }

  return { read, addDocs, addWords, find, search, wordsOf, docOf: (/** @type {number} */ id) => docs[id] };
})();
