// Layout holds for any font: narrow, usual and wide text, larger text and wider spacing,
// on a phone and on a wide screen, for keys of any length.

import assert from "node:assert/strict";
import { join } from "node:path";
import { FACES, NARROW, WIDEST, wear } from "./faces.mjs";
import { FOLDER, repo } from "./places.mjs";
import { PHONE, WIDE, cut, large, longLines, place, sideways, spaced, test, torn, visit } from "./site.mjs";

/** A site whose keys are words and long numbers. */
const keys = await place(join(FOLDER, "keys"), "/keys/");

/** The narrowest screen; between it and the wide one, each width at which a layout turns. */
const NARROWEST = { width: 320, height: 640 };
const WIDTHS = [320, 360, 540, 700, 740, 960, 1024, 1120, 1216, 1280];

/** What a look at each page finds, in two tabs. */
async function through(site, pages, look, viewport = WIDE) {
  const left = [...pages],
    faults = [];
  const tab = () =>
    visit(
      "",
      async page => {
        for (let next = left.pop(); next; next = left.pop()) {
          await page.goto(site.base + next.route);
          faults.push(...(await look(page)).map(fault => `${next.route}: ${fault}`));
        }
      },
      { viewport },
    );
  await Promise.all([tab(), tab()]);
  return faults;
}

// Where text is narrow, most of it stands in a line; where it is wide, least fits.
test("every page has lines of at most 80 characters, nothing cut off or torn, no scrolling sideways", async () => {
  assert.deepEqual(
    await through(repo, repo.pages, async page => {
      await page.setViewportSize(WIDE);
      await wear(page, NARROW);
      const faults = await longLines(page);
      await wear(page, WIDEST);
      faults.push(...(await spaced(page)), ...(await large(page)));
      await page.setViewportSize(NARROWEST);
      return [...faults, ...(await sideways(page)), ...(await torn(page))];
    }),
    [],
  );
});

for (const [name, site, pages] of [
  ["each kind of page", repo, repo.kinds],
  ["pages with words as keys", keys, keys.pages],
]) {
  test(`no font and no width breaks ${name}`, async () => {
    assert.deepEqual(
      await through(site, pages, async page => {
        const faults = [];
        for (const face of FACES) {
          await wear(page, face);
          for (const width of WIDTHS) {
            await page.setViewportSize({ width, height: WIDE.height });
            const found = [...(await sideways(page)), ...(await torn(page)), ...(await cut(page))];
            faults.push(...found.map(fault => `${face} %, ${width} px: ${fault}`));
          }
        }
        return faults;
      }),
      [],
    );
  });
}

test("larger or wider text is not cut off on a phone", async () => {
  assert.deepEqual(
    await through(
      repo,
      repo.kinds,
      async page => {
        await wear(page, WIDEST);
        return [...(await spaced(page)), ...(await large(page))];
      },
      PHONE,
    ),
    [],
  );
});
