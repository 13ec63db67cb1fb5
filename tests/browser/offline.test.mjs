// The service worker: everything without a connection after one visit, and never
// an old page once there is a new one.

import assert from "node:assert/strict";
import { join } from "node:path";
import { FOLDER } from "./places.mjs";
import { choose, place, test, visit } from "./site.mjs";

/** Waits until the worker controls the page and has kept what it keeps. */
async function kept(page) {
  const ready = await page.evaluate(() => Promise.race([
    navigator.serviceWorker.ready.then(() => true), new Promise(done => setTimeout(done, 60_000, false)),
  ]));
  assert.ok(ready, "the page registers a service worker");
  let before = -1;
  for (let now = 0; now !== before || now === 0;) {
    before = now;
    await page.waitForTimeout(400);
    now = await page.evaluate(async () => {
      let count = 0;
      for (const name of await caches.keys()) count += (await (await caches.open(name)).keys()).length;
      return count;
    });
  }
}

for (const [folder, prefix] of [["root", "/"], ["repo", "/repo/"]]) {
  test(`after one visit the reference works without a connection, under ${prefix}`, async () => {
    const site = await place(join(FOLDER, folder), prefix);
    await visit(site.base, async page => {
      await kept(page);
      site.cut();
      for (const route of ["404/", "4xx/", "matrix/", "quick-reference/", "which-code/", "guides/", ""]) {
        await page.goto(site.base + route);
        assert.ok((await page.locator("main").innerText()).length > 200, route);
      }
      await choose(page, "teapot");
      await page.waitForURL(`${site.base}418/`);
      await page.goto(`${site.base}nowhere/at/all`);
      assert.equal(await page.locator("main a").count() > 0, true);
    }, { serviceWorkers: "allow" });
  });
}

test("after a rebuild the very next page is the new one", async () => {
  const site = await place(join(FOLDER, "repo"), "/repo/");
  await visit(`${site.base}404/`, async page => {
    await kept(page);
    await page.goto(`${site.base}200/`);
    site.folder = join(FOLDER, "next");
    await page.goto(`${site.base}404/`);
    assert.match(await page.locator("main").innerText(), /A sentence of the next build\./);
  }, { serviceWorkers: "allow" });
});

test("after a rebuild and one visit the new page is there without a connection", async () => {
  const site = await place(join(FOLDER, "repo"), "/repo/");
  await visit(`${site.base}200/`, async page => {
    await kept(page);
    site.folder = join(FOLDER, "next");
    await page.goto(site.base);
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
    await kept(page);
    await page.goto(`${site.base}100/`);
    site.cut();
    await page.goto(`${site.base}404/`);
    assert.match(await page.locator("main").innerText(), /A sentence of the next build\./);
  }, { serviceWorkers: "allow" });
});
