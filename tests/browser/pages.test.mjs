// What must hold on pages of every kind: no words on the console, no violation of
// the policy, nothing for axe to find, all text without script.

import assert from "node:assert/strict";
import { both, repo } from "./places.mjs";
import { PHONE, WIDE, axeFaults, idle, test, textOf, visit } from "./site.mjs";

for (const site of both) {
  test(`the console stays empty and the policy is kept on every kind of page, under ${site.prefix}`, async () => {
    for (const { route } of site.kinds) {
      const faults = await visit(site.base + route, idle);
      // The browser itself says on the console that the not-found page was not found.
      assert.deepEqual(
        faults.filter(fault => route !== "404.html" || !/status of 404/.test(fault)),
        [],
        route,
      );
    }
  });
}

test("the policy stands before all that it governs, allows nothing by default, and the rest by hash", async () => {
  for (const { route } of repo.kinds) {
    await visit(repo.base + route, async page => {
      const html = await (await page.request.get(repo.base + route)).text();
      assert.ok(
        html.search(/<meta[^>]*charset=/i) < 1000,
        `${route}: the charset is told within the first 1,024 bytes`,
      );
      const first = await page.evaluate(() =>
        [...document.head.children]
          .slice(0, 2)
          .map(element => element.outerHTML)
          .find(html => /security-policy/i.test(html)),
      );
      assert.match(first ?? "", /default-src 'none'/, route);
      assert.doesNotMatch(first, /unsafe-|\*|data:|https?:/, route);
      assert.equal(await page.locator("[style]").count(), 0, route);
    });
  }
});

test("before the first paint nothing is asked for but the page", async () => {
  // The not-found page lists near codes in its first paint, so that nothing moves.
  for (const { route } of repo.kinds.filter(({ route }) => route !== "404.html")) {
    await visit(repo.base + route, async page => {
      // Both times are the browser's own, and the theme's script waits for the paint's
      // entry: how fast the machine is does not count.
      const early = await page.evaluate(() => {
        const [{ startTime: painted }] = performance.getEntriesByName("first-contentful-paint");
        // The icon is the browser's own errand.
        return performance
          .getEntriesByType("resource")
          .filter(({ name, startTime }) => startTime < painted && !/favicon/.test(name))
          .map(({ name }) => name);
      });
      assert.deepEqual(early, [], route);
    });
  }
});

for (const [name, viewport] of [
  ["wide", WIDE],
  ["on a phone", PHONE],
]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing on any kind of page, ${colorScheme}, ${name}`, async () => {
      await visit(
        "",
        async page => {
          for (const { route } of repo.kinds) {
            await page.goto(repo.base + route);
            assert.deepEqual(await axeFaults(page), [], route);
          }
        },
        { viewport, colorScheme },
      );
    });
  }
}

test("nothing moves for those who ask for less motion", async () => {
  const moving = () =>
    [...document.querySelectorAll("*")]
      .filter(element =>
        [null, "::before", "::after"].some(part => {
          const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element, part);
          return animationName !== "none" || /[1-9]/.test(transitionDuration) || scrollBehavior === "smooth";
        }),
      )
      .map(element => element.outerHTML.slice(0, 80));
  const seen = [];
  for (const reducedMotion of ["no-preference", "reduce"]) {
    await visit(
      "",
      async page => {
        await page.addInitScript(() =>
          addEventListener("pagereveal", event => {
            window.turned = Boolean(event.viewTransition);
          }),
        );
        // A browser does without the transition where the next page takes seconds.
        let turned = false;
        for (let tries = 0; tries < 10 && !turned; tries++) {
          await page.goto(`${repo.base}404/`);
          await page.locator("a[rel=next]").click();
          await page.waitForFunction(start => location.href !== start && "turned" in window, `${repo.base}404/`);
          turned = await page.evaluate(() => window.turned);
        }
        seen.push(turned);
        if (reducedMotion === "no-preference") return;
        for (const { route } of repo.kinds) {
          await page.goto(repo.base + route);
          assert.deepEqual(await page.evaluate(moving), [], route);
        }
      },
      { reducedMotion },
    );
  }
  assert.deepEqual(seen, [true, false], "pages turn with a transition, or without one");
});

test("the text is the same without script, and no control is dead without it", async () => {
  for (const { route } of repo.kinds) {
    let withScript;
    await visit(repo.base + route, async page => {
      withScript = await textOf(page);
    });
    await visit(
      repo.base + route,
      async page => {
        assert.equal(await textOf(page), withScript, route);
        const dead = await page.evaluate(() =>
          [...document.querySelectorAll("button, select, input, textarea")]
            .filter(
              control =>
                control.checkVisibility() &&
                !control.form?.hasAttribute("action") &&
                !control.matches("[popovertarget], [commandfor]"),
            )
            .map(control => control.outerHTML),
        );
        assert.deepEqual(dead, [], route);
      },
      { javaScriptEnabled: false },
    );
  }
});

test("tab reaches the content, each focus is seen and nothing covers it", async () => {
  for (const { route } of repo.kinds) {
    await visit(repo.base + route, async page => {
      await page.keyboard.press("Tab");
      assert.match(
        await page.evaluate(() => document.activeElement.getAttribute("href") ?? ""),
        /^#/,
        `${route}: the skip link comes first`,
      );
      const faults = [];
      for (let presses = 0; presses < 40; presses++) {
        const fault = await page.evaluate(focusFault);
        if (fault) faults.push(fault);
        await page.keyboard.press("Tab");
      }
      assert.deepEqual(faults, [], route);
    });
  }
});

/** In the page: what is wrong with how the focus is shown. */
function focusFault() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(element),
    box = element.getClientRects()[0];
  const name = element.outerHTML.slice(0, 90);
  if (outlineStyle === "none" || parseFloat(outlineWidth) < 1) return `no outline: ${name}`;
  if (!box || box.bottom <= 0 || box.top >= innerHeight) return `out of sight: ${name}`;
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1),
    y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  return top && !element.contains(top) && !top.contains(element)
    ? `covered by ${top.outerHTML.slice(0, 60)}: ${name}`
    : null;
}
