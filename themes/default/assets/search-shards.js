// Searches an index in shards, for sites with very many pages: chooses by the words
// of a query which shards are read, fetches them, and has the engine answer from
// each. Stands between engine and interface, whose shapes it keeps;
// src/search/searcher.rs is its twin. A shard is a script, so that search
// works from a disk.
"use strict";

/**
 * @typedef {{shard: number, size: number, inner: boolean, depth: number}} Place where a beginning leads, how many pages it has in doublings, whether longer ones have places of their own, how much of the word is known
 * @typedef {{words: string[], engine: any}} Shard
 */
var statuarySearch = (() => {
  const world = /** @type {any} */ (window), makeEngine = /** @type {() => any} */ (world.statuaryEngine);
  const READ = 2, WORDS = 16, SPELT = 0, STRONG = 4e9, PAUSE = 60;
  const { wordsOf } = makeEngine();
  /** @type {Map<string, Place>} */ const places = new Map();
  /** @type {Map<number, Shard>} */ const shards = new Map();
  /** By number the query for which a shard could not be had; empty while it is under way. @type {Map<number, string>} */ const asked = new Map();
  /** @type {Set<number>} */ const wanted = new Set();
  /** @type {Set<string>} */ let fillers;
  let root = "", folder = "", digits = 0, common = "", answered = makeEngine();
  let again = () => {};

  // The interface tells where the site lies, and is told when a shard has come.
  const meet = world.statuarySearchBox;
  world.statuarySearchBox = (/** @type {(box: HTMLElement, root: string) => (text: string | null) => void} */ made) =>
    meet((/** @type {HTMLElement} */ box, /** @type {string} */ given) => {
      const open = made(box, given);
      root = given;
      again = () => open("");
      return open;
    });
  world.statuaryShard = (/** @type {string} */ text) => {
    const [number, words] = text.split("\n", 2), engine = makeEngine();
    engine.read(`${text.slice(number.length + words.length + 2)}\n\n${common}`);
    shards.set(+number, { words: words.split(" "), engine });
    again();
  };

  /** Reads the head. @param {string} text */
  function read(text) {
    const [name, size, tree, ...rest] = text.split("\n\n"), chars = [...tree];
    folder = name;
    digits = +size;
    common = rest.join("\n\n");
    fillers = new Set(rest[1].split(" "));
    let start = "", shard = SPELT, pages = 0;
    for (let at = 0; at < chars.length; at += 1) {
      const c = chars[at], next = chars[at + 1];
      if (c === ")") {
        at += 1;
        if (next === "=") places.set(start, /** @type {Place} */ (places.get(start + chars[at += 1])));
        else places.set(start, { shard: shard += 1, size: next.charCodeAt(0) - 65, inner: true, depth: 0 });
        start = [...start].slice(0, -1).join("");
      } else if (next === "(") {
        start += c;
        at += 1;
      } else if (/[A-Z]/.test(c)) {
        shard += 1;
        pages = c.charCodeAt(0) - 65;
      } else places.set(start + c, { shard, size: pages, inner: false, depth: 0 });
    }
  }

  /** The place of the longest beginning of a word that has one. @param {string} word @returns {Place | undefined} */
  function placeOf(word) {
    let start = "", depth = 0, /** @type {Place | undefined} */ found;
    for (const c of word) {
      const place = places.get(start += c);
      if (!place) break;
      found = { ...place, depth: depth += 1 };
    }
    return found;
  }

  /** The place of a word, unless no word begins so. @param {string} word */
  function known(word) {
    const place = placeOf(word);
    return place && (!place.inner || place.depth === [...word].length) ? place : undefined;
  }

  /** The words of a query by which shards are chosen; as the engine reads it, but for spaces that are missing. @param {string} query */
  function chosenBy(query) {
    const text = Array.from(query).slice(0, 256).join("").replace(/\d+\.\d+\.\d+\.\d+|(?<!\S)(\w+:\/)?\/\S+(?=\s[^]*\d{3})/g, " ")
      .replace(/\d[\doil]+(?![\da-z])/gi, part => {
        const number = part.replace(/o/gi, "0").replace(/[il]/gi, "1");
        return known(number) ? ` ${number} ` : part;
      });
    return wordsOf(text.replace(/[*?]/g, "x")).slice(0, WORDS).map((/** @type {string} */ word) => word.replace(/^(\d+)x+$/, "$1"));
  }

  /** Places for a query, those that tell most first: full numbers, names, words that few pages have. @param {string[]} words @param {string[]} core */
  function candidates(words, core) {
    /** @type {{place: Place | undefined, word: string}[]} */
    const numbers = core.filter(word => /^\d+$/.test(word) && (word.length * 2 > digits || core.length === 1))
      .map(word => ({ place: placeOf(word), word })).filter(({ place }) => place);
    const rest = (/** @type {{place: Place | undefined, word: string}} */ { place, word }) => word.length - (place?.depth || 0);
    numbers.sort((a, b) => rest(a) - rest(b) || b.word.length - a.word.length);
    const named = [words, core].map(list => list.join("")).map(word => ({ place: known(word), word }))
      // Where a leaf is of a filler, nothing else leads there.
      .filter(({ place }) => place && (place.depth > [...words[0]].length || (!place.inner && !core.includes(words[0]))));
    const others = core.map(word => ({ place: known(word), word })).filter(({ place }) => place);
    others.sort((a, b) => (a.place?.size || 0) - (b.place?.size || 0));
    return [...numbers, ...named, ...others].map(({ place, word }) => ({ place: /** @type {Place} */ (place), word }));
  }

  /** Whether one of the words begins as a word does but for its ending. @param {string[]} words @param {string} word */
  function begins(words, word) {
    const letters = [...word], start = letters.slice(0, Math.max(3, letters.length - 2)).join("");
    return words.some(one => one.startsWith(start));
  }

  /** A shard; nothing while it is under way, null when it could not be had for this query. Who types on does not want those of what was typed before. @param {number} number @param {string} query */
  function shardOf(number, query) {
    const shard = shards.get(number), last = asked.get(number);
    wanted.add(number);
    if (shard || last === "") return shard;
    if (last === query) return null;
    asked.set(number, "");
    setTimeout(() => {
      if (!wanted.has(number)) { asked.delete(number); return; }
      const script = document.createElement("script");
      script.src = `${root}assets/${folder}/${number}.js`;
      script.onerror = () => { asked.set(number, query); again(); };
      script.onload = () => script.remove();
      document.head.append(script);
    }, PAUSE);
    return undefined;
  }

  /** The best pages for a query. While shards are under way, the answer says so and holds what is known. @param {string} query @returns {Answer & {said?: string}} */
  function search(query) {
    const words = chosenBy(query), told = words.filter(word => !fillers.has(word)), core = told.length ? told : words;
    /** @type {string[]} */ const sure = [], /** @type {number[]} */ used = [];
    wanted.clear();
    let waiting = false, failed = false;
    /** @type {{answer: Answer, engine: any} | undefined} */ let best;
    const value = (/** @type {Answer} */ { hits }) => (hits[0] ? hits[0].score : 0);
    const good = () => !!best && !best.answer.weak;

    /** @param {number} number */
    function take(number) {
      const shard = shardOf(number, query);
      if (shard === null) failed = true;
      else if (!shard) waiting = true;
      return shard;
    }
    /** Asks a shard, unless it has been asked; the better answer stays. @param {number} number */
    function ask(number) {
      const shard = take(number);
      if (!shard || used.includes(number)) return shard;
      used.push(number);
      const answer = shard.engine.search(query);
      if (!best || (best.answer.weak && !answer.weak) || (best.answer.weak === answer.weak && value(answer) > value(best.answer))) best = { answer, engine: shard.engine };
      return shard;
    }
    /** What is known, with a word on what is not. */
    function result() {
      if (best) answered = best.engine;
      const { hits, ...answer } = best ? best.answer : { hits: [], weak: true, missing: "", words };
      const said = waiting ? "Searching \u2026" : failed && !good() ? "Search could not be loaded." : "";
      return { hits: said && !good() ? [] : hits, ...answer, said };
    }

    for (const { place, word } of candidates(words, core)) {
      if (used.length === READ) break;
      const shard = ask(place.shard);
      if (waiting) return result();
      if (!shard) continue;
      if (place.inner || begins(shard.words, word)) sure.push(word);
      if (good() && best && value(best.answer) >= STRONG) break;
    }
    const odd = core.find(word => !sure.includes(word) && /^[a-z]{4,}$/.test(word));
    if (odd && (!sure.length || !good())) {
      const spelt = take(SPELT);
      if (waiting) return result();
      for (const { doc } of spelt ? spelt.engine.search(odd).hits.filter(hit => !hit.weak).slice(0, READ) : []) {
        const place = known(doc.label);
        if (place) ask(place.shard);
        if (waiting) return result();
      }
    }
    const place = !best && core[0] && placeOf(core[0]);
    if (place) ask(place.shard);
    return result();
  }

  return { read, search, wordsOf, docOf: (/** @type {number} */ id) => answered.docOf(id) };
})();
