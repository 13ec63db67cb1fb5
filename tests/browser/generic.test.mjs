// What pages of any site have that the flagship's do not use, on the guide: tabs of code,
// what is folded, the sidebar.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "./modules.mjs";
import { PHONE, WIDE, axeFaults, idle, place, sideways, test, visit } from "./site.mjs";

const folder = join(process.argv[2], "guide");
execFileSync(process.env.STATUARY, ["build", "--quiet", "--root", join(ROOT, "docs"), "--out", folder]);
const guide = await place(folder, "/guide/");
const write = `${guide.base}write/`;

/** The names of tabs with the one that is shown, the code that is shown, and what has the focus. */
const shown = page =>
  page.evaluate(() => ({
    tabs: [...document.querySelectorAll("[role=tab]")].map(tab =>
      tab.getAttribute("aria-selected") === "true" ? `*${tab.textContent}` : tab.textContent,
    ),
    code: [...document.querySelectorAll(".tab-name, .tab pre")]
      .filter(element => element.checkVisibility({ contentVisibilityAuto: true }))
      .filter(element => element.getBoundingClientRect().height > 0)
      .map(element => element.textContent),
    focused: document.activeElement?.textContent,
  }));

test("code in several languages is shown in tabs, by keys too, and the choice is kept", async () => {
  await visit(write, async page => {
    const [js, py] = ["await fetch(address);", "httpx.get(address)"];
    const before = await shown(page);
    assert.deepEqual([before.tabs, before.code], [["*JavaScript", "Python"], [js]]);
    await page.focus("[role=tab]");
    for (const [key, name] of [
      ["ArrowRight", "Python"],
      ["ArrowRight", "JavaScript"],
      ["ArrowLeft", "Python"],
      ["Home", "JavaScript"],
      ["End", "Python"],
    ]) {
      await page.keyboard.press(key);
      const { tabs, focused } = await shown(page);
      assert.deepEqual([tabs.includes(`*${name}`), focused], [true, name], key);
    }
    assert.deepEqual((await shown(page)).code, [py]);
    assert.deepEqual(
      await page.locator("[role=tab]").evaluateAll(tabs => tabs.map(tab => tab.tabIndex)),
      [-1, 0],
      "one stop of the tabulator",
    );
    assert.deepEqual(await axeFaults(page), []);
    // Another visit begins with what was chosen.
    await page.reload();
    assert.deepEqual((await shown(page)).tabs, ["JavaScript", "*Python"]);
    // On paper all stand below each other with their names.
    await page.emulateMedia({ media: "print" });
    await idle(page);
    assert.deepEqual((await shown(page)).code, ["JavaScript", js, "Python", py]);
    assert.equal(await page.locator(".tab-list").isVisible(), false);
  });
});

test("without script all languages stand below each other", async () => {
  const work = async page => {
    assert.deepEqual(await page.locator(".tab-name").allInnerTexts(), ["JavaScript", "Python"]);
    for (const code of await page.locator(".tab pre").all()) assert.ok(await code.isVisible());
  };
  await visit(write, work, { javaScriptEnabled: false });
});

test("what is folded opens by its title, and on paper", async () => {
  await visit(write, async page => {
    const text = page.locator(".fold p");
    const heights = async () => (await text.evaluate(element => element.getBoundingClientRect().height)) > 0;
    assert.equal(await heights(), false);
    await page.emulateMedia({ media: "print" });
    assert.equal(await heights(), true, "printed");
    await page.emulateMedia({ media: "screen" });
    await page.click(".fold summary");
    assert.equal(await heights(), true, "opened");
    assert.deepEqual(await axeFaults(page), []);
  });
});

test("the sidebar stays in sight, marks the page, and is folded on a narrow screen", async () => {
  const link = page => page.locator(".sidebar [aria-current=page]");
  await visit(write, async page => {
    assert.deepEqual(await link(page).allInnerTexts(), ["Write pages"]);
    await page.evaluate(() => scrollTo({ top: 1500, behavior: "instant" }));
    const { x, y } = await link(page).boundingBox();
    assert.ok(y > 0 && y < WIDE.height && x < WIDE.width / 4, "beside the text");
    assert.deepEqual(await axeFaults(page), []);
  });
  const narrow = async page => {
    assert.equal(await link(page).isVisible(), false);
    await page.click(".sidebar summary");
    assert.equal(await link(page).isVisible(), true);
  };
  const judged = async page => {
    await narrow(page);
    assert.deepEqual(await axeFaults(page), []);
  };
  await visit(write, judged, { viewport: PHONE });
  await visit(write, narrow, { viewport: PHONE, javaScriptEnabled: false });
});

test("no page of the guide is wider than its screen", async () => {
  for (const route of ["", "write/", "deploy/", "tutorial/"]) {
    for (const viewport of [PHONE, WIDE]) {
      await visit(guide.base + route, async page => assert.deepEqual(await sideways(page), [], route), { viewport });
    }
  }
});
