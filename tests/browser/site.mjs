// The built site in a browser: its pages, a server for each place it may lie at,
// and pages that remember everything that went wrong on them.

import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { test as plain } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium, packages } from "./modules.mjs";
import { serve } from "./server.mjs";

const require = packages(dirname(fileURLToPath(import.meta.url)));
const playwright = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

export const WIDE = { width: 1280, height: 900 }, PHONE = { width: 360, height: 740 };

const browser = await playwright.chromium.launch({ executablePath: chromium() });
const servers = [];

/** A test that ends, whatever the browser does. */
export const test = (name, work) => plain(name, { timeout: 300_000 }, work);

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
export const listening = port => playwright.chromium.launch({ executablePath: chromium(), args: [`--remote-debugging-port=${port}`] });

function pagesOf(folder) {
  const pages = [];
  for (const path of readdirSync(folder, { recursive: true }).map(path => path.replaceAll("\\", "/")).sort()) {
    const kind = path.endsWith(".html") && /<body[^>]* data-kind="?([\w-]+)/.exec(readFileSync(join(folder, path), "utf8"));
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
 * wrong: words on the console, errors, violations of the policy, failed requests. */
export async function visit(address, work = () => {}, options = {}) {
  const context = await browser.newContext({ viewport: WIDE, serviceWorkers: "block", reducedMotion: "reduce", ...options });
  try {
    const page = await context.newPage();
    page.faults = [];
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
      addEventListener("securitypolicyviolation", event => console.log(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
    });
    if (address) await page.goto(address);
    await work(page, context);
    return page.faults;
  } finally {
    await context.close();
  }
}

/** What axe finds on a page: `rule: element`, one for each element. In forced colours
 * it reads the colours that are not used, so contrast is set aside there. */
export async function axeFaults(page, { forcedColors = false } = {}) {
  await page.evaluate(`${axe};0`);
  const { violations } = await page.evaluate(contrast => window.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"],
    rules: { "color-contrast": { enabled: contrast } },
  }), !forcedColors);
  return violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(" ")} ${node.failureSummary?.split("\n")[1]?.trim() ?? ""}`));
}

/** What lies beyond the right edge: the page itself, or words that no scrolling box
 * inside the page holds. A box that cuts them off is no excuse. */
export const sideways = page => page.evaluate(() => {
  const root = document.documentElement, edge = root.clientWidth + 1;
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
  const name = element => element.tagName.toLowerCase() + (element.className?.length ? `.${element.className}` : "") + (element.id ? `#${element.id}` : "");
  const wide = document.scrollingElement.scrollWidth > edge - 1 ? [`the page is ${document.scrollingElement.scrollWidth} wide`] : [];
  return [...wide, ...out.slice(0, 3).map(name)];
});

/** What the main part says, without the controls, announcements and answers to what
 * was typed that only a script can give. */
export const textOf = page => page.evaluate(() => {
  const main = document.querySelector("main").cloneNode(true);
  for (const extra of main.querySelectorAll("button, select, input, template, script, [role=status], [role=listbox], [aria-live], .scripted, #near, #results")) extra.remove();
  return main.textContent.replace(/\s+/g, " ").trim();
});
