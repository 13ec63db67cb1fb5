// The built site in a browser: its pages, a server for each place it may lie at,
// and pages that remember everything that went wrong on them.

import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { test as plain } from "node:test";
import { fileURLToPath } from "node:url";
import { USUAL, wearAlways } from "./faces.mjs";
import { chromium, packages } from "./modules.mjs";
import { serve } from "./server.mjs";

const require = packages(dirname(fileURLToPath(import.meta.url)));
const playwright = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

export const WIDE = { width: 1280, height: 900 },
  PHONE = { width: 360, height: 740 };

/** How long a condition is waited for, and a test. No outcome hangs on either: they only
 * end what would never end, also on a machine that does ten other things. */
const WAIT = 3 * 60_000,
  TEST = 30 * 60_000;

const browser = await playwright.chromium.launch({ executablePath: chromium(), timeout: WAIT });
const servers = [];

/** A test that ends, whatever the browser does. */
export const test = (name, work) => plain(name, { timeout: TEST }, work);

/** Serves a build, and knows its pages: `{route, kind}`, the not-found page among them. */
export async function place(folder, prefix) {
  const site = await serve(folder, prefix);
  servers.push(site);
  site.pages = pagesOf(folder);
  site.kinds = [...new Map(site.pages.map(page => [page.kind, page])).values()];
  return site;
}

export async function finish() {
  await browser.close();
  for (const server of servers) server.close();
}

/** A browser of its own that listens to other programs at a port. */
export const listening = port =>
  playwright.chromium.launch({ executablePath: chromium(), timeout: WAIT, args: [`--remote-debugging-port=${port}`] });

function pagesOf(folder) {
  const pages = [];
  // The folder of a page may be called as a file.
  for (const path of readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll("\\", "/"))
    .sort()) {
    const kind =
      path.endsWith(".html") && /<body[^>]* data-kind="?([\w-]+)/.exec(readFileSync(join(folder, path), "utf8"));
    if (kind) pages.push({ route: path.replace(/(^|\/)index\.html$/, "$1"), kind: kind[1], path });
  }
  return pages;
}

/** Types into the search box and goes to the first page that it offers. */
export async function choose(page, words) {
  await page.keyboard.press("/");
  await page.keyboard.type(words);
  await page.locator("[role=option]").first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
}

/** Opens an address in a browser of its own, does the work, and gives what went
 * wrong: words on the console, errors, violations of the policy, failed requests.
 * Pages that load scripts after the first paint are waited for, unless `hasty`. Text
 * is in a face of our own, so that nothing hangs on the fonts of a machine. */
export async function visit(address, work = () => {}, { hasty = false, face = USUAL, ...options } = {}) {
  const context = await browser.newContext({
    viewport: WIDE,
    serviceWorkers: "block",
    reducedMotion: "reduce",
    ...options,
  });
  context.setDefaultTimeout(WAIT);
  try {
    const page = await context.newPage();
    page.faults = [];
    if (options.javaScriptEnabled !== false) await wearAlways(page, face);
    if (!hasty && options.javaScriptEnabled !== false) {
      const goto = page.goto.bind(page);
      page.goto = async (...to) => {
        const response = await goto(...to);
        await ready(page);
        return response;
      };
    }
    page.on("console", message => {
      // What the test itself does to pages that it wants to see without a worker.
      if (!/Service Worker registration blocked/.test(message.text())) page.faults.push(`console: ${message.text()}`);
    });
    page.on("pageerror", error => page.faults.push(`error: ${error.message}`));
    page.on("requestfailed", request => {
      // A browser drops the icon's request when it is led on.
      if (!/favicon/.test(request.url())) page.faults.push(`failed: ${request.url()} ${request.failure()?.errorText}`);
    });
    await page.addInitScript(() => {
      addEventListener("securitypolicyviolation", event =>
        console.log(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
      );
    });
    if (address) await page.goto(address);
    await work(page, context);
    return page.faults;
  } finally {
    await context.close();
  }
}

/** Waits until the scripts that come after the first paint have run. */
export const ready = page => page.waitForFunction(() => document.documentElement.dataset.script !== "");

/** What axe finds on a page: `rule: element`, one for each element; of level AAA the
 * contrast alone. In forced colours it reads the colours that are not used, so contrast
 * is set aside there. */
export async function axeFaults(page, { forcedColors = false } = {}) {
  await page.evaluate(`${axe};0`);
  const { violations } = await page.evaluate(
    contrast =>
      window.axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        resultTypes: ["violations"],
        rules: { "color-contrast": { enabled: contrast }, "color-contrast-enhanced": { enabled: contrast } },
      }),
    !forcedColors,
  );
  return violations.flatMap(rule =>
    rule.nodes.map(node => `${rule.id}: ${node.target.join(" ")} ${node.failureSummary?.split("\n")[1]?.trim() ?? ""}`),
  );
}

/** What lies beyond the right edge: the page itself, or words that no scrolling box
 * inside the page holds. A box that cuts them off is no excuse. */
export const sideways = page =>
  page.evaluate(() => {
    const root = document.documentElement,
      edge = root.clientWidth + 1;
    const boxed = element => {
      for (let box = element.parentElement; box && box !== document.body; box = box.parentElement)
        if (/auto|scroll/.test(getComputedStyle(box).overflowX)) return true;
      return false;
    };
    const out = [...document.body.querySelectorAll("*")].filter(element => {
      const { right, width, height } = element.getBoundingClientRect();
      const words = [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
      return words && right > edge && width > 1 && height > 1 && !boxed(element);
    });
    const name = element =>
      element.tagName.toLowerCase() +
      (element.className?.length ? `.${element.className}` : "") +
      (element.id ? `#${element.id}` : "");
    const wide =
      document.scrollingElement.scrollWidth > edge - 1
        ? [`the page is ${document.scrollingElement.scrollWidth} wide`]
        : [];
    return [...wide, ...out.slice(0, 3).map(name)];
  });

/** Keys and words of headings that stand on two lines. A word of a heading may break at a
 * sign such as a hyphen; a key breaks where its page lets it, behind a sign, which parts the text. */
export const torn = page =>
  page.evaluate(() => {
    const range = document.createRange();
    const lines = (node, from, to) => {
      range.setStart(node, from);
      range.setEnd(node, to);
      return new Set([...range.getClientRects()].filter(box => box.width > 0).map(box => Math.round(box.top))).size;
    };
    const faults = new Set();
    for (const [places, words] of [
      [".number, .code-link b, .badge b, .matrix td > a", /\S+/g],
      ["h1, h2, h3, dt, th, .badge", /\p{L}+/gu],
    ]) {
      for (const place of document.querySelectorAll(places)) {
        if (!place.checkVisibility()) continue;
        const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
        for (let node = texts.nextNode(); node; node = texts.nextNode()) {
          if (node.parentElement.closest("code")) continue;
          for (const { index, 0: word } of node.data.matchAll(words))
            if (lines(node, index, index + word.length) > 1) faults.add(`torn: ${word}`);
        }
      }
    }
    return [...faults];
  });

/** Text that a box cuts off, to the side or below. */
export const cut = page =>
  page.evaluate(() =>
    [...document.body.querySelectorAll("*")]
      .filter(element => {
        const { clip, clipPath } = getComputedStyle(element),
          box = element.getBoundingClientRect();
        const words = [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
        if (!words || box.width < 4 || clip !== "auto" || clipPath !== "none" || !element.checkVisibility())
          return false;
        for (let outer = element.parentElement; outer && outer !== document.body; outer = outer.parentElement) {
          const { overflowX, overflowY, clipPath } = getComputedStyle(outer),
            edge = outer.getBoundingClientRect();
          // What scrolls, or is out of sight on purpose, cuts nothing off.
          if (/auto|scroll/.test(overflowX + overflowY) || clipPath !== "none") return false;
          if (/hidden|clip/.test(overflowX) && (box.right > edge.right + 1 || box.left < edge.left - 1)) return true;
          if (/hidden|clip/.test(overflowY) && box.bottom > edge.bottom + 1) return true;
        }
        return false;
      })
      .slice(0, 3)
      .map(element => `cut off: ${element.outerHTML.slice(0, 80)}`),
  );

/** Waits until the browser has nothing more to do for a page. */
export const idle = page => page.evaluate(() => new Promise(done => requestIdleCallback(() => done(null))));

/** Waits until a table that a script watches has been looked at again. */
const settled = page =>
  page.evaluate(
    () =>
      document.querySelector("[data-fits]") &&
      new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))),
  );

/** What goes wrong with the spacing that WCAG 1.4.12 asks a page to bear. */
export async function spaced(page) {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      `* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
       p { margin-block-end: 2em !important }`,
    );
    document.adoptedStyleSheets.push(sheet);
  });
  await settled(page);
  const faults = [...(await sideways(page)), ...(await cut(page))];
  await page.evaluate(() => {
    document.adoptedStyleSheets.pop();
  });
  return faults;
}

/** What goes wrong with text of twice the size; text that does not grow is wrong too. */
export async function large(page) {
  const size = () =>
    page.evaluate(() => parseFloat(getComputedStyle(document.querySelector("main .lead, main p")).fontSize));
  const before = await size();
  await page.evaluate(() => {
    const root = document.documentElement;
    root.style.fontSize = `${parseFloat(getComputedStyle(root).fontSize) * 2}px`;
  });
  const after = await size();
  await settled(page);
  const faults = [
    ...(await sideways(page)),
    ...(await cut(page)),
    ...(after < before * 1.9 ? [`text grows from ${before} to ${after} px only`] : []),
  ];
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "";
  });
  return faults;
}

/** Lines of more than 80 characters, a block's longest each. Only single lines of
 * headings and code are let go: they are not running text. */
export const longLines = page =>
  page.evaluate(() => {
    const range = document.createRange(),
      faults = [];
    const inline = element => /^(inline|contents)$/.test(getComputedStyle(element).display);
    const boxes = (node, from, to) => {
      range.setStart(node, from);
      range.setEnd(node, to);
      return [...range.getClientRects()];
    };
    for (const block of document.querySelectorAll("main *, footer p")) {
      if (block.closest("pre, svg, h1, h2, h3, h4, .unseen") || inline(block) || !block.checkVisibility()) continue;
      const lines = [],
        texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      const add = (node, from, to) => {
        const box = boxes(node, from, to)[0];
        if (!box) return;
        const middle = (box.top + box.bottom) / 2;
        let line = lines.find(line => Math.abs(line.middle - middle) < 7);
        if (!line) lines.push((line = { middle, text: "" }));
        line.text +=
          (node.data.slice(0, from).match(/\s$/) ?? "") +
          node.data.slice(from, to) +
          (node.data.slice(to).match(/^\s/) ?? "");
      };
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        let owner = node.parentElement;
        while (owner !== block && inline(owner)) owner = owner.parentElement;
        if (owner !== block) continue;
        for (const { index, 0: word } of node.data.matchAll(/\S+/g)) {
          // A word that is broken is counted by its letters.
          const whole = new Set(boxes(node, index, index + word.length).map(box => Math.round(box.top))).size < 2;
          if (whole) add(node, index, index + word.length);
          else for (let at = index; at < index + word.length; at++) add(node, at, at + 1);
        }
      }
      const longest = lines
        .map(line => line.text.replace(/\s+/g, " ").trim())
        .reduce((a, b) => (b.length > a.length ? b : a), "");
      if (longest.length > 80) faults.push(`${longest.length} characters: ${longest.slice(0, 60)}`);
    }
    return faults;
  });

/** What the main part says, without the controls, announcements and answers to what
 * was typed that only a script can give. */
export const textOf = page =>
  page.evaluate(() => {
    const main = document.querySelector("main").cloneNode(true);
    for (const extra of main.querySelectorAll(
      "button, select, input, template, script, [role=status], [role=listbox], [aria-live], .scripted, #near, #results",
    ))
      extra.remove();
    return main.textContent.replace(/\s+/g, " ").trim();
  });
