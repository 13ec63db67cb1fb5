// Stands in the head of every page: what the first paint needs to know, the keys,
// which answer from the first moment on, and what waits until the page has been painted.
"use strict";

(() => {
  const here = /** @type {HTMLScriptElement} */ (document.currentScript);
  const page = document.documentElement.dataset;
  page.script = "";
  // Where nothing may be remembered, a browser throws.
  try {
    for (const name of ["scheme", "keys"]) if (localStorage[name]) page[name] = localStorage[name];
  } catch {}

  // ---- Keys ----

  /** @type {Record<string, string>} */
  const TURNS = { j: "next", k: "prev", ArrowRight: "next", ArrowLeft: "prev" };

  /** @param {Element} target */
  const isField = target =>
    /** @type {HTMLElement} */ (target).isContentEditable || target.matches("input, select, textarea");

  /** Leads into the search box. */
  function openSearch() {
    const input = /** @type {HTMLInputElement | null} */ (document.querySelector(".search input"));
    input?.focus();
    input?.select();
    return input !== null;
  }

  /**
   * Follows the link to the page before or after this one.
   * @param {string | undefined} turn
   */
  function turnPage(turn) {
    const link = turn && document.querySelector(`a[rel="${turn}"]`);
    if (!link) return false;
    /** @type {HTMLAnchorElement} */ (link).click();
    return true;
  }

  /**
   * Does what a key asks for; says whether there was anything to do.
   * @param {KeyboardEvent} event
   */
  function answer({ target, key, altKey, shiftKey, ctrlKey, metaKey }) {
    const element = target instanceof Element ? target : document.documentElement;
    if (altKey) return false;
    if (ctrlKey || metaKey) return !shiftKey && key.toLowerCase() === "k" && openSearch();
    if (page.keys || isField(element)) return false;
    if (key === "/") return openSearch();
    // Where arrow keys scroll a box, they are not ours.
    return !shiftKey && !element.closest("pre, .scroll") && turnPage(TURNS[key]);
  }

  addEventListener("keydown", event => {
    if (!event.defaultPrevented && answer(event)) event.preventDefault();
  });

  // ---- What waits for the first paint ----

  // The manifest too can wait, and from a disk no browser may read it.
  const manifest = document.querySelector("link[rel=manifest]");
  manifest?.remove();
  let asked = false;

  function load() {
    if (asked) return;
    asked = true;
    const script = document.createElement("script");
    Object.assign(script.dataset, here.dataset);
    script.src = here.dataset.src ?? "";
    script.onload = () => {
      page.script = "ready";
    };
    document.head.append(script);
    if (manifest && location.protocol !== "file:") document.head.append(manifest);
  }

  // A slow machine may paint long after the page is there, so no clock says when. Only
  // where no paint will be told is the page enough: in a tab that nobody sees, and in a
  // browser that keeps its times to itself or has none of paints.
  new PerformanceObserver(paints => {
    if (paints.getEntriesByName("first-contentful-paint").length) load();
  }).observe({ type: "paint", buffered: true });
  addEventListener("load", () => {
    const tellsPaints = PerformanceObserver.supportedEntryTypes?.includes("paint");
    const tellsTimes = performance.getEntriesByType("navigation").length > 0;
    if (!tellsPaints || !tellsTimes || document.hidden) load();
  });
})();
