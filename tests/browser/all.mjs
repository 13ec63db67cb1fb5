// The browser tests: `node tests/browser/all.mjs FOLDER [PART...]`, where FOLDER holds the
// builds root/ (for `/`), repo/ (for `/repo/`), next/ (as repo/, one page changed),
// large/ (for `/large/`, so many codes that the search index is in shards) and keys/ (for
// `/keys/`, whose keys are words), visited/ and visited-next/ (for `/visited/`, of which browsers
// keep a part), and STATUARY in the environment names the program.

import { after } from "node:test";
import { finish } from "./site.mjs";

const parts = process.argv.slice(3);
for (const part of parts.length
  ? parts
  : ["pages", "layout", "search", "shards", "reading", "not-found", "offline", "preview", "generic"])
  await import(`./${part}.test.mjs`);
after(finish);
