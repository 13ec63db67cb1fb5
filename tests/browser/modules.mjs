// What the scripts need from outside: packages of the npm registry, as pinned by
// a package-lock.json, and a Chromium. Packages are installed under target/, so
// that nothing is written into the repository.

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const TARGET = process.env.CARGO_TARGET_DIR ?? join(ROOT, "target");

/** The status that a script ends with when something it needs is missing. */
const MISSING = 77;

/** Ends the script with the one line that says what is missing. @param {string} line @returns {never} */
export function missing(line) {
  console.error(line);
  process.exit(MISSING);
}

/** A `require` for the packages that a folder's package-lock.json pins. @param {string} folder */
export function packages(folder) {
  const place = join(TARGET, "npm", basename(folder));
  const files = ["package.json", "package-lock.json", ".npmrc"];
  const same = files.every(
    file => existsSync(join(place, file)) && readFileSync(join(place, file)).equals(readFileSync(join(folder, file))),
  );
  if (!same) {
    // Installed beside and moved when whole, so that an interrupted run leaves no half.
    const stage = `${place}.${process.pid}`;
    mkdirSync(stage, { recursive: true });
    for (const file of files) cpSync(join(folder, file), join(stage, file));
    try {
      execFileSync("npm", ["ci", "--ignore-scripts", "--silent"], { cwd: stage, stdio: ["ignore", "ignore", "pipe"] });
    } catch {
      rmSync(stage, { recursive: true, force: true });
      missing(`npm with a reachable registry is needed: \`npm ci\` for ${basename(folder)}/package-lock.json failed`);
    }
    rmSync(place, { recursive: true, force: true });
    renameSync(stage, place);
  }
  return createRequire(join(place, "package.json"));
}

/** Where Chromium is: what CHROMIUM says, or one of the usual paths. */
export function chromium() {
  const usual = [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable",
    "/snap/bin/chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  ];
  const found = process.env.CHROMIUM ? [process.env.CHROMIUM] : usual;
  return (
    found.find(path => existsSync(path)) ?? missing("Chromium is needed: install it, or name its program in CHROMIUM")
  );
}

// Run by itself it only says whether everything is there.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  packages(dirname(process.argv[1]));
  chromium();
}
