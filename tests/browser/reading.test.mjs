// How pages are read: by preference light or dark, on paper, on a phone.

import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import { FACES, wear } from "./faces.mjs";
import { FOLDER, repo } from "./places.mjs";
import { PHONE, place, ready, test, visit } from "./site.mjs";

/** The background as the reader sees it. */
const paper = page =>
  page.evaluate(() => {
    const [body, root] = [document.body, document.documentElement].map(
      element => getComputedStyle(element).backgroundColor,
    );
    return body === "rgba(0, 0, 0, 0)" ? root : body;
  });

test("the colours follow the preference", async () => {
  const seen = [];
  for (const colorScheme of ["light", "dark"])
    await visit(
      `${repo.base}404/`,
      async page => {
        seen.push(await paper(page));
      },
      { colorScheme },
    );
  assert.notEqual(seen[0], seen[1]);
});

/** Every background that a page shows from its first frame on. */
const watchPaper = page =>
  page.addInitScript(() => {
    window.seen = new Set();
    const look = () => {
      if (document.body)
        window.seen.add(
          getComputedStyle(document.body).backgroundColor + getComputedStyle(document.documentElement).backgroundColor,
        );
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });

/** Waits until the page's body has been drawn more than once. */
const frames = page =>
  page.waitForFunction(
    () =>
      document.body &&
      new Promise(done => {
        requestAnimationFrame(() => requestAnimationFrame(() => done(true)));
      }),
  );

for (const [colorScheme, other] of [
  ["light", "dark"],
  ["dark", "light"],
]) {
  test(`the switch turns ${colorScheme} into ${other}, on the next pages too and without a flash`, async () => {
    const faults = await visit(
      `${repo.base}404/`,
      async page => {
        await ready(page);
        const button = page.locator("button.scheme"),
          before = await paper(page);
        assert.equal(await button.getAttribute("aria-pressed"), String(colorScheme === "dark"));
        await button.click();
        const after = await paper(page);
        assert.notEqual(after, before);
        assert.equal(await button.getAttribute("aria-pressed"), String(other === "dark"));
        await watchPaper(page);
        // Frames are drawn before the script has come, and after it.
        const release = repo.hold();
        try {
          await page.goto(`${repo.base}403/`, { waitUntil: "commit" });
          await frames(page);
        } finally {
          release();
        }
        await ready(page);
        await frames(page);
        assert.equal(await paper(page), after);
        assert.equal(await page.evaluate(() => window.seen.size), 1, "one background from the first frame on");
        await page.locator("button.scheme").click();
        assert.equal(await paper(page), before);
      },
      { colorScheme, hasty: true },
    );
    assert.deepEqual(faults, []);
  });
}

test("keys turn the pages, and can be switched off", async () => {
  await visit(
    `${repo.base}404/`,
    async page => {
      const next = await page
        .locator("a[rel=next]")
        .first()
        .evaluate(link => link.href);
      await page.keyboard.press("j");
      await page.waitForURL(next);
      await page.keyboard.press("k");
      await page.waitForURL(`${repo.base}404/`);
      await page.locator(".keys button").click();
      await page.locator("h1").click();
      // A link that is followed says so at once, long before the next page is there.
      await page.evaluate(() =>
        navigation.addEventListener("navigate", () => {
          window.left = true;
        }),
      );
      await page.keyboard.press("j");
      assert.equal(await page.evaluate(() => window.left), undefined);
    },
    { hasty: true },
  );
});

test("an example and a constant can be copied", async () => {
  await visit(
    `${repo.base}404/`,
    async page => {
      for (const box of [".code", "#constants td"]) {
        const button = page.locator(`${box} button:visible`).first();
        // The button stands in the box of what it copies.
        const text = await button.evaluate(button => button.parentElement.querySelector("pre, code").textContent);
        await button.click();
        assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
      }
    },
    { permissions: ["clipboard-read", "clipboard-write"] },
  );
});

test("the list of the home page is filtered as one types, and whole again", async () => {
  await visit(repo.base, async page => {
    const lines = page.locator("#codes li:visible"),
      all = await lines.count();
    await page.locator("input[data-filter]").fill("teapot");
    assert.equal(await lines.count(), 1);
    await page.locator("input[data-filter]").fill("");
    assert.equal(await lines.count(), all);
  });
});

test("the matrix is filtered by method", async () => {
  await visit(`${repo.base}matrix/`, async page => {
    await page.locator("select[data-pick]").selectOption("PATCH");
    const heads = await page.locator(".matrix tbody tr:visible th a").allTextContents();
    assert.ok(heads.length > 0 && heads.every(head => head === "PATCH"), heads.join());
  });
});

/** The sheets of a page's PDF. */
async function sheets(page, format) {
  const pdf = await page.pdf({ format });
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
}

/** The pages of codes with the most to say. */
const longest = repo.pages
  .filter(({ kind }) => kind === "code")
  .map(({ route, path }) => ({ route, bytes: statSync(join(repo.folder, path)).size }))
  .sort((a, b) => b.bytes - a.bytes)
  .slice(0, 12)
  .map(({ route }) => route);

for (const format of ["A4", "Letter"]) {
  test(`in any font a code prints on two sheets at most and the quick reference on one, ${format}`, async () => {
    const faults = [];
    await visit("", async page => {
      for (const route of ["404/", "429/", ...longest, "quick-reference/"]) {
        await page.goto(repo.base + route);
        for (const face of FACES) {
          await wear(page, face);
          const count = await sheets(page, format);
          if (count > (route === "quick-reference/" ? 1 : 2)) faults.push(`${route}, ${face} %: ${count} sheets`);
        }
      }
    });
    assert.deepEqual(faults, []);
  });
}

test("on paper there is no navigation and no search", async () => {
  await visit(`${repo.base}404/`, async page => {
    await page.emulateMedia({ media: "print" });
    assert.deepEqual(await page.locator("nav:visible, search:visible, button:visible, .skip:visible").count(), 0);
    assert.equal(await page.locator("h1").isVisible(), true);
  });
});

test("on a phone each cell of the matrix lies within the screen and says its outcome", async () => {
  await visit(
    `${repo.base}matrix/`,
    async page => {
      const faults = await page.evaluate(() => {
        const heads = [...document.querySelectorAll(".matrix thead th")].map(head => head.textContent.trim());
        return [...document.querySelectorAll(".matrix tbody tr")]
          .flatMap(row =>
            [...row.cells].map((cell, at) => {
              if (!cell.checkVisibility()) return null;
              const { left, right } = cell.getBoundingClientRect(),
                size = parseFloat(getComputedStyle(cell).fontSize);
              if (left < 0 || right > innerWidth) return `${row.cells[0].innerText}, ${heads[at]}: beyond the screen`;
              if (size < 12) return `${heads[at]}: ${size} px`;
              return at && !cell.innerText.toLowerCase().includes(heads[at].toLowerCase())
                ? `${heads[at]}: not said in the cell`
                : null;
            }),
          )
          .filter(Boolean);
      });
      assert.deepEqual(faults, []);
    },
    { viewport: PHONE },
  );
});

test("on a wide screen the heads of the matrix stay in sight", async () => {
  await visit(`${repo.base}matrix/`, async page => {
    const faults = await page.evaluate(async () => {
      // The script has to see that the table fits before it scrolls with the page.
      const box = document.querySelector(".fit-box");
      for (let frame = 0; frame < 600 && !box.hasAttribute("data-fits"); frame += 1)
        await new Promise(requestAnimationFrame);
      const last = document.querySelector(".matrix tbody tr:last-child td:last-child");
      last.scrollIntoView({ block: "center", inline: "end" });
      await new Promise(requestAnimationFrame);
      const inside = element => {
        const { top, bottom, left, right } = element.getBoundingClientRect();
        return bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
      };
      const column = document.querySelector(".matrix thead th:last-child"),
        row = last.parentElement.cells[0];
      return [
        inside(column) ? "" : "the column's head is out of sight",
        inside(row) ? "" : "the row's head is out of sight",
      ].filter(Boolean);
    });
    assert.deepEqual(faults, []);
  });
});

test("an announcement that was put away stays away, until it says something else", async () => {
  const site = await place(join(FOLDER, "visited"), "/visited/");
  const faults = await visit(site.base, async page => {
    const announcement = page.locator(".announcement");
    assert.match(await announcement.innerText(), /^Read INTERNAL\./);
    await announcement.getByRole("button", { name: "Dismiss" }).click();
    assert.equal(await announcement.isVisible(), false);
    assert.equal(await page.evaluate(() => document.activeElement.localName), "main");
    await page.goto(`${site.base}internal/`);
    assert.equal(await announcement.isVisible(), false);
    await page.evaluate(() => localStorage.setItem("announcement", "another"));
    await page.goto(site.base);
    assert.equal(await announcement.isVisible(), true);
  });
  assert.deepEqual(faults, []);
});
