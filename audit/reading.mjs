// How pages are read: axe on every page, reflow, large text, wide spacing, forced
// colours, the length of lines.

import { PHONE, WIDE, axeFaults, large, longLines, sideways, spaced, visit } from "../tests/browser/site.mjs";

const name = route => route || "home";

/** Goes through pages in one tab and gathers what a look at each finds. */
async function through(site, pages, look, options) {
  const found = [];
  await visit(
    "",
    async page => {
      for (const { route } of pages) {
        await page.goto(site.base + route);
        found.push(...(await look(page)).map(fault => `${name(route)}: ${fault}`));
      }
      found.push(...page.faults.filter(fault => !/status of 404/.test(fault)));
    },
    options,
  );
  return found;
}

const row = (what, faults) => ({ what, measured: faults.length, limit: 0, faults });

export async function access({ site }) {
  const rows = [];
  for (const colorScheme of ["light", "dark"]) {
    // One tab for each width.
    const widths = [
      ["wide", WIDE],
      ["360 px", PHONE],
    ];
    const found = await Promise.all(
      widths.map(([, viewport]) => through(site, site.pages, page => axeFaults(page), { colorScheme, viewport })),
    );
    widths.forEach(([width], at) =>
      rows.push(row(`axe A, AA and best practice, every page, ${colorScheme}, ${width}`, found[at])),
    );
  }
  rows.push(
    row(
      "axe, each kind of page, forced colours",
      await through(site, site.kinds, page => axeFaults(page, { forcedColors: true }), { forcedColors: "active" }),
    ),
  );
  return rows;
}

export async function reflow({ site }) {
  const at = (width, height) => ({ viewport: { width, height } });
  return [
    row("sideways at 320 px (400 %), every page", await through(site, site.pages, sideways, at(320, 256))),
    row("sideways at 640 px (200 %), every page", await through(site, site.pages, sideways, at(640, 512))),
    row("text at 200 %, every page", await through(site, site.pages, large, at(1280, 900))),
    row("text at 200 % on a phone, every page", await through(site, site.pages, large, at(360, 740))),
    row("WCAG text spacing, every page", await through(site, site.pages, spaced, at(1280, 900))),
    row("WCAG text spacing on a phone, every page", await through(site, site.pages, spaced, at(360, 740))),
    row("lines over 80 characters, every page", await through(site, site.pages, longLines, at(1280, 900))),
  ];
}
