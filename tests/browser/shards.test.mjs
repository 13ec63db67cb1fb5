// Search on a site whose index is in parts: the same to the reader, and little of it
// is fetched.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { FOLDER } from "./places.mjs";
import { choose, place, test, visit } from "./site.mjs";

const BOX = "input[name=q]";
const large = await place(join(FOLDER, "large"), "/large/");
const { codes } = JSON.parse(readFileSync(join(FOLDER, "large", "codes.json"), "utf8"));
const [first, middle, last] = [0.2, 0.6, 0.9].map(share => codes[Math.floor(codes.length * share)]);
const shards = () => large.requests.filter(({ path }) => /assets\/search\/\w+\.js$/.test(path));

test("the index of the large site is in shards", () => {
  assert.ok(readdirSync(join(FOLDER, "large", "assets", "search")).length > 10);
});

for (const [name, address, ends] of [
  ["from a server", large.base, "/"],
  ["from disk", pathToFileURL(join(FOLDER, "large", "index.html")).href, "/index.html"],
]) {
  test(`keys alone lead to one of ${codes.length} codes, ${name}`, async () => {
    const faults = await visit(address, async page => {
      await choose(page, last.code);
      await page.waitForURL(url => url.pathname.endsWith(`/${last.code}${ends}`));
    });
    assert.deepEqual(faults, []);
  });
}

test("names and numbers are found with a few parts each, and parts are kept", async () => {
  await visit(large.base, async page => {
    for (const code of [first, middle, last]) {
      for (const query of [code.title, code.code]) {
        large.requests.length = 0;
        await page.locator(BOX).fill(query);
        await page
          .locator(`[role=listbox][data-query="${query}"] [role=option] b`, { hasText: code.code })
          .first()
          .waitFor();
        assert.ok(shards().length <= 20, `${query}: ${shards().length} parts`);
      }
    }
    large.requests.length = 0;
    await page.locator(BOX).fill(first.title);
    await page.locator("[role=option] b", { hasText: first.code }).first().waitFor();
    assert.deepEqual(shards(), []);
  });
});

test("a part that cannot be had is told, and asked for again", async () => {
  await visit(large.base, async page => {
    const gone = route => route.abort(),
      places = /assets\/search\/\w+\.js$/;
    await page.locator(BOX).fill(first.code);
    await page.locator("[role=option] b", { hasText: first.code }).first().waitFor();
    await page.route(places, gone);
    await page.locator(BOX).fill(last.title);
    await page.locator("[role=listbox]", { hasText: "could not be loaded" }).waitFor();
    await page.unroute(places, gone);
    await page.locator(BOX).fill(`${last.title} `);
    await page.locator("[role=option] b", { hasText: last.code }).first().waitFor();
  });
});
