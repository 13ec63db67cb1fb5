// Comforts of every page: the switches of colours and keys, copy buttons, choices of
// rows, links on a disk. Controls that only this script can work are shown only
// when scripts run. A classic script, so that it works from a disk.
"use strict";

(() => {
  const { dataset: page } = document.documentElement;
  const here = /** @type {HTMLScriptElement} */ (document.currentScript);
  const all = (/** @type {string} */ selector, /** @type {ParentNode} */ within = document) =>
    /** @type {HTMLElement[]} */ ([...within.querySelectorAll(selector)]);

  /**
   * Remembers a choice, where the browser lets it; nothing forgets it.
   * @param {string} name
   * @param {string} [value]
   */
  function remember(name, value) {
    try {
      if (value) localStorage.setItem(name, value);
      else localStorage.removeItem(name);
    } catch {
      /* It holds for this page. */
    }
  }
  const recall = (/** @type {string} */ name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };

  // ---- Colours: what the reader prefers, unless the switch says otherwise ----

  const darkness = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (page.scheme ? page.scheme === "dark" : darkness.matches);
  for (const button of all(".scheme")) {
    const show = () => button.setAttribute("aria-pressed", String(isDark()));
    button.addEventListener("click", () => {
      const next = isDark() ? "light" : "dark";
      if ((next === "dark") === darkness.matches) {
        delete page.scheme;
        remember("scheme");
      } else {
        page.scheme = next;
        remember("scheme", next);
      }
      show();
    });
    darkness.addEventListener("change", show);
    show();
  }

  // ---- Keys: early.js listens to them ----

  for (const button of all(".keys button")) {
    const show = () => button.setAttribute("aria-pressed", String(page.keys === "off"));
    button.addEventListener("click", () => {
      if (page.keys === "off") {
        delete page.keys;
        remember("keys");
      } else {
        page.keys = "off";
        remember("keys", "off");
      }
      show();
    });
    show();
  }

  // ---- The announcement, which goes when it was read ----

  for (const button of all(".announcement button")) {
    button.addEventListener("click", () => {
      page.announcement = "read";
      remember("announcement", here.dataset.announcement);
      document.querySelector("main")?.focus({ preventScroll: true });
    });
  }

  // ---- Copying ----

  const status = document.createElement("p");
  status.className = "unseen";
  status.setAttribute("role", "status");
  document.body.append(status);
  /**
   * @param {HTMLElement} box
   * @param {HTMLElement} code
   * @param {string} what
   */
  function copyButton(box, code, what) {
    const button = document.createElement("button"),
      name = document.createElement("span");
    button.type = "button";
    button.className = "copy";
    name.className = "unseen";
    name.textContent = ` ${what}`;
    const word = document.createTextNode(WORDS.copy);
    button.append(word, name);
    button.addEventListener("click", () => {
      navigator.clipboard
        .writeText(code.textContent || "")
        .then(
          () => WORDS.copied,
          () => WORDS.not_copied,
        )
        .then(text => {
          status.textContent = word.data = text;
          setTimeout(() => {
            word.data = WORDS.copy;
            status.textContent = "";
          }, 2000);
        });
    });
    box.append(button);
  }
  if (navigator.clipboard) {
    const boxOf = (/** @type {HTMLElement} */ code) => /** @type {HTMLElement} */ (code.parentElement);
    for (const pre of all(".code pre")) {
      copyButton(boxOf(pre), pre, pre.closest("details") ? WORDS.the_command : WORDS.the_example);
    }
    for (const code of all(".copies td > code")) copyButton(boxOf(code), code, code.textContent ?? "");
  }

  // ---- Choosing rows of a table by their first cell ----

  for (const select of /** @type {HTMLSelectElement[]} */ (all("select[data-pick]"))) {
    const rows = all(`#${select.dataset.pick} tbody tr`),
      kept = `pick-${select.dataset.pick}`;
    const nameOf = (/** @type {HTMLElement} */ row) => {
      const head = row.querySelector("th a") ?? row.querySelector("th");
      return head?.textContent ?? "";
    };
    for (const name of new Set(rows.map(nameOf))) select.append(new Option(name, name));
    const show = () => {
      for (const row of rows) row.hidden = select.value !== "" && nameOf(row) !== select.value;
    };
    const last = recall(kept);
    if (last && [...select.options].some(option => option.value === last)) {
      select.value = last;
      show();
    }
    select.addEventListener("change", () => {
      remember(kept, select.value);
      show();
    });
  }

  // ---- Filtering a list ----

  for (const input of /** @type {HTMLInputElement[]} */ (all("input[data-filter]"))) {
    const list = /** @type {HTMLElement} */ (document.getElementById(input.dataset.filter || ""));
    const count = input.parentElement?.querySelector("output");
    const lines = all("li", list).map(line => ({ line, text: (line.textContent || "").toLowerCase() }));
    const show = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      for (const { line, text } of lines) line.hidden = !words.every(word => text.includes(word));
      for (const part of all("section, .part", list)) part.hidden = !part.querySelector("li:not([hidden])");
      const shown = lines.filter(one => !one.line.hidden).length;
      if (count) count.value = words.length ? WORDS.shown_of({ shown, all: lines.length }) : "";
    };
    input.addEventListener("input", show);
    if (input.value) show();
  }

  // ---- A wide table that scrolls with the page where it fits ----

  for (const box of all(".fit-box")) {
    const table = /** @type {HTMLElement} */ (box.firstElementChild);
    const look = new ResizeObserver(() => box.toggleAttribute("data-fits", table.offsetWidth <= box.clientWidth));
    look.observe(box);
    look.observe(table);
  }

  // ---- On a disk, where no server finds the page of a folder ----

  if (location.protocol === "file:") {
    for (const link of /** @type {HTMLAnchorElement[]} */ (all("a[href]"))) {
      if (link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
    }
    for (const form of document.forms) if (form.action.endsWith("/")) form.action += "index.html";
  } else if (here.dataset.worker && "serviceWorker" in navigator) {
    const { worker } = here.dataset;
    // After the page, so that it takes nothing from it.
    const register = () => void navigator.serviceWorker.register(worker).catch(() => {});
    if (document.readyState === "complete") register();
    else addEventListener("load", register);
  }
})();
