// Search by keyboard alone, from the first key to the page.

import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { FOLDER, both, repo } from "./places.mjs";
import { PHONE, WIDE, choose, test, visit } from "./site.mjs";

const BOX = "input[name=q]";
const focused = page => page.evaluate(() => document.activeElement.matches("input[name=q]"));
const options = page => page.locator("[role=listbox] [role=option]");

for (const site of both) {
  test(`keys alone lead from any page through the search to a page, under ${site.prefix}`, async () => {
    for (const route of ["", "200/", "matrix/"]) {
      const faults = await visit(
        site.base + route,
        async page => {
          await page.keyboard.press("/");
          assert.ok(await focused(page), `${route}: / puts the focus into the search box`);
          await page.keyboard.type("teapot");
          await options(page).first().waitFor();
          const box = page.locator("[role=combobox]");
          assert.equal(await box.getAttribute("aria-expanded"), "true");
          await page.keyboard.press("ArrowDown");
          const active = page.locator(`[id="${await box.getAttribute("aria-activedescendant")}"]`);
          assert.equal(await active.getAttribute("aria-selected"), "true");
          assert.match(await active.textContent(), /418/);
          await page.keyboard.press("Enter");
          await page.waitForURL(`${site.base}418/`);
        },
        { hasty: true },
      );
      assert.deepEqual(faults, []);
    }
  });
}

test("a number and enter lead to its page", async () => {
  await visit(repo.base, async page => {
    await page.keyboard.press("Control+k");
    assert.ok(await focused(page));
    await page.keyboard.type("404");
    await options(page).first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(`${repo.base}404/`);
  });
});

test("a number and enter lead to the search page even before any script has come", async () => {
  await visit(
    "",
    async page => {
      const release = repo.hold();
      try {
        await page.goto(repo.base, { waitUntil: "commit" });
        await page.locator(BOX).waitFor();
        await page.keyboard.press("/");
        await page.keyboard.type("404");
        await page.keyboard.press("Enter");
        await page.waitForURL(url => url.search === "?q=404", { waitUntil: "commit" });
      } finally {
        release();
      }
      await page.locator("main a[href*='404/']:visible").first().waitFor();
    },
    { hasty: true },
  );
});

test("escape closes the list, the count is announced, matches are marked", async () => {
  await visit(`${repo.base}200/`, async page => {
    await page.keyboard.press("/");
    await page.keyboard.type("not found");
    await options(page).first().waitFor();
    assert.ok((await page.locator("[role=listbox] mark").count()) > 0, "matches are marked");
    await page.waitForFunction(() =>
      [...document.querySelectorAll("[role=status], [aria-live]")].some(place => /\d+ /.test(place.textContent)),
    );
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("[role=combobox]").getAttribute("aria-expanded"), "false");
    assert.equal(await page.locator("[role=listbox]:visible").count(), 0);
    assert.ok(await focused(page), "the focus stays in the box");
  });
});

test("a slash that is typed into a field is a slash", async () => {
  await visit(repo.base, async page => {
    await page.keyboard.press("/");
    await page.keyboard.type("n/a");
    assert.equal(await page.locator(BOX).inputValue(), "n/a");
  });
});

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with" : "without";
  test(`the search page answers the query in its address, ${how} script`, async () => {
    await visit(
      `${repo.base}search/?q=teapot`,
      async page => {
        await page.locator("main a[href*='418/']:visible").first().waitFor();
        if (!javaScriptEnabled) return;
        assert.equal(await page.locator(BOX).inputValue(), "teapot");
        await page.locator(BOX).fill("gateway");
        await page.locator("main a[href*='504/']:visible").first().waitFor();
        assert.match(page.url(), /\?q=gateway$/);
      },
      { javaScriptEnabled },
    );
  });
}

test("the list stays inside a phone's screen", async () => {
  await visit(
    `${repo.base}404/`,
    async page => {
      await page.locator(BOX).fill("too many requests");
      await options(page).first().waitFor();
      const box = await page.locator("[role=listbox]").boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= PHONE.width, JSON.stringify(box));
    },
    { viewport: PHONE },
  );
});

for (const [name, viewport] of [
  ["wide", WIDE],
  ["on a phone", PHONE],
]) {
  test(`nothing of the page covers the list, ${name}`, async () => {
    // With motion, as what takes part in a transition lies on a layer of its own.
    await visit(
      "",
      async page => {
        for (const route of ["404/", "matrix/", "4xx/"]) {
          await page.goto(repo.base + route);
          await page.locator(BOX).fill("rate limit");
          await options(page).first().waitFor();
          const covered = await options(page).evaluateAll(all =>
            all
              .flatMap(option =>
                [0.1, 0.5, 0.9].map(share => {
                  const { left, top, width, height } = option.getBoundingClientRect();
                  const seen = document.elementFromPoint(left + width * share, top + height / 2);
                  return option.contains(seen)
                    ? ""
                    : `${option.textContent} is covered by ${seen?.outerHTML.slice(0, 60)}`;
                }),
              )
              .filter(Boolean),
          );
          assert.deepEqual(covered, [], route);
        }
      },
      { viewport, reducedMotion: "no-preference" },
    );
  });
}

test("the search works from disk", async () => {
  const faults = await visit(pathToFileURL(join(FOLDER, "repo", "200", "index.html")).href, async page => {
    await choose(page, "teapot");
    await page.waitForURL(url => url.pathname.endsWith("/418/index.html"));
  });
  assert.deepEqual(faults, []);
});
