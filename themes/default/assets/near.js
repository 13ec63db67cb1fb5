// On the not-found page: the entries that the address may have meant. They are read
// from the page's own list.
"use strict";

(() => {
  const MOST = 5;
  const place = document.getElementById("near");
  // Without a connection the page says something else.
  if (!place) return;
  const near = place;
  const list = /** @type {HTMLElement} */ (near.querySelector("ul"));

  /** @param {string} text */
  const wordsOf = text =>
    text
      .toLowerCase()
      .replace(/['’]/g, "")
      .match(/[\p{L}\p{N}]+/gu) ?? [];

  /** The words of the address below the site's root, without an ending. */
  function typedWords() {
    const root = new URL(/** @type {HTMLAnchorElement} */ (document.querySelector(".brand")).href).pathname;
    let path = location.pathname;
    try {
      path = decodeURIComponent(path);
    } catch {
      // A broken address is read as it stands.
    }
    if (path.startsWith(root)) path = path.slice(root.length);
    return wordsOf(path.replace(/\.html?$/, "")).slice(0, 12);
  }

  /**
   * Whether one slip makes a word another: a sign wrong, missing, too much, or two swapped.
   * @param {string} one
   * @param {string} other
   */
  function isSlip(one, other) {
    let same = 0;
    while (same < one.length && one[same] === other[same]) same += 1;
    const [left, right] = [one.slice(same), other.slice(same)];
    return (
      left.slice(1) === right.slice(1) ||
      left.slice(1) === right ||
      left === right.slice(1) ||
      (left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2))
    );
  }

  /**
   * How near a word is to a key and the words of its name.
   * @param {string} word
   * @param {string} key empty where the key has neither letters nor digits
   * @param {string[]} names
   */
  function nearnessOf(word, key, names) {
    if (word === key) return 100;
    if (/^\d+$/.test(word)) {
      if (!key) return 0;
      if (key.startsWith(word) || word.startsWith(key)) return 60;
      return isSlip(word, key) ? 50 - Math.abs(Number(word) - (Number(key) || 0)) / 10 : 0;
    }
    if (word.length < 3) return 0;
    const name = names.find(name => name.startsWith(word) || (word.length > 3 && isSlip(word, name)));
    if (name) return 70 + (10 * word.length) / name.length;
    return names.join("").includes(word) ? 80 : 0;
  }

  /**
   * The links that are near what was typed, the nearest first. What is much less near
   * than the best would only be in the way.
   * @param {string[]} typed
   */
  function nearest(typed) {
    const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll("#table a")]);
    const ranked = links.map(link => {
      const [key = ""] = wordsOf(link.textContent ?? "");
      const names = wordsOf(link.title || (link.textContent ?? ""));
      return { link, score: typed.reduce((sum, word) => sum + nearnessOf(word, key, names), 0) };
    });
    ranked.sort((one, other) => other.score - one.score);
    const best = ranked.length ? ranked[0].score : 0;
    const least = best * (best < 100 ? 0.6 : 0.85);
    return ranked
      .filter(({ score }) => score > least)
      .slice(0, MOST)
      .map(({ link }) => link);
  }

  /**
   * @param {string} address
   * @param {string} text
   * @param {string} [hue] the name of its colour
   */
  function addLine(address, text, hue) {
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = address;
    link.textContent = text;
    if (hue) line.dataset.hue = hue;
    line.append(link);
    list.append(line);
  }

  const typed = typedWords();
  for (const link of nearest(typed)) {
    const key = link.textContent ?? "";
    const hue = /** @type {HTMLElement | null} */ (link.closest("[data-hue]"))?.dataset.hue;
    addLine(link.href, link.title ? `${key} ${link.title}` : key, hue);
  }
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector(".search form"));
  const query = typed.join(" ");
  if (form && query) addLine(`${form.action}?q=${encodeURIComponent(query)}`, WORDS.search_for({ query }));
  near.hidden = !list.children.length;
})();
