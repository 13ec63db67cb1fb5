// Leads into search and no further: loads the client and the index on first use,
// and follows the form where they cannot be had. Without it the form leads to the
// page that lists all codes. Classic scripts, so that search
// works from a disk.
"use strict";

(() => {
  const here = /** @type {HTMLScriptElement} */ (document.currentScript);
  const box = /** @type {HTMLElement} */ (document.querySelector(".search"));
  const input = box && box.querySelector("input");
  if (!input) return;
  let asked = false;

  /** @param {string} address @param {() => void} failed */
  function load(address, failed) {
    const script = document.createElement("script");
    script.src = address;
    script.onerror = failed;
    document.head.append(script);
  }

  /** Loads client and index; both call back through these globals, in either order. */
  function start() {
    if (asked) return;
    asked = true;
    const world = /** @type {any} */ (window);
    const root = here.dataset.root || "./";
    /** @type {string | null} */
    let text = null;
    /** @type {((text: string | null) => void) | null} */
    let open = null;
    const meet = () => {
      if (open && text !== null) open(text);
    };
    const failed = () => {
      asked = false;
      box.dataset.failed = "";
      if (open) open(null);
    };
    world.statuaryIndex = (/** @type {string} */ given) => {
      text = given;
      meet();
    };
    const opened = (/** @type {(box: HTMLElement, root: string) => (text: string | null) => void} */ made) => {
      open = made(box, root);
      meet();
    };
    world.statuarySearchBox = opened;
    load(box.dataset.client || "", failed);
    load(here.dataset.index || "", failed);
  }

  input.setAttribute("aria-keyshortcuts", "/ Control+K Meta+K");
  input.addEventListener("focus", start);
  box.addEventListener("pointerover", start);
  if (document.activeElement === input || (document.getElementById("results") && location.search)) start();
})();
