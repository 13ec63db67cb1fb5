// What other programs read: the policy, canonical addresses, sitemap, robots, feed,
// manifest, OpenSearch, JSON-LD, OpenGraph.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { visit } from "../tests/browser/site.mjs";

const row = (what, measured, faults) => ({ what, measured, limit: "no fault", faults });

export async function metadata({ site, minified }) {
  const read = path => (existsSync(join(minified, path)) ? readFileSync(join(minified, path), "utf8") : "");
  const robots = read("robots.txt"),
    heads = [];
  const base = /Sitemap: (.*)sitemap\.xml/.exec(robots)?.[1] ?? "";
  const inside = address =>
    existsSync(
      join(
        minified,
        decodeURI(address.startsWith(base) ? address.slice(base.length) : address.slice(site.base.length)),
      ),
    );
  let xml = [];
  await visit("", async page => {
    for (const { route } of site.pages) {
      await page.goto(site.base + route, { waitUntil: "domcontentloaded" });
      heads.push({ route, ...(await page.evaluate(readHead)) });
    }
    const files = {
      "sitemap.xml": "urlset > url > loc",
      "opensearch.xml": "OpenSearchDescription > Url[template*='{searchTerms}']",
    };
    const feed = heads[0].links.find(link => link.type === "application/atom+xml")?.href;
    if (feed) files[feed.slice(site.base.length)] = "feed > entry > updated";
    xml = await page.evaluate(
      readXml,
      Object.entries(files).map(([path, selector]) => [path, selector, read(path)]),
    );
  });
  const shown = heads.filter(({ route }) => route !== "404.html"),
    each = check =>
      shown.flatMap(head =>
        [check(head)]
          .flat()
          .filter(Boolean)
          .map(fault => `${head.route || "home"}: ${fault}`),
      );
  const canonical = new Set(shown.map(head => head.canonical)),
    sitemap = new Set([...read("sitemap.xml").matchAll(/<loc>(.*?)<\/loc>/g)].map(found => found[1]));
  return [
    row(
      "policy: present, first, by hashes only",
      `${heads.filter(head => head.policy).length} of ${heads.length}`,
      heads.flatMap(head => policyFaults(head).map(fault => `${head.route}: ${fault}`)),
    ),
    row(
      "canonical address",
      `${canonical.size} of ${shown.length}`,
      each(head => head.canonical !== base + head.route && `${head.canonical} is not its own address`),
    ),
    row(
      "sitemap: exactly the canonical pages",
      sitemap.size,
      [...new Set([...canonical, ...sitemap])].filter(address => !canonical.has(address) || !sitemap.has(address)),
    ),
    row("robots", robots ? "there" : "none", base ? [] : ["robots.txt names no sitemap"]),
    row("sitemap, feed, OpenSearch: well formed", xml.filter(file => file.count).length, [
      ...xml.filter(file => file.fault).map(file => `${file.path}: ${file.fault}`),
      ...(xml.length === 3 ? [] : ["no page names a feed"]),
    ]),
    row(
      "feed, manifest, OpenSearch, icon linked and there",
      "",
      each(head =>
        ["application/atom+xml", "application/opensearchdescription+xml", "manifest", "icon"]
          .filter(kind => !head.links.some(link => (link.type === kind || link.rel === kind) && inside(link.href)))
          .map(kind => `no ${kind}`),
      ),
    ),
    row(
      "manifest",
      "",
      manifestFaults(read, path => existsSync(join(minified, path))),
    ),
    row(
      "every linked file exists",
      shown.reduce((sum, head) => sum + head.links.length, 0),
      each(head =>
        head.links
          .filter(
            link =>
              link.rel !== "canonical" &&
              link.href.startsWith(site.base) &&
              !link.href.endsWith("/") &&
              !inside(link.href),
          )
          .map(link => link.href),
      ),
    ),
    row(
      "JSON-LD",
      shown.filter(head => head.data.length).length,
      each(head => dataFaults(head.data)),
    ),
    row(
      "OpenGraph, with an image",
      shown.filter(head => head.graph["og:image"]).length,
      each(head => graphFaults(head, base, minified)),
    ),
    row(
      "title and description: there, each its own",
      new Set(shown.map(head => head.title)).size,
      each(head => [
        shown.filter(other => other.title === head.title).length > 1 && `title "${head.title}" stands twice`,
        !head.description && "no description",
        head.lang !== "en" && "no language",
      ]),
    ),
    row(
      "llms.txt and a Markdown mirror",
      shown.filter(head => head.links.some(link => link.type === "text/markdown")).length,
      [
        ...(read("llms.txt") ? [] : ["no llms.txt"]),
        ...each(head => !head.links.some(link => link.type === "text/markdown" && inside(link.href)) && "no mirror"),
      ],
    ),
  ];
}

/** In the page. */
function readHead() {
  const content = selector => document.querySelector(selector)?.getAttribute("content") ?? "";
  return {
    title: document.title,
    lang: document.documentElement.lang,
    description: content("meta[name=description]"),
    canonical: document.querySelector("link[rel=canonical]")?.href ?? "",
    policy: content("meta[http-equiv='content-security-policy' i]"),
    policyAt: [...document.head.children].findIndex(
      element => element.httpEquiv?.toLowerCase() === "content-security-policy",
    ),
    charsetAt: [...document.head.children].findIndex(element => element.hasAttribute("charset")),
    inline:
      document.querySelectorAll("[style]").length +
      [...document.querySelectorAll("*")].filter(element =>
        [...element.attributes].some(({ name }) => name.startsWith("on")),
      ).length,
    links: [...document.querySelectorAll("head link")].map(({ rel, type, href }) => ({ rel, type, href })),
    graph: Object.fromEntries(
      [...document.querySelectorAll("meta[property^='og:']")].map(meta => [
        meta.getAttribute("property"),
        meta.content,
      ]),
    ),
    data: [...document.querySelectorAll("script[type='application/ld+json']")].map(script => script.textContent),
  };
}

/** In the page. */
function readXml(files) {
  return files.map(([path, selector, text]) => {
    const parsed = new DOMParser().parseFromString(text, "application/xml"),
      count = parsed.querySelectorAll(selector).length;
    return {
      path,
      count,
      fault: !text
        ? "not there"
        : parsed.querySelector("parsererror")
          ? "not well formed"
          : count
            ? ""
            : `nothing is ${selector}`,
    };
  });
}

function policyFaults({ policy, policyAt, charsetAt, inline }) {
  if (!policy) return ["none"];
  const faults = [];
  if (policyAt > 1 || policyAt - charsetAt > 1) faults.push(`is element ${policyAt} of head`);
  if (!/default-src 'none'/.test(policy)) faults.push("default-src is not 'none'");
  if (/unsafe-|\*|https?:/.test(policy)) faults.push(policy);
  if (inline) faults.push(`${inline} style or handler attributes`);
  return faults;
}

function manifestFaults(read, exists) {
  try {
    const manifest = JSON.parse(read("manifest.webmanifest"));
    return [
      ...["name", "start_url", "display", "icons"].filter(key => !manifest[key]).map(key => `no ${key}`),
      ...(manifest.icons ?? []).filter(icon => !exists(icon.src)).map(icon => `${icon.src} is not there`),
    ];
  } catch (error) {
    return [String(error)];
  }
}

function dataFaults(texts) {
  if (!texts.length) return ["none"];
  return texts.flatMap(text => {
    try {
      const data = JSON.parse(text);
      return data["@context"] === "https://schema.org" ? [] : ["its context is not schema.org"];
    } catch (error) {
      return [String(error)];
    }
  });
}

function graphFaults({ graph, canonical }, base, minified) {
  const faults = ["og:title", "og:description", "og:type", "og:url", "og:image"]
    .filter(name => !graph[name])
    .map(name => `no ${name}`);
  if (graph["og:url"] && graph["og:url"] !== canonical) faults.push("og:url is not the canonical address");
  const image = graph["og:image"],
    file = image?.startsWith(base) && join(minified, image.slice(base.length));
  if (image && !(file && existsSync(file))) faults.push(`${image} is not there`);
  else if (image && readFileSync(file).readUInt32BE(0) !== 0x89504e47) faults.push(`${image} is not a PNG`);
  return faults;
}
