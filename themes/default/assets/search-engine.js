// The search engine: ranks pages for a query. It knows pages, keys, names and words, and nothing
// of a browser or of what the pages are about. What it stands on, the build puts into one function
// with it: the weights of src/search/weights.rs, and words.js, index.js and query.js beside that.
// src/search/engine is its twin, and a test holds the answers of both equal, so all arithmetic is
// on whole numbers.
"use strict";

/** @typedef {{doc: Doc, id: number, score: number, weak: boolean}} Hit */
/** @typedef {{hits: Hit[], weak: boolean, missing: string, noun: string, words: string[], said?: string}} Answer */

var statuarySearch = (() => {
  /** How many pages an answer has at most, and how many of the nearest keys one for a number that is none. */
  const SHOWN = 50;
  const NEAREST = 3;
  /** When so many of the first answer too little, nothing good is found. */
  const FOREMOST = 3;
  /** The pages for a number that is no key are counted down from here. */
  const LISTED = 100;
  /** From how many words on a query is long, and up to how many times those that tell something few say nothing. */
  const LONG = 6;
  const FEW = 3;
  /** From how many letters on a name counts inside a query, one slip is forgiven in it, two, and three. */
  const INNER = 7;
  const SLIPS = [6, 9, 13];

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
          ? lookUp(word).rarity
          : found[0]
            ? max(...found.map(([text]) => lookUp(text).rarity))
            : UNKNOWN;
      // Rare words are no better evidence of what is meant than others, unknown ones are evidence of nothing.
      const share = found[0] ? min(MOST_SHARE, rarity) : rarity;
      total += share;
      qualities.fill(0);
      values.fill(0);
      for (const [text, quality] of found) {
        const term = lookUp(text);
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
    const written = key =>
      (query.includes(key) ? WRITTEN : low.includes(key.toLowerCase()) ? CASELESS : 0) + key.length;
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
          const owners = (keys.get(key) || []).filter(({ id }) => alone || (docs[id].rank === SUBJECT && telling));
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
          if (name.length >= INNER) for (const { id } of names.get(name) || []) lift(id, INSIDE, 0);
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
      const most = SLIPS.filter(size => text.length >= size).length;
      if (!most || /\d/.test(text)) continue;
      for (const name of near(text, most, titles, () => true)) each(name, () => CLOSE);
    }
  }

  /**
   * What the words of a page are worth: their sum, less where they cover little of the query, by
   * what the page is and how often it is named; more when a name of it stands in the query.
   * @param {number} id
   * @param {number} total
   * @param {number} tier
   */
  function byWord(id, total, tier) {
    const { rank, prior } = docs[id];
    const share = LEAST_COVERED + floor(((EXACT - LEAST_COVERED) * covered[id]) / (EXACT * total));
    const named = tier === INSIDE ? NAMING : NOT_NAMING;
    return floor((sums[id] * share * rank * (UNNAMED + prior) * named) / SCALE);
  }

  /** What a name is worth in its tier: by what its page is, then the name, then who names it. @param {number} id */
  function byName(id) {
    const { rank, prior } = docs[id];
    return rank * BY_STANDING + ANY_NAME + BY_PRIOR * prior + bonuses[id];
  }

  /** @param {string[]} words @param {string} head @param {string} query */
  function rank(words, head, query) {
    for (const sheet of sheets) {
      sheet.length = docs.length;
      sheet.fill(0);
    }
    const core = words.filter(word => !fillers.has(word));
    const { total, meant } = byWords(words);
    byNames(words, core.join(""), head, words.length <= FEW * core.length);
    const pin = fingerprint(words);
    const pins = pinned
      .filter(([, pins = ""]) => pins.split(/(...)/).includes(pin))
      .map(([id]) => +id)
      .concat(phrases.get(words.join("")) || []);
    const enough = min(words.length < LONG ? Infinity : MUCH, ENOUGH * total);
    const found = keyed(words, meant, query);
    // A phrase that is typed whole goes before a name in it.
    for (const id of pins) lift(id, FIELD, 0);
    /** @type {number[]} */
    const ids = [];
    docs.forEach((doc, id) => {
      const place = found.indexOf(id);
      const tier = place < 0 ? tiers[id] : KEY;
      if (!sums[id] && !tier) return;
      const score =
        place >= 0 ? FIRST_KEY - place : tier < START || tier === FIELD ? byWord(id, total, tier) : byName(id);
      values[id] = (tier > INSIDE ? tier : 0) * TIER + score + (pins.includes(id) && tier === FIELD ? PINNED : 0);
      tiers[id] = tier;
      ids.push(id);
    });
    const better = (/** @type {number} */ a, /** @type {number} */ b) =>
      values[b] - values[a] || docs[b].prior - docs[a].prior;
    const hits = ids.sort(better).map(id => hit(id, values[id], !tiers[id] && covered[id] < enough));
    return { hits: hits.slice(0, SHOWN), weak: hits.slice(0, FOREMOST).every(({ weak }) => weak) };
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
    const often = (/** @type {number} */ id) => +(docs[id].prior >= MET_MOST);
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
    return [...ranges, ...nearest.slice(0, NEAREST).map(([, id]) => id)];
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
    const ofRow = (names.get(head) || []).some(({ role }) => ROLES[role] < EQUAL);
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
    if (rest.missing && only === rest.missing) return { ...listed(around(only), true, LISTED), ...rest };
    return { ...(words[0] ? rank(words, head, query) : listed([], true, 0)), ...rest };
  }

  /** The same where the whole index is there. @param {string} query @param {number} [_shown] @returns {Answer} */
  function search(query, _shown) {
    return find(query, () => {});
  }

  return { read, addDocs, addWords, find, search, wordsOf, docOf: (/** @type {number} */ id) => docs[id] };
})();
