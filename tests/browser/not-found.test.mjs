// The not-found page: styled and useful at any depth, under any sub-path.

import assert from "node:assert/strict";
import { both, repo } from "./places.mjs";
import { choose, test, visit } from "./site.mjs";

for (const site of both) {
  test(`the not-found page is styled at any depth, its links live, its search works: ${site.prefix}`, async () => {
    for (const address of ["nowhere", "nowhere/", "a/b/c/d", "404/deep/er/"]) {
      await visit("", async page => {
        const response = await page.goto(site.base + address);
        assert.equal(response.status(), 404);
        assert.notEqual(
          await page.evaluate(
            () =>
              getComputedStyle(document.body).backgroundColor +
              getComputedStyle(document.documentElement).backgroundColor,
          ),
          "rgba(0, 0, 0, 0)rgba(0, 0, 0, 0)",
        );
        const links = await page.evaluate(() =>
          [...new Set([...document.links].map(link => link.href.split("#")[0]))].filter(
            href => href.startsWith(location.origin) && href !== location.href.split("#")[0],
          ),
        );
        for (const link of links) assert.equal((await page.request.get(link)).status(), 200, `${address}: ${link}`);
        await choose(page, "teapot");
        await page.waitForURL(`${site.base}418/`);
      });
    }
  });
}

for (const [address, code] of [
  ["404", "404"],
  ["40", "400"],
  ["teapot", "418"],
  ["http/404", "404"],
  ["codes/503.html", "503"],
]) {
  test(`/${address} leads to ${code}`, async () => {
    await visit(repo.base + address, page => page.locator(`main a[href$='/${code}/']:visible`).first().waitFor());
  });
}
