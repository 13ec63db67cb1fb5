// The browser tests: `node tests/browser/all.mjs FOLDER`, where FOLDER holds the
// builds root/ (for `/`), repo/ (for `/repo/`), next/ (as repo/, one page changed) and
// large/ (for `/large/`, so many codes that the search index is in shards).

import { after } from "node:test";
import { finish } from "./site.mjs";

for (const part of ["pages", "search", "shards", "reading", "not-found", "offline"]) await import(`./${part}.test.mjs`);
after(finish);
