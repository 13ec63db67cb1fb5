// The search box as a combobox, and the search page. Everything that is shown is
// made of text nodes, so that nothing typed is ever read as markup.
"use strict";

/** @type {any} */ (window).statuarySearchBox((/** @type {HTMLElement} */ box, /** @type {string} */ root) => {
  const input = /** @type {HTMLInputElement} */ (box.querySelector("input"));
  const form = /** @type {HTMLFormElement} */ (input.form);
  const results = document.getElementById("results");
  const all = document.getElementById("table");
  const filter = /** @type {HTMLElement | null} */ (document.querySelector(".filter"));
  const onDisk = location.protocol === "file:";
  const MOST = results ? 50 : 8;
  const FEW = 3;
  const LOST = WORDS.search_lost;
  let ready = false;
  let broken = false;
  let active = -1;
  let timer = 0;
  /** @type {Hit[]} */
  let hits = [];

  /**
   * @template {keyof HTMLElementTagNameMap} T
   * @param {T} tag
   * @param {Record<string, string>} attributes
   * @param {(Node | string)[]} children
   * @returns {HTMLElementTagNameMap[T]}
   */
  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const name of Object.keys(attributes)) made.setAttribute(name, attributes[name]);
    made.append(...children);
    return made;
  }

  const labelled = { role: "listbox", class: "hits", "aria-label": WORDS.hits, hidden: "" };
  const list = element("div", { id: "Hits", ...labelled });
  const note = element("p", { class: "caps" });
  const status = element("p", { role: "status", class: "unseen" });
  form.append(list, status);
  if (results) results.append(note);
  const combobox = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "Hits" };
  for (const [name, value] of Object.entries(combobox)) input.setAttribute(name, value);

  /** The text with the words of the query marked, as nodes. @param {string} text @param {string[]} words */
  function marked(text, words) {
    if (!words.length) return [text];
    const longest = words.slice().sort((a, b) => b.length - a.length);
    const pattern = RegExp(`(?<![\\p{L}\\p{N}])(${longest.join("|")})`, "giu");
    return text.split(pattern).map((part, i) => (i % 2 ? element("mark", {}, part) : part));
  }

  /**
   * A hit as a link: its name, an older name that was meant, its class or kind.
   * @param {Hit} hit
   * @param {string[]} words
   * @param {Record<string, string>} attributes
   */
  function linkTo({ doc, weak }, words, attributes) {
    const above = statuarySearch.docOf(doc.parent);
    const place = (above && above.label) || doc.heading;
    const typed = words.join("");
    const other = doc.others.find((_, n) => doc.joined[n + 1].startsWith(typed));
    const older =
      other && !doc.joined[0].startsWith(typed) ? [`${WORDS.also} `, ...marked(other, words), " \u00b7 "] : [];
    const href = root + doc.route + (onDisk && /(^|\/)$/.test(doc.route) ? "index.html" : "");
    return element(
      "a",
      { href, ...(doc.hue ? { "data-hue": doc.hue } : {}), ...(weak ? { "data-weak": "" } : {}), ...attributes },
      element("b", {}, ...marked(doc.label || "", words)),
      element("small", {}, ...older, place),
    );
  }

  /**
   * What is said of an answer; of one that is not complete it says so itself.
   * @param {Answer} answer
   * @param {number} count
   */
  function summed({ missing, noun, weak, said }, count) {
    if (said && !count) return said;
    if (missing && (weak || !count)) {
      const told = WORDS.no_such({ kind: noun, key: missing });
      return count ? `${told} ${WORDS.nearest}` : told;
    }
    if (!count) return WORDS.nothing_found;
    if (weak) return WORDS.no_good_match;
    return WORDS.found({ count });
  }

  /** @param {string} text */
  function say(text) {
    clearTimeout(timer);
    timer = setTimeout(() => {
      status.textContent = text;
    }, 500);
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
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  /** Shows what is found on the search page. @param {HTMLElement} page @param {string[]} words @param {string} text */
  function fillPage(page, words, text) {
    page.hidden = !text;
    for (const part of [all, filter]) if (part) part.hidden = hits.length > 0;
    note.textContent = text;
    const items = hits.map(hit => element("li", {}, linkTo(hit, words, {})));
    page.replaceChildren(note, element("ol", { class: "found" }, ...items));
  }

  /**
   * Shows what is found below the field.
   * @param {string[]} words
   * @param {string} text what is said above, if anything
   */
  function fillList(words, text) {
    const option = { role: "option", tabindex: "-1", "aria-selected": "false" };
    const told = text ? [element("p", { class: "caps", role: "presentation" }, text)] : [];
    list.replaceChildren(...told, ...hits.map((hit, i) => linkTo(hit, words, { id: `Hit-${i}`, ...option })));
  }

  function update() {
    const query = input.value;
    const place = results || list;
    if (!ready) {
      if (broken && query) {
        say(LOST);
        note.textContent = LOST;
      }
      return;
    }
    const answer = statuarySearch.search(query, MOST);
    const some = query.trim() !== "";
    hits = answer.hits.slice(0, answer.weak && !answer.missing ? FEW : MOST);
    const count = answer.weak ? hits.length : answer.hits.length;
    const text = some ? summed(answer, count) : "";
    active = -1;
    if (results) fillPage(results, answer.words, text);
    else {
      fillList(answer.words, answer.weak || !hits.length ? text : "");
      show(some && document.activeElement === input);
    }
    place.toggleAttribute("data-weak", answer.weak);
    place.dataset.query = query;
    say(text);
  }

  /** @param {number} step */
  function move(step) {
    if (list.hidden) show(true);
    const places = hits.length + 1;
    choose(((active + 1 + step + places) % places) - 1);
  }

  /** Opens the active page, or else the first when it is good. @param {KeyboardEvent} event */
  function open(event) {
    const first = list.dataset.query === input.value && !hits[0]?.weak && hits[0];
    const hit = hits[active] || first;
    if (!hit) return;
    event.preventDefault();
    const link = /** @type {HTMLAnchorElement} */ (list.querySelectorAll("[role=option]")[hits.indexOf(hit)]);
    if (event.ctrlKey || event.metaKey) window.open(link.href);
    else location.href = link.href;
  }

  if (results) {
    input.value = input.value || new URLSearchParams(location.search).get("q") || "";
    form.addEventListener("submit", event => event.preventDefault());
  }
  input.addEventListener("input", () => {
    update();
    if (!results || onDisk) return;
    const address = input.value ? `?q=${encodeURIComponent(input.value)}` : location.pathname;
    history.replaceState(null, "", address);
  });
  form.addEventListener("focusout", event => {
    if (!form.contains(/** @type {Node | null} */ (event.relatedTarget))) show(false);
  });
  list.addEventListener("pointerdown", event => event.preventDefault());
  input.addEventListener("keydown", event => {
    if (event.isComposing || results) return;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && hits.length) {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") open(event);
    else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      show(false);
    }
  });
  return (/** @type {string | null} */ text) => {
    broken = text === null;
    if (text !== null && !ready) {
      statuarySearch.read(text);
      ready = true;
    }
    if (input.value || results) update();
  };
});
