// The service worker: everything without a connection after one visit, and never
// an old page once there is a new one.

import assert from "node:assert/strict";
import { join } from "node:path";
import { FOLDER } from "./places.mjs";
import { choose, place, test, visit } from "./site.mjs";

/** Waits until the newest worker that the server has is at work. It is only when it has
 * kept what it keeps. */
const kept = page =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    const worker = registration.installing ?? registration.waiting ?? registration.active;
    while (worker.state !== "activated")
      await new Promise(done => worker.addEventListener("statechange", done, { once: true }));
  });

for (const [folder, prefix] of [
  ["root", "/"],
  ["repo", "/repo/"],
]) {
  test(`after one visit the reference works without a connection, under ${prefix}`, async () => {
    const site = await place(join(FOLDER, folder), prefix);
    await visit(
      site.base,
      async page => {
        await kept(page);
        site.cut();
        for (const route of ["404/", "4xx/", "matrix/", "quick-reference/", "which-code/", "guides/", ""]) {
          await page.goto(site.base + route);
          assert.ok((await page.locator("main").innerText()).length > 200, route);
        }
        await choose(page, "teapot");
        await page.waitForURL(`${site.base}418/`);
        await page.goto(`${site.base}nowhere/at/all`);
        assert.equal((await page.locator("main a").count()) > 0, true);
      },
      { serviceWorkers: "allow" },
    );
  });
}

test("after a rebuild the very next page is the new one", async () => {
  const site = await place(join(FOLDER, "repo"), "/repo/");
  await visit(
    `${site.base}404/`,
    async page => {
      await kept(page);
      await page.goto(`${site.base}200/`);
      site.folder = join(FOLDER, "next");
      await page.goto(`${site.base}404/`);
      assert.match(await page.locator("main").innerText(), /A sentence of the next build\./);
    },
    { serviceWorkers: "allow" },
  );
});

test("after a rebuild and one visit the new page is there without a connection", async () => {
  const site = await place(join(FOLDER, "repo"), "/repo/");
  await visit(
    `${site.base}200/`,
    async page => {
      await kept(page);
      site.folder = join(FOLDER, "next");
      await page.goto(site.base);
      await kept(page);
      await page.goto(`${site.base}100/`);
      site.cut();
      await page.goto(`${site.base}404/`);
      assert.match(await page.locator("main").innerText(), /A sentence of the next build\./);
    },
    { serviceWorkers: "allow" },
  );
});
