// The markup of every page: the Nu HTML checker, its CSS checker included, and
// html-validate with its recommended preset.

import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { missing, packages } from "../tests/browser/modules.mjs";
import { place } from "../tests/browser/site.mjs";

const require = packages(dirname(fileURLToPath(import.meta.url)));

/** What Nu does not know, though the standards have it: view transitions in CSS, and
 * that a policy is asked about scripts that run, not about data in script elements. */
const NOT_KNOWN_TO_NU = [/^CSS: .*(view-transition|nsition-group)/s, /^Inline script violates.*application\/ld\+json/s];
/** What the minifier decides: it changes how a page is written, not what it says. It
 * leaves out the type that a button has without it. Raw characters have two rules,
 * one for an ampersand before letters. */
const STYLE_OF_WRITING = [
  "attr-quotes",
  "doctype-style",
  "no-implicit-button-type",
  "no-raw-characters",
  "unrecognized-char-ref",
];

export async function nu({ site, rendered }) {
  if (spawnSync("java", ["-version"]).status !== 0)
    missing("java is needed for the Nu HTML checker: install a Java runtime, 11 or newer");
  const rows = [];
  for (const [name, served] of [
    ["as published", site],
    ["as rendered", await place(rendered, site.prefix)],
  ]) {
    // By address, since the policy speaks of the page's own host.
    const { messages } = JSON.parse(await checked(served.pages.map(({ route }) => served.base + route)));
    const told = messages.filter(
      ({ message, extract, type, subType }) =>
        (type !== "info" || subType === "warning") &&
        !NOT_KNOWN_TO_NU.some(known => known.test(`${message} ${extract}`)),
    );
    const faults = grouped(
      told.map(({ url, message, extract, lastLine }) => [
        message,
        `${url?.slice(served.base.length)}:${lastLine} ${extract?.slice(-80) ?? ""}`,
      ]),
    );
    rows.push({ what: `Nu, every page ${name}: errors and warnings`, measured: told.length, limit: 0, faults });
  }
  return rows;
}

/** What Nu says, as JSON. */
function checked(addresses) {
  const child = spawn("java", [
    "-Xss4m",
    "-Dnu.validator.servlet.allow-forbidden-hosts=true",
    "-jar",
    String(require("vnu-jar")),
    "--format",
    "json",
    "--exit-zero-always",
    ...addresses,
  ]);
  let told = "";
  child.stderr.setEncoding("utf8").on("data", text => {
    told += text;
  });
  return new Promise(done => child.on("close", () => done(told)));
}

export function htmlValidate({ site, minified, rendered }) {
  const { HtmlValidate } = require("html-validate");
  const off = Object.fromEntries(STYLE_OF_WRITING.map(rule => [rule, "off"]));
  return [
    ["as published", minified, off],
    ["as rendered", rendered, {}],
  ].map(([name, folder, rules]) => {
    const checker = new HtmlValidate({ root: true, extends: ["html-validate:recommended"], rules });
    const found = site.pages.flatMap(({ path }) => {
      const report = checker.validateStringSync(readFileSync(join(folder, path), "utf8"), path);
      return report.results.flatMap(result =>
        result.messages.map(({ ruleId, message, line, selector }) => [
          `${ruleId}: ${message}`,
          `${path}:${line} ${selector ?? ""}`,
        ]),
      );
    });
    return {
      what: `html-validate, every page ${name}: errors`,
      measured: found.length,
      limit: 0,
      faults: grouped(found),
    };
  });
}

/** One line for each thing said, with where it was said first and how often. */
function grouped(found) {
  const groups = new Map();
  for (const [text, place] of found) groups.set(text, [...(groups.get(text) ?? []), place]);
  return [...groups].map(([text, places]) => `${text} (${places.length} times, first ${places[0]})`);
}
