// On the not-found page: the codes that the address may have meant. They are read
// from the page's own list.
"use strict";

(() => {
  const near = /** @type {HTMLElement} */ (document.getElementById("near"));
  const list = /** @type {HTMLElement} */ (near.querySelector("ul"));
  const root = new URL(/** @type {HTMLAnchorElement} */ (document.querySelector(".brand")).href).pathname;
  const wordsOf = (/** @type {string} */ text) => text.toLowerCase().replace(/['’]/g, "").match(/[\p{L}\p{N}]+/gu) || [];
  let path = location.pathname;
  try { path = decodeURIComponent(path); } catch { /* A broken address is read as it stands. */ }
  if (path.startsWith(root)) path = path.slice(root.length);
  const typed = wordsOf(path.replace(/\.html?$/, "")).slice(0, 12);

  /** Whether one slip makes a word another: a sign wrong, missing, too much, or two swapped. @param {string} a @param {string} b */
  const slips = (a, b) => {
    let i = 0;
    while (i < a.length && a[i] === b[i]) i += 1;
    const [x, y] = [a.slice(i), b.slice(i)];
    return x.slice(1) === y.slice(1) || x.slice(1) === y || x === y.slice(1)
      || (x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2));
  };
  /** How near a link is to what was typed. @param {HTMLAnchorElement} link */
  const nearness = link => {
    const key = wordsOf(link.textContent || "")[0], names = wordsOf(link.title || link.textContent || "");
    let best = 0;
    for (const word of typed) {
      let score = 0;
      if (word === key) score = 100;
      else if (/^\d+$/.test(word)) {
        if (key.startsWith(word) || word.startsWith(key)) score = 60;
        else if (slips(word, key)) score = 50 - Math.abs(Number(word) - Number(key)) / 10;
      } else if (word.length > 2) {
        const name = names.find(name => name.startsWith(word) || (word.length > 3 && slips(name, word)));
        if (name) score = 70 + (10 * word.length) / name.length;
        else if (names.join("").includes(word)) score = 80;
      }
      best += score;
    }
    return best;
  };
  const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll("#table a")]);
  const ranked = links.map(link => ({ link, score: nearness(link) })).filter(one => one.score > 0)
    .sort((a, b) => b.score - a.score);
  // What is much less near than the best would only be in the way.
  const least = ranked.length ? ranked[0].score * (ranked[0].score < 100 ? 0.6 : 0.85) : 0;
  const found = ranked.filter(one => one.score > least).slice(0, 5).map(one => one.link);
  /** @param {string} href @param {string} text @param {string} [group] */
  const item = (href, text, group) => {
    const line = document.createElement("li"), link = document.createElement("a");
    link.href = href;
    link.textContent = text;
    if (group) line.dataset.class = group;
    line.append(link);
    list.append(line);
  };
  for (const link of found) item(link.href, link.title ? `${link.textContent} ${link.title}` : link.textContent || "", link.textContent || "");
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector(".search form"));
  const query = typed.join(" ");
  if (form && query) item(`${form.action}?q=${encodeURIComponent(query)}`, `Search for \u201c${query}\u201d`);
  near.hidden = !list.children.length;
})();
