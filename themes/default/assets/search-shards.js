// Searches an index in parts, for sites with very many pages: fetches the shards of all that
// the engine looks up, until it looks up nothing more, and then the blocks of the pages that
// are shown. Stands between engine and interface, whose shapes it keeps;
// src/search/searcher.rs is its twin. A part is a script, so that search works from a disk.
"use strict";

/** @typedef {(text: string | null) => void} Opened */
/**
 * @typedef {object} Part
 * @property {(text: string) => void} take how it is read
 * @property {boolean} here whether it has been read
 * @property {string} failed the query for which it could not be had
 */

statuarySearch = (engine => {
  const world = /** @type {any} */ (window);
  // How many shards are read for a query, how many for a beginning besides its own, how often
  // more are added, how many pages a block has, and after how many milliseconds without another
  // letter parts are fetched.
  const READ = 12;
  const MORE = 3;
  const ROUNDS = 4;
  const BLOCK = 32;
  const PAUSE = 60;
  /** Where shards begin, with their names. @type {string[][]} */
  let starts = [];
  /** @type {string[]} */
  let blocks = [];
  /** The shard of frequent words, in which those with slips are looked up. */
  let frequent = "";
  /** Parts by name, once they were asked for. @type {Map<string, Part>} */
  const parts = new Map();
  /** Those that the last query wants. @type {Set<string>} */
  const wanted = new Set();
  /** The last query: the shards that it reads, and how often more were added. */
  let last = { query: "", used: /** @type {Set<string>} */ (new Set()), rounds: 0 };
  let arrived = "";
  let root = "";
  let again = () => {};

  // The interface tells where the site lies, and is told when a part has come.
  const meet = world.statuarySearchBox;
  world.statuarySearchBox = (/** @type {(box: HTMLElement, root: string) => Opened} */ made) =>
    meet((/** @type {HTMLElement} */ box, /** @type {string} */ given) => {
      const opened = made(box, given);
      root = given;
      again = () => opened("");
      return opened;
    });
  world.statuaryShard = (/** @type {string} */ text) => {
    arrived = text;
  };

  /** Reads the head. @param {string} text */
  function read(text) {
    const [shards, pages, words] = text.split("\n\n").slice(10);
    starts = shards.split("\n").map(line => line.split("\t"));
    blocks = pages.split(" ");
    frequent = words;
    engine.read(text);
  }

  /**
   * The names of the shards in which what begins so may stand: of its place, and the next when that begins so too.
   * @param {string} text
   */
  function shardsOf(text) {
    if (!text) return [frequent];
    let at = -1;
    for (let step = 2 ** 20; step >= 1; step /= 2)
      if (at + step < starts.length && starts[at + step][0] <= text) at += step;
    const next = starts.slice(at + 1, at + 1 + MORE).filter(([start]) => start.startsWith(text));
    return [starts[at], ...next].map(([, name]) => name);
  }

  /**
   * Whether a part is there; null when it could not be had for this query. Who types on does
   * not want those of what was typed before.
   * @param {string} name
   * @param {string} query
   * @param {(text: string) => void} take
   */
  function has(name, query, take) {
    wanted.add(name);
    const known = parts.get(name);
    if (known && known.here) return true;
    if (known && known.failed === query) return null;
    if (!known || known.failed) {
      parts.set(name, { take, failed: "", here: false });
      setTimeout(() => fetchPart(name, query), PAUSE);
    }
    return false;
  }

  /** @param {string} name @param {string} query */
  function fetchPart(name, query) {
    const part = /** @type {Part} */ (parts.get(name));
    if (!wanted.has(name)) {
      parts.delete(name);
      return;
    }
    const script = document.createElement("script");
    script.src = `${root}assets/search/${name}.js`;
    script.onerror = () => {
      part.failed = query;
      again();
    };
    // A script has run when this is called, and no other since.
    script.onload = () => {
      script.remove();
      part.here = true;
      part.take(arrived);
      again();
    };
    document.head.append(script);
  }

  /**
   * The best pages for a query. While parts are under way, the answer says so; asked again, it
   * goes on where it was.
   * @param {string} query
   * @param {number} [shown] of how many pages more is told than their number
   * @returns {Answer}
   */
  function search(query, shown = 8) {
    wanted.clear();
    if (last.query !== query) last = { query, used: new Set(), rounds: 0 };
    const { used } = last;
    let said = "";
    /** @param {string} name @param {(text: string) => void} take */
    const get = (name, take) => {
      const here = has(name, query, take);
      if (here === null) said ||= WORDS.search_lost;
      else if (!here) said = WORDS.searching;
    };
    /** @type {string[]} */
    let asked = [];
    const look = () => {
      asked = [];
      for (const name of used) get(name, engine.addWords);
      return engine.find(query, text => asked.push(text));
    };
    let answer = look();
    while (!said && last.rounds < ROUNDS) {
      const before = used.size;
      // First the place of each, lest a beginning of many push out a key.
      const shards = asked.map(shardsOf);
      const names = [...shards.map(([own]) => own), ...shards.flat()];
      for (const name of names) if (used.size < READ) used.add(name);
      if (used.size === before) break;
      last.rounds += 1;
      answer = look();
    }
    const hits = said ? [] : answer.hits.slice(0, shown);
    for (const block of new Set(hits.map(({ id }) => Math.floor(id / BLOCK)))) {
      get(blocks[block], text => engine.addDocs(block * BLOCK, text, false));
    }
    return { ...answer, hits: said ? [] : answer.hits, said };
  }

  return { ...engine, read, search };
})(statuarySearch);
