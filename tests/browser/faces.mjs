// Text of a known width, so that what is said of a layout holds for any font: the
// theme's own face, which lies in the repository, narrower and wider than it is. No
// font of the machine is used, but for signs that the face has not.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./modules.mjs";

const FONT = readFileSync(join(ROOT, "themes/default/fonts/newsreader-500.ttf")).toString("base64");

/** How wide text is, in per cent of the face: 85 is as narrow as Times, 100 as Georgia,
 * 130 wider than Verdana and DejaVu Serif. */
export const FACES = [85, 100, 130];
export const [NARROW, USUAL, WIDEST] = FACES;

/** Sets a page in the face of that width, now and until another is asked for. A face
 * made of bytes and a sheet made by a script are not what the policy governs. */
export const wear = (page, share) => page.evaluate(dress, [FONT, share]);

/** Sets each page that a tab opens in the face, from its first moment on. */
export const wearAlways = (page, share) => page.addInitScript(dress, [FONT, share]);

/** In the page. */
async function dress([font, share]) {
  const family = `Test face ${share}`,
    sheet = new CSSStyleSheet();
  sheet.replaceSync(`*, ::before, ::after { font-family: "${family}" !important }`);
  document.adoptedStyleSheets = [sheet];
  if (![...document.fonts].some(face => face.family === family)) {
    const bytes = Uint8Array.from(atob(font), sign => sign.charCodeAt(0));
    const face = new FontFace(family, bytes.buffer, { sizeAdjust: `${share}%` });
    document.fonts.add(face);
    await face.load();
  }
  await document.fonts.ready;
}
