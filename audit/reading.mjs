// How pages are read: axe on every page, reflow, large text, wide spacing, forced
// colours, the length of lines.

import { PHONE, WIDE, axeFaults, sideways, visit } from "../tests/browser/site.mjs";

const name = route => route || "home";

/** Goes through pages in one tab and gathers what a look at each finds. */
async function through(site, pages, look, options) {
  const found = [];
  await visit("", async page => {
    for (const { route } of pages) {
      await page.goto(site.base + route);
      found.push(...(await look(page)).map(fault => `${name(route)}: ${fault}`));
    }
    found.push(...page.faults.filter(fault => !/status of 404/.test(fault)));
  }, options);
  return found;
}

const row = (what, faults) => ({ what, measured: faults.length, limit: 0, faults });

export async function access({ site }) {
  const rows = [];
  for (const colorScheme of ["light", "dark"]) {
    // One tab for each width.
    const widths = [["wide", WIDE], ["360 px", PHONE]];
    const found = await Promise.all(widths.map(([, viewport]) => through(site, site.pages, page => axeFaults(page), { colorScheme, viewport })));
    widths.forEach(([width], at) => rows.push(row(`axe A, AA and best practice, every page, ${colorScheme}, ${width}`, found[at])));
  }
  rows.push(row("axe, each kind of page, forced colours", await through(site, site.kinds, page => axeFaults(page, { forcedColors: true }), { forcedColors: "active" })));
  return rows;
}

export async function reflow({ site }) {
  const at = (width, height) => ({ viewport: { width, height } });
  const spaced = async page => {
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }");
      document.adoptedStyleSheets.push(sheet);
    });
    return [...await sideways(page), ...await cut(page)];
  };
  const large = async page => {
    const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.querySelector("main .lead, main p")).fontSize));
    const before = await size();
    await page.evaluate(() => { const root = document.documentElement; root.style.fontSize = `${parseFloat(getComputedStyle(root).fontSize) * 2}px`; });
    const after = await size();
    return [...await sideways(page), ...await cut(page), ...(after < before * 1.9 ? [`text grows from ${before} to ${after} px only`] : [])];
  };
  return [
    row("sideways at 320 px (400 %), every page", await through(site, site.pages, sideways, at(320, 256))),
    row("sideways at 640 px (200 %), every page", await through(site, site.pages, sideways, at(640, 512))),
    row("text at 200 %, each kind of page", await through(site, site.kinds, large, at(1280, 900))),
    row("text at 200 % on a phone, each kind of page", await through(site, site.kinds, large, at(360, 740))),
    row("WCAG text spacing, each kind of page", await through(site, site.kinds, spaced, at(1280, 900))),
    row("WCAG text spacing on a phone, each kind of page", await through(site, site.kinds, spaced, at(360, 740))),
    row("lines over 80 characters, every page", await through(site, site.pages, longLines, at(1280, 900))),
  ];
}

/** Text that a box cuts off, to the side or below. */
const cut = page => page.evaluate(() => [...document.body.querySelectorAll("*")].filter(element => {
  const { clip, clipPath } = getComputedStyle(element), box = element.getBoundingClientRect();
  const words = [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
  if (!words || box.width < 4 || clip !== "auto" || clipPath !== "none" || !element.checkVisibility()) return false;
  for (let outer = element.parentElement; outer && outer !== document.body; outer = outer.parentElement) {
    const { overflowX, overflowY, clipPath } = getComputedStyle(outer), edge = outer.getBoundingClientRect();
    // What scrolls, or is out of sight on purpose, cuts nothing off.
    if (/auto|scroll/.test(overflowX + overflowY) || clipPath !== "none") return false;
    if (/hidden|clip/.test(overflowX) && (box.right > edge.right + 1 || box.left < edge.left - 1)) return true;
    if (/hidden|clip/.test(overflowY) && box.bottom > edge.bottom + 1) return true;
  }
  return false;
}).slice(0, 3).map(element => `cut off: ${element.outerHTML.slice(0, 80)}`));

/** Paragraphs whose full lines hold more than 80 characters. */
const longLines = page => page.evaluate(() => [...document.querySelectorAll("main :is(p, dd, li)")].filter(block => !block.querySelector("p, ul, ol, dl, pre, table")).flatMap(block => {
  const text = document.createTreeWalker(block, NodeFilter.SHOW_TEXT), lines = new Map(), range = document.createRange();
  if (!block.checkVisibility() || block.innerText.length < 160) return [];
  for (let node = text.nextNode(); node; node = text.nextNode()) {
    for (const { index, 0: word } of node.data.matchAll(/\S+\s*/g)) {
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const box = range.getClientRects()[0];
      if (box) lines.set(Math.round(box.bottom / 8), (lines.get(Math.round(box.bottom / 8)) ?? 0) + word.length);
    }
  }
  const longest = Math.max(...lines.values());
  return longest > 82 ? [`${longest} characters: ${block.innerText.slice(0, 50)}`] : [];
}).slice(0, 2));
