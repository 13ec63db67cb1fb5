// What pages weigh and ask for, compressed as the host does it.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { visit } from "../tests/browser/site.mjs";

const FIRST_FLIGHT = 14_600,
  FIRST_LOAD = 20 * 1024,
  REQUESTS = 3,
  SCRIPT_BEFORE = 5_000,
  SCRIPT_IN_ALL = 15_000;

const size = data => gzipSync(data).length;
const most = (list, value) => list.reduce((a, b) => (value(b) > value(a) ? b : a));

export async function budgets({ site, minified }) {
  const pages = [];
  for (const { route, path } of site.pages) {
    const html = readFileSync(join(minified, path), "utf8");
    const blocking = [
      ...html.matchAll(
        /<script(?=[^>]* src)(?![^>]* (?:defer|async|type="?module))[^>]*>|<link(?=[^>]* rel="?stylesheet)[^>]*>/g,
      ),
    ].map(tag => tag[0]);
    const elements = html.match(/<[a-z]/g).length;
    pages.push({
      route,
      bytes: size(html),
      blocking,
      elements,
      ...(await firstLoad(
        site,
        route,
        html,
        site.kinds.some(kind => kind.route === route),
      )),
    });
  }
  const search = await searchScript(site);
  const over = (what, limit, value, tell = () => "") => {
    const top = most(pages, value);
    return {
      what,
      measured: `${value(top)} (${top.route || "home"})`,
      limit,
      faults: pages.filter(page => value(page) > limit).map(page => `${page.route}: ${value(page)} ${tell(page)}`),
    };
  };
  return [
    over("HTML and what blocks rendering, bytes gzip, most", FIRST_FLIGHT, page => page.bytes),
    over("render-blocking requests, most", 0, page => page.blocking.length),
    over(
      "first load, requests, most",
      REQUESTS,
      page => page.asked.length,
      page => page.asked.join(" "),
    ),
    over("first load, bytes, most", FIRST_LOAD, page => page.loaded),
    over("script before the first key, bytes gzip, most", SCRIPT_BEFORE, page => page.script),
    {
      what: "script in all after a search, bytes gzip",
      measured: search,
      limit: SCRIPT_IN_ALL,
      faults: search > SCRIPT_IN_ALL ? [String(search)] : [],
    },
    over("elements of a page, most", 1_400, page => page.elements),
    {
      what: "search index or another host on first load",
      measured: pages.filter(page => page.early.length).length,
      limit: 0,
      faults: pages.flatMap(page => page.early.map(address => `${page.route}: ${address}`)),
    },
  ];
}

/** The bytes of the scripts that stand in a page; data in script elements is not script. */
function inlineScript(html) {
  return [...html.matchAll(/<script(?![^>]* src)([^>]*)>([^]*?)<\/script>/g)]
    .filter(([, attributes]) => !/speculationrules|json/.test(attributes))
    .reduce((sum, [, , text]) => sum + size(text), 0);
}

/** A visit with nothing kept. On one page of each kind it is watched until nothing
 * more is asked for, on the others until it is loaded. */
async function firstLoad(site, route, html, long) {
  const other = [];
  site.requests.length = 0;
  await visit("", async page => {
    page.on("request", request => {
      if (!request.url().startsWith(site.base)) other.push(request.url());
    });
    await page.goto(site.base + route, { waitUntil: long ? "networkidle" : "load" });
  });
  // The icon is the browser's own errand, and it keeps it for the whole site.
  const asked = site.requests.filter(({ path }) => !/favicon/.test(path)),
    scripts = asked.filter(({ path }) => path.endsWith(".js"));
  const sum = list => list.reduce((total, { bytes }) => total + bytes, 0);
  return {
    asked: asked.map(({ path }) => path),
    loaded: sum(asked),
    script: sum(scripts) + inlineScript(html),
    early: [...other, ...asked.filter(({ path }) => /search-index/.test(path)).map(({ path }) => path)],
  };
}

/** All scripts after a search on a page of a code; the index is data. */
async function searchScript(site) {
  const route = "404/";
  site.requests.length = 0;
  let html = "";
  await visit(site.base + route, async page => {
    html = await (await page.request.get(site.base + route)).text();
    await page.keyboard.press("/");
    await page.keyboard.type("teapot");
    await page.locator("[role=option]").first().waitFor();
  });
  return (
    inlineScript(html) +
    site.requests
      .filter(({ path }) => path.endsWith(".js") && !/search-index/.test(path))
      .reduce((sum, { bytes }) => sum + bytes, 0)
  );
}
