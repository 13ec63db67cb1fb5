// The search box as a combobox, and the search page. Everything that is shown is
// made of text nodes, so that nothing typed is ever read as markup.
"use strict";

/** @type {any} */ (window).statuarySearchBox((/** @type {HTMLElement} */ box, /** @type {string} */ root) => {
  const input = /** @type {HTMLInputElement} */ (box.querySelector("input"));
  const form = /** @type {HTMLFormElement} */ (input.form);
  const results = document.getElementById("results"), all = document.getElementById("table");
  const onDisk = location.protocol === "file:", MOST = results ? 50 : 8, FEW = 3;
  let ready = false, broken = false, active = -1, timer = 0;
  /** @type {Hit[]} */ let hits = [];

  /** @template {keyof HTMLElementTagNameMap} T @param {T} tag @param {Record<string, string>} attributes @param {(Node | string)[]} children @returns {HTMLElementTagNameMap[T]} */
  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const name of Object.keys(attributes)) made.setAttribute(name, attributes[name]);
    made.append(...children);
    return made;
  }
  const list = element("div", { id: "Hits", role: "listbox", class: "hits", "aria-label": "Search results", hidden: "" });
  const note = element("p", { class: "caps" });
  const status = element("p", { role: "status", class: "unseen" });
  form.append(list, status);
  if (results) results.append(note);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", "Hits"]]) input.setAttribute(name, value);

  /** The text with the words of the query marked, as nodes. @param {string} text @param {string[]} words */
  function marked(text, words) {
    if (!words.length) return [text];
    const pattern = RegExp(`(?<![\\p{L}\\p{N}])(${words.slice().sort((a, b) => b.length - a.length).join("|")})`, "giu");
    return text.split(pattern).map((part, i) => (i % 2 ? element("mark", {}, part) : part));
  }

  /** A hit as a link: its name, an older name that was meant, its class or kind. @param {Hit} hit @param {string[]} words @param {Record<string, string>} attributes */
  function linkTo({ doc, weak }, words, attributes) {
    const above = statuarySearch.docOf(doc.parent), place = above ? above.label : doc.kind;
    const typed = words.join(""), other = doc.others.find((_, n) => doc.joined[n + 1].startsWith(typed));
    const line = other && !doc.joined[0].startsWith(typed) ? ["also ", ...marked(other, words), " \u00b7 ", place] : [place];
    return element("a", { href: root + doc.route + (onDisk && /(^|\/)$/.test(doc.route) ? "index.html" : ""), "data-class": doc.key,
      ...(weak ? { "data-weak": "" } : {}), ...attributes }, element("b", {}, ...marked(doc.label, words)), element("small", {}, ...line));
  }

  /** What is said of an answer; of one that is not complete it says so itself. @param {Answer & {said?: string}} answer @param {number} count */
  function summed({ missing, weak, said }, count) {
    if (said && !count) return said;
    if (missing && (weak || !count)) return `There is no code ${missing}. ${count ? "Its class and the nearest codes:" : ""}`;
    if (!count) return "Nothing found.";
    return weak ? "No good match. Perhaps:" : count === 1 ? "1 result" : `${count} results`;
  }

  /** @param {string} text */
  function say(text) {
    clearTimeout(timer);
    timer = setTimeout(() => { status.textContent = text; }, 500);
  }

  /** @param {boolean} open */
  function show(open) {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) choose(-1);
  }

  /** @param {number} index */
  function choose(index) {
    active = index;
    const options = list.querySelectorAll("[role=option]");
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    const option = options[index];
    if (option) { input.setAttribute("aria-activedescendant", option.id); option.scrollIntoView({ block: "nearest" }); }
    else input.removeAttribute("aria-activedescendant");
  }

  function update() {
    const query = input.value, place = results || list;
    if (!ready) {
      if (broken && query) { say("Search could not be loaded."); note.textContent = "Search could not be loaded."; }
      return;
    }
    const answer = statuarySearch.search(query), some = query.trim() !== "";
    hits = answer.hits.slice(0, answer.weak && !answer.missing ? FEW : MOST);
    const count = answer.weak ? hits.length : answer.hits.length, text = some ? summed(answer, count) : "";
    active = -1;
    if (results) {
      results.hidden = !some;
      if (all) all.hidden = hits.length > 0;
      note.textContent = text;
      results.replaceChildren(note, element("ol", { class: "found" }, ...hits.map(hit => element("li", {}, linkTo(hit, answer.words, {})))));
    } else {
      list.replaceChildren(...(answer.weak || !hits.length ? [element("p", { class: "caps", role: "presentation" }, text)] : []),
        ...hits.map((hit, i) => linkTo(hit, answer.words, { id: `Hit-${i}`, role: "option", tabindex: "-1", "aria-selected": "false" })));
      show(some && document.activeElement === input);
    }
    place.toggleAttribute("data-weak", answer.weak);
    place.dataset.query = query;
    say(text);
  }

  if (results) {
    input.value = input.value || new URLSearchParams(location.search).get("q") || "";
    form.addEventListener("submit", event => event.preventDefault());
  }
  input.addEventListener("input", () => {
    update();
    if (results && !onDisk) history.replaceState(null, "", input.value ? `?q=${encodeURIComponent(input.value)}` : location.pathname);
  });
  form.addEventListener("focusout", event => { if (!form.contains(/** @type {Node | null} */ (event.relatedTarget))) show(false); });
  list.addEventListener("pointerdown", event => event.preventDefault());
  input.addEventListener("keydown", event => {
    if (event.isComposing || results) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!hits.length) return;
      event.preventDefault();
      if (list.hidden) show(true);
      const step = event.key === "ArrowDown" ? 1 : -1, places = hits.length + 1;
      choose(((active + 1 + step + places) % places) - 1);
    } else if (event.key === "Enter") {
      const hit = hits[active] || (list.dataset.query === input.value && !hits[0]?.weak && hits[0]);
      if (!hit) return;
      event.preventDefault();
      const link = /** @type {HTMLAnchorElement} */ (list.querySelectorAll("[role=option]")[hits.indexOf(hit)]);
      if (event.ctrlKey || event.metaKey) window.open(link.href);
      else location.href = link.href;
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      show(false);
    }
  });
  return (/** @type {string | null} */ text) => {
    broken = text === null;
    if (text !== null && !ready) { statuarySearch.read(text); ready = true; }
    if (input.value || results) update();
  };
});
