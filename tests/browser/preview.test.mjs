// The preview: a page that is open comes anew when it has changed, takes new styles without
// that, stays where it was scrolled to, and shows what is wrong while something is.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ROOT } from "./modules.mjs";
import { visit, test } from "./site.mjs";

const PAGE = "content/4xx/404.md";
const STYLE = "themes/default/assets/style.css";

/** Serves a copy of the site, which can be edited. */
async function preview() {
  const root = join(process.argv[2], "preview");
  for (const part of ["content", "themes", "routes.lock"])
    cpSync(join(ROOT, part), join(root, part), { recursive: true });
  const server = spawn(process.env.STATUARY, ["serve", "--port", "4600", "--root", root], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const lines = createInterface({ input: server.stderr });
  const base = await new Promise((done, failed) => {
    lines.on("line", line => {
      const address = /http:\S+/.exec(line);
      if (address) done(address[0]);
    });
    server.on("exit", () => failed(new Error("the preview ended")));
  });
  const edit = (path, change) => writeFileSync(join(root, path), change(readFileSync(join(root, path), "utf8")));
  return { base, edit, stop: () => server.kill() };
}

/** What stands in the report over the page; nothing while there is none. */
const report = page => page.evaluate(() => document.querySelector("statuary-report")?.shadowRoot?.textContent ?? "");

const shows = (page, text) => page.waitForFunction(text => document.body.innerText.includes(text), text);
const tells = (page, text) =>
  page.waitForFunction(
    text => (document.querySelector("statuary-report")?.shadowRoot?.textContent ?? "").includes(text),
    text,
  );

test("an open page follows what is saved", async () => {
  const { base, edit, stop } = await preview();
  try {
    await visit("", async page => {
      await page.goto(`${base}404/`);
      await page.waitForFunction(() => document.readyState === "complete");
      await page.evaluate(() => scrollTo({ top: 700, behavior: "instant" }));
      const top = await page.evaluate(() => scrollY);
      edit(PAGE, text => `${text}\nThis sentence is new.\n`);
      await shows(page, "This sentence is new.");
      await page.waitForFunction(top => Math.abs(scrollY - top) < 2, top);

      // Another style comes without the page being fetched anew.
      await page.evaluate(() => {
        window.kept = true;
      });
      edit(STYLE, text => `${text}\nh1 { letter-spacing: 7px; }\n`);
      await page.waitForFunction(() => getComputedStyle(document.querySelector("h1")).letterSpacing === "7px");
      assert.equal(await page.evaluate(() => window.kept), true);

      // What is wrong is shown over the page as it was, as text, with its place.
      edit(PAGE, text => text.replace("title: Not Found", "titel: <b>Not Found</b>"));
      await tells(page, `${PAGE}:`);
      assert.equal(
        await page.evaluate(() => document.querySelector("statuary-report").shadowRoot.querySelector("b")),
        null,
      );
      await shows(page, "This sentence is new.");
      edit(PAGE, text => text.replace("titel: <b>Not Found</b>", "title: Not Found"));
      await page.waitForFunction(() => !document.querySelector("statuary-report"));

      // So is an error of a template, which shows only when pages are made.
      const template = "themes/default/templates/base.html";
      edit(template, text => text.replace("<body", "{{ page.nothing.more }}<body"));
      await tells(page, "base.html:");
      edit(template, text => text.replace("{{ page.nothing.more }}", ""));
      await page.waitForFunction(() => !document.querySelector("statuary-report"));

      // No page of another state is changed.
      await page.goto(`${base}500/`);
      await page.evaluate(() => {
        window.kept = true;
      });
      const first = await page.evaluate(() => fetch("/.statuary/news?after=none").then(response => response.json()));
      edit(PAGE, text => `${text}\nAnd one more.\n`);
      await page.evaluate(
        number => fetch(`/.statuary/news?after=${number}`).then(response => response.text()),
        first.number,
      );
      assert.equal(await page.evaluate(() => window.kept), true);
      assert.equal(await report(page), "");
    });
  } finally {
    stop();
  }
});
