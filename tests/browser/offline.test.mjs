// The service worker: everything without a connection after one visit where the site wants
// that and what was visited elsewhere, within a budget, and never an old page once there is a
// new one.

import assert from "node:assert/strict";
import { join } from "node:path";
import { FOLDER } from "./places.mjs";
import { axeFaults, choose, place, test, visit } from "./site.mjs";

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

/** What is kept of the third site, in the order in which it came: paths below it and sizes. */
const cached = page =>
  page.evaluate(async () => {
    const cache = await caches.open((await caches.keys())[0]);
    const noted = async ({ url }) => ({
      path: new URL(url).pathname.replace("/visited/", ""),
      size: (await (await cache.match(url)).arrayBuffer()).byteLength,
      text: await (await cache.match(url)).text(),
    });
    return Promise.all((await cache.keys()).map(noted));
  });

/** Goes to pages and waits until each is kept. */
async function read(page, site, routes) {
  for (const route of routes) {
    await page.goto(site.base + route);
    while (!(await cached(page)).some(({ path }) => path === route)) await page.waitForTimeout(20);
  }
}

const visited = work => async () => {
  const site = await place(join(FOLDER, "visited"), "/visited/");
  await visit(
    site.base,
    async page => {
      await kept(page);
      await work(page, site);
    },
    { serviceWorkers: "allow" },
  );
};

test(
  "a page that was visited is there without a connection, and another one says that it is not",
  visited(async (page, site) => {
    await read(page, site, ["internal/"]);
    site.cut();
    for (const route of ["", "guides/mapping/", "internal/"]) {
      await page.goto(site.base + route);
      assert.ok((await page.locator("main").innerText()).length > 200, route);
    }
    for (const route of ["not_found/", "nowhere/at/all"]) {
      await page.goto(site.base + route);
      assert.equal(await page.locator("h1").innerText(), "No connection");
      assert.match(await page.title(), /^No connection/);
      assert.match(await page.locator("main").innerText(), /is kept once you have visited it/);
    }
    assert.deepEqual(await axeFaults(page), []);
    assert.deepEqual(
      page.faults.filter(fault => !/ 503 /.test(fault)),
      [],
    );
    await page.locator("main a", { hasText: "INTERNAL" }).click();
    await page.waitForURL(`${site.base}internal/`);
    await choose(page, "mapping");
    await page.waitForURL(`${site.base}guides/mapping/`);
  }),
);

test(
  "what is kept stays within the budget, and what was visited longest ago goes first",
  visited(async (page, site) => {
    const routes = site.pages.filter(({ kind }) => kind === "code").map(({ route }) => route);
    assert.ok(routes.length > 15, `${routes}`);
    await read(page, site, routes);
    await read(page, site, [routes[routes.length - 3]]);
    while ((await cached(page)).reduce((sum, { size }) => sum + size, 0) > 500_000) await page.waitForTimeout(20);
    const paths = (await cached(page)).map(({ path }) => path);
    assert.ok(!paths.includes(routes[0]), `${paths}`);
    assert.ok(paths.includes("") && paths.includes("404.html") && paths.some(path => /search-index/.test(path)));
    assert.equal(paths.at(-1), routes[routes.length - 3]);
    site.cut();
    await page.goto(site.base + routes[routes.length - 1]);
    assert.ok((await page.locator("main").innerText()).length > 200);
  }),
);

test(
  "after a rebuild and one visit what was visited is new, and all that pages need is there",
  visited(async (page, site) => {
    await read(page, site, ["aborted/", "internal/"]);
    site.folder = join(FOLDER, "visited-next");
    await page.goto(site.base);
    await kept(page);
    const all = await cached(page);
    for (const { path, text } of all.filter(({ path }) => path.endsWith("/") || path.endsWith(".html"))) {
      for (const [, name] of text.matchAll(/(assets\/[\w.-]+\.js)/g))
        assert.ok(
          all.some(({ path }) => path === name),
          `${path} needs ${name}`,
        );
    }
    site.cut();
    await page.goto(`${site.base}aborted/`);
    assert.match(await page.locator("main").innerText(), /A sentence of the next build\./);
  }),
);
