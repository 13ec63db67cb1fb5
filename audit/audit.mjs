// How good the built site is: `node audit/audit.mjs FOLDER`, where FOLDER holds two
// builds for `/repo/`: minified/ as it is published, and rendered/ as the templates
// print it. Prints one table, then the faults; ends with 1 if there are any.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { finish, place } from "../tests/browser/site.mjs";
import { budgets } from "./budgets.mjs";
import { lighthouse } from "./lighthouse.mjs";
import { metadata } from "./metadata.mjs";
import { access, reflow } from "./reading.mjs";
import { htmlValidate, nu } from "./html.mjs";
import { search } from "./search.mjs";

const [folder, ...only] = process.argv.slice(2);
const PARTS = { nu, htmlValidate, budgets, metadata, access, reflow, search, lighthouse };
/** More faults than these are counted, not told. */
const TOLD = 12;

const unknown = only.filter(name => !(name in PARTS));
if (unknown.length) {
  console.error(`error: the audit has no part "${unknown[0]}"; its parts are ${Object.keys(PARTS).join(", ")}`);
  process.exit(2);
}

const [minified, rendered] = [join(folder, "minified"), join(folder, "rendered")];
if (![minified, rendered].every(existsSync)) throw new Error(`no builds in ${folder}`);
const site = await place(minified, "/repo/");
const rows = [];
for (const [name, part] of Object.entries(PARTS)) {
  if (only.length && !only.includes(name)) continue;
  process.stderr.write(`${name}…\n`);
  rows.push(...(await part({ site, minified, rendered })));
}
await finish();

const table = [
  ["what", "measured", "limit", ""],
  ...rows.map(({ what, measured, limit, faults }) => [
    what,
    String(measured),
    String(limit),
    faults.length ? "FAULT" : "ok",
  ]),
];
const widths = table[0].map((_, column) => Math.max(...table.map(row => row[column].length)));
for (const row of table)
  console.log(
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join("  ")
      .trimEnd(),
  );
for (const { what, faults } of rows.filter(row => row.faults.length)) {
  console.log(`\n${what}: ${faults.length}`);
  for (const fault of faults.slice(0, TOLD)) console.log(`  ${fault}`);
  if (faults.length > TOLD) console.log(`  and ${faults.length - TOLD} more`);
}
process.exitCode = rows.some(row => row.faults.length) ? 1 : 0;
