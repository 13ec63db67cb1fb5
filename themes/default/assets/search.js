// Search in the page: loads the index on first use, ranks it, shows the hits.
// Without this script the search form leads to the page that lists all codes.
// A classic script and an index that calls back, so that it works from a disk.
"use strict";

(() => {
  /** @typedef {{k: string, key: string, title: string, label: string, route: string, summary: string | null, w: Record<string, string[]>}} Entry */
  /** @typedef {{entry: Entry, order: number, weights: Map<string, number>, names: string[]}} Doc */
  /** @typedef {{entry: Entry, score: number, exact: boolean}} Hit */

  const here = /** @type {HTMLScriptElement} */ (document.currentScript);
  const root = here.dataset.root || "./";
  const onDisk = location.protocol === "file:";

  /** What a word is worth, by the field it stands in. @type {Record<string, number>} */
  const WEIGHTS = { key: 6, title: 6, name: 5, keyword: 4, header: 4, constant: 1.5, text: 1 };
  /** Fields whose whole value may be what the reader typed. */
  const NAMES = ["title", "name", "constant", "header"];
  const SLIP_FROM = 5, MOST_CHARACTERS = 256, MOST_WORDS = 16, IN_BOX = 8, ON_PAGE = 50;

  // ---- Words ----

  /** Splits text where a reader would: at case changes, signs, and before a number. @param {string} text */
  function wordsOf(text) {
    return text.normalize("NFKD").replace(/\p{M}|['’]/gu, "")
      .replace(/([a-z0-9])([A-Z])/g, "$1 $2").replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
      .replace(/([A-Za-z])(\d{3})(?!\d)/g, "$1 $2").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  }

  /** Whether `word` begins with `typed` when one slip is forgiven: a letter wrong, missing, too much, or two swapped. @param {string} typed @param {string} word */
  function slips(typed, word) {
    let i = 0;
    while (i < typed.length && typed[i] === word[i]) i += 1;
    if (i === 0) return false;
    const rest = typed.slice(i);
    return word.startsWith(rest.slice(1), i + 1) || word.startsWith(rest, i + 1) || word.startsWith(rest.slice(1), i)
      || (rest[0] === word[i + 1] && rest[1] === word[i] && word.startsWith(rest.slice(2), i + 2));
  }

  // ---- Index ----

  /** @type {Doc[]} */ let docs = [];
  /** In how many documents a word stands. @type {Map<string, number>} */ const spread = new Map();

  /** @param {Entry} entry @param {number} order @returns {Doc} */
  function docOf(entry, order) {
    const weights = new Map(), names = [wordsOf(entry.label).join(" ")];
    for (const field of Object.keys(entry.w)) {
      for (const value of entry.w[field]) {
        const words = wordsOf(value);
        if (NAMES.includes(field)) names.push(words.join(" "));
        for (const word of words) weights.set(word, Math.max(weights.get(word) || 0, WEIGHTS[field] || 1));
      }
    }
    for (const word of weights.keys()) spread.set(word, (spread.get(word) || 0) + 1);
    return { entry, order, weights, names };
  }

  /** @type {(() => void)[]} */ let waiting = [];
  let loading = false, failed = false;

  /** Calls back once the index is there, or could not be had. @param {() => void} then */
  function withIndex(then) {
    if (docs.length || failed) return then();
    waiting.push(then);
    if (loading) return;
    loading = true;
    const done = () => { const all = waiting; waiting = []; all.forEach(f => f()); };
    /** @type {any} */ (window).statuaryIndex = (/** @type {string} */ text) => {
      docs = JSON.parse(text).records.map(docOf);
      done();
    };
    const script = document.createElement("script");
    script.src = here.dataset.index || "";
    script.onerror = () => { failed = true; done(); };
    document.head.append(script);
  }

  // ---- Ranking ----

  /** How well a document answers one word: quality of the match times the weight of its field. @param {Doc} doc @param {string} word @param {boolean} last @param {boolean} forgiving */
  function worth(doc, word, last, forgiving) {
    let best = doc.weights.get(word) || 0;
    if (/^\d+$/.test(word)) return best;
    for (const [other, weight] of doc.weights) {
      if (weight * 0.75 <= best) continue;
      if (other.startsWith(word)) best = weight * (last ? 0.75 : 0.4);
      else if (forgiving && slips(word, other)) best = Math.max(best, weight * 0.5);
    }
    return best;
  }

  /** The codes that begin with the digits typed, and the class they stand in. @param {string} typed @returns {Hit[]} */
  function byNumber(typed) {
    const digits = typed.replace(/x+$/, "");
    /** @param {Doc} doc */
    const rank = ({ entry: { key } }) => {
      if (!/^\d[\dx]+$/.test(key)) return 0;
      const stem = key.replace(/x+$/, "");
      if (key === typed || (stem !== key && stem === digits)) return 3;
      if (stem === key && key.startsWith(digits)) return 2;
      return stem !== key && digits.startsWith(stem) ? 1 : 0;
    };
    return docs.map(doc => ({ doc, score: rank(doc) })).filter(d => d.score)
      .sort((a, b) => b.score - a.score || a.doc.order - b.doc.order)
      .map(d => ({ entry: d.doc.entry, score: d.score, exact: d.score === 3 }));
  }

  /** @param {string} query @returns {Hit[]} */
  function search(query) {
    const typed = query.trim().slice(0, MOST_CHARACTERS);
    if (/^\d[\dx]{0,2}$/i.test(typed)) return byNumber(typed.toLowerCase());
    const words = wordsOf(typed).slice(0, MOST_WORDS), whole = words.join(" ");
    if (!words.length) return [];
    const forgiving = words.map(w => w.length >= SLIP_FROM && !/\d/.test(w) && ![...spread.keys()].some(o => o.startsWith(w)));
    const rarity = words.map(w => Math.log(1 + docs.length / (1 + (spread.get(w) || 0))));
    const total = rarity.reduce((a, b) => a + b, 0);
    /** @param {Doc} doc @returns {Hit} */
    const judge = doc => {
      let score = 0, covered = 0;
      words.forEach((word, i) => {
        const value = worth(doc, word, i === words.length - 1, forgiving[i]);
        score += value * rarity[i];
        if (value) covered += rarity[i];
        if (/^\d{3}$/.test(word) && doc.entry.key === word) score += 1e6;
      });
      score *= 0.2 + 0.8 * (covered / total);
      const exact = doc.names.includes(whole);
      if (exact) score += 1e4;
      else if (doc.names.some(n => n.startsWith(whole))) score += 100;
      return { entry: doc.entry, score: covered ? score : 0, exact };
    };
    const order = new Map(docs.map(d => [d.entry, d.order]));
    return docs.map(judge).filter(h => h.score > 0).sort((a, b) => b.score - a.score
      || Number(b.entry.k === "code") - Number(a.entry.k === "code") || (order.get(a.entry) || 0) - (order.get(b.entry) || 0));
  }

  // ---- Showing ----

  /** @template {keyof HTMLElementTagNameMap} T @param {T} tag @param {Record<string, string>} [attributes] @param {(Node | string)[]} children @returns {HTMLElementTagNameMap[T]} */
  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const name of Object.keys(attributes)) made.setAttribute(name, attributes[name]);
    made.append(...children);
    return made;
  }

  /** The text with the words of the query marked, as nodes. @param {string} text @param {string} query */
  function marked(text, query) {
    const words = wordsOf(query).map(w => w.replace(/[^\p{L}\p{N}]/gu, ""));
    if (!words.length) return [text];
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(${words.join("|")})`, "giu");
    return text.split(pattern).map((part, i) => (i % 2 ? element("mark", {}, part) : part));
  }

  /** @param {string} route */
  const address = route => root + route + (onDisk && /(^|\/)$/.test(route) ? "index.html" : "");

  /** A hit as a link: its name, and the line that explains it. @param {Hit} hit @param {string} query @param {Record<string, string>} attributes */
  function linkTo({ entry }, query, attributes) {
    return element("a", { href: address(entry.route), "data-class": entry.key, ...attributes },
      element("b", {}, ...marked(entry.label, query)), element("small", {}, ...marked(entry.summary || "", query)));
  }

  /** @param {number} count */
  const counted = count => (failed ? "Search could not be loaded." : count === 0 ? "Nothing found." : count === 1 ? "1 result" : `${count} results`);

  /** The polite line that says how many hits there are. @param {Element} place */
  function announcer(place) {
    const status = element("p", { role: "status", class: "unseen" });
    let timer = 0;
    place.append(status);
    return (/** @type {string} */ text) => { clearTimeout(timer); timer = setTimeout(() => { status.textContent = text; }, 400); };
  }

  /** The box in the header: a combobox whose list opens below it. @param {HTMLInputElement} input */
  function combobox(input) {
    const form = /** @type {HTMLFormElement} */ (input.form);
    const list = element("div", { id: "_hits", role: "listbox", class: "hits", "aria-label": "Search results", hidden: "" });
    const say = announcer(form);
    form.append(list);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", "_hits"]]) input.setAttribute(name, value);
    /** @type {Hit[]} */ let hits = [];
    let active = -1;

    /** @param {boolean} open */
    const show = open => {
      list.hidden = !open;
      input.setAttribute("aria-expanded", String(open));
      if (!open) choose(-1);
    };
    /** @param {number} index */
    const choose = index => {
      active = index;
      [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
      const option = list.children[index];
      if (option) { input.setAttribute("aria-activedescendant", option.id); option.scrollIntoView({ block: "nearest" }); }
      else input.removeAttribute("aria-activedescendant");
    };
    const update = () => withIndex(() => {
      const query = input.value;
      const found = search(query);
      hits = found.slice(0, IN_BOX);
      active = -1;
      list.replaceChildren(...hits.map((hit, i) => linkTo(hit, query, { id: `_hit-${i}`, role: "option", tabindex: "-1", "aria-selected": "false" })));
      list.dataset.query = query;
      show(hits.length > 0 && document.activeElement === input);
      say(query.trim() ? counted(found.length) : "");
    });

    input.addEventListener("focus", () => withIndex(() => { if (input.value) update(); }));
    input.addEventListener("input", update);
    form.addEventListener("focusout", event => { if (!form.contains(/** @type {Node | null} */ (event.relatedTarget))) show(false); });
    list.addEventListener("pointerdown", event => event.preventDefault());
    input.addEventListener("keydown", event => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (!hits.length) return;
        event.preventDefault();
        if (list.hidden) show(true);
        const step = event.key === "ArrowDown" ? 1 : -1, places = hits.length + 1;
        choose(((active + 1 + step + places) % places) - 1);
      } else if (event.key === "Enter") {
        const hit = hits[active] || (list.dataset.query === input.value && hits[0]?.exact ? hits[0] : null);
        if (!hit) return;
        event.preventDefault();
        if (event.ctrlKey || event.metaKey) window.open(address(hit.entry.route));
        else location.href = address(hit.entry.route);
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        show(false);
      }
    });
  }

  /** The search page: hits in the page, the query in its address. @param {HTMLInputElement} input @param {HTMLElement} results */
  function searchPage(input, results) {
    const all = document.getElementById("table");
    const say = announcer(results.parentElement || document.body);
    const update = () => withIndex(() => {
      const query = input.value, hits = search(query), some = query.trim() !== "";
      results.hidden = !some;
      if (all) all.hidden = hits.length > 0;
      results.replaceChildren(element("p", { class: "caps" }, counted(hits.length)),
        element("ol", { class: "found" }, ...hits.slice(0, ON_PAGE).map(hit => element("li", {}, linkTo(hit, query, {})))));
      results.dataset.query = query;
      say(some ? counted(hits.length) : "");
    });
    input.value = new URLSearchParams(location.search).get("q") || "";
    if (input.value) update();
    input.addEventListener("focus", () => withIndex(() => {}));
    input.addEventListener("input", () => {
      update();
      if (!onDisk) history.replaceState(null, "", input.value ? `?q=${encodeURIComponent(input.value)}` : location.pathname);
    });
    input.form?.addEventListener("submit", event => { event.preventDefault(); update(); });
  }

  /** A server finds the page of a folder; a disk does not. */
  function linkToFiles() {
    for (const link of document.querySelectorAll("a")) {
      const url = new URL(link.href, location.href);
      if (url.protocol === "file:" && url.pathname.endsWith("/")) { url.pathname += "index.html"; link.href = url.href; }
    }
    for (const form of document.forms) if (form.action.startsWith("file:") && form.action.endsWith("/")) form.action += "index.html";
  }

  if (onDisk) linkToFiles();
  const input = /** @type {HTMLInputElement | null} */ (document.querySelector(".search input"));
  const results = document.getElementById("results");
  if (!input) return;
  input.setAttribute("aria-keyshortcuts", "/ Control+K");
  if (results) searchPage(input, results); else combobox(input);
  document.addEventListener("keydown", event => {
    const target = /** @type {HTMLElement} */ (event.target);
    const typing = target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!slash && !k) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
})();
