// The browser tests: `node tests/browser/all.mjs FOLDER`, where FOLDER holds the
// builds root/ (for `/`), repo/ (for `/repo/`) and next/ (as repo/, one page changed).

import { after } from "node:test";
import { finish } from "./site.mjs";

for (const part of ["pages", "search", "reading", "not-found", "offline"]) await import(`./${part}.test.mjs`);
after(finish);
