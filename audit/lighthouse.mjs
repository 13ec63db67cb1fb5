// Lighthouse, mobile, for the pages that people meet first.

import { createServer } from "node:net";
import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { packages } from "../tests/browser/modules.mjs";
import { listening } from "../tests/browser/site.mjs";

const require = packages(dirname(fileURLToPath(import.meta.url)));

const PAGES = {
  home: "",
  "a code": "404/",
  "a class": "4xx/",
  "the matrix": "matrix/",
  search: "search/",
  "the quick reference": "quick-reference/",
};
const FULL = 1,
  LCP = 900,
  TBT = 50,
  CLS = 0;

async function freePort() {
  const server = createServer();
  await new Promise(done => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise(done => server.close(done));
  return port;
}

/** The median of three runs: one run says as much of the machine as of the page. */
const median = values => [...values].sort((a, b) => a - b)[1];

export async function lighthouse({ site }) {
  const run = (await import(pathToFileURL(require.resolve("lighthouse")).href)).default;
  const port = await freePort(),
    browser = await listening(port),
    rows = [];
  for (const [page, route] of Object.entries(PAGES)) {
    const runs = [];
    for (let times = 0; times < 3; times++) {
      const { lhr } = await run(site.base + route, {
        port,
        logLevel: "silent",
        output: "json",
        onlyCategories: ["performance", "accessibility", "best-practices", "seo"],
      });
      runs.push(lhr);
    }
    const scores = Object.keys(runs[0].categories).map(name => median(runs.map(run => run.categories[name].score)));
    const [lcp, tbt, cls] = ["largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"].map(id =>
      median(runs.map(run => run.audits[id].numericValue)),
    );
    const { audits, categories } = runs[0];
    const failed = Object.values(categories)
      .flatMap(({ auditRefs }) => auditRefs)
      .map(({ id, weight }) => ({ weight, ...audits[id] }))
      .filter(({ weight, score }) => weight && score !== null && score < 1)
      .map(
        ({ id, title, displayValue, details }) =>
          `${id}: ${displayValue ?? title} ${JSON.stringify(details?.items?.[0] ?? "").slice(0, 200)}`,
      );
    const faults = scores.some(score => score < FULL)
      ? [`${scores.map(score => Math.round(score * 100)).join(" ")}; ${failed.join("; ")}`]
      : [];
    if (lcp > LCP) faults.push(`LCP ${Math.round(lcp)} ms`);
    if (tbt > TBT) faults.push(`TBT ${Math.round(tbt)} ms`);
    if (cls > CLS) faults.push(`CLS ${cls.toFixed(4)}`);
    const hundredths = scores.map(score => Math.round(score * 100)).join(" ");
    rows.push({
      what: `Lighthouse mobile, ${page}: performance, accessibility, practices, SEO; LCP, TBT, CLS`,
      measured: `${hundredths}; ${Math.round(lcp)} ms, ${Math.round(tbt)} ms, ${cls.toFixed(3)}`,
      limit: `100 ×4; ${LCP}, ${TBT}, ${CLS}`,
      faults,
    });
  }
  await browser.close();
  return rows;
}
