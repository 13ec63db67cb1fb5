// How long a key in the search box takes until its results are painted.

import { visit } from "../tests/browser/site.mjs";

const MEDIAN = 8,
  LATE = 33;
/** What is typed, letter by letter: names, header fields, problems in plain words, slips. */
const TYPED = [
  "not found",
  "too many requests",
  "Retry-After",
  "user is not logged in",
  "upstream timed out",
  "unathorized",
  "HTTP_418_IM_A_TEAPOT",
  "nginx 499",
  "permanent redirect keep method",
  "file too big",
];

export async function search({ site }) {
  const times = [];
  await visit("", async page => {
    // From the key's event to the task that follows the frame with the results.
    await page.addInitScript(() => {
      window.times = [];
      addEventListener(
        "input",
        event =>
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => window.times.push(performance.now() - event.timeStamp);
            port2.postMessage(null);
          }),
        true,
      );
    });
    for (const typed of TYPED) {
      await page.goto(`${site.base}404/`);
      await page.keyboard.press("/");
      await page.locator("[role=listbox]").waitFor({ state: "attached" });
      // Loading is done by the first key, and is not what is measured.
      await page.keyboard.type("4");
      await page.locator("[role=option]").first().waitFor();
      await page.keyboard.press("Backspace");
      await page.evaluate(() => {
        window.times.length = 0;
      });
      for (const key of typed) {
        await page.keyboard.type(key);
        await page.waitForTimeout(40);
      }
      times.push(...(await page.evaluate(() => window.times)));
    }
  });
  times.sort((a, b) => a - b);
  const [median, late] = [0.5, 0.99].map(share => times[Math.floor(times.length * share)]);
  const row = (what, value, limit) => ({
    what,
    measured: value.toFixed(1),
    limit,
    faults: value > limit ? [`${value} ms`] : [],
  });
  return [
    row(`a key in the search box to painted results, ms, median of ${times.length}`, median, MEDIAN),
    row("a key in the search box to painted results, ms, 99 %", late, LATE),
  ];
}
