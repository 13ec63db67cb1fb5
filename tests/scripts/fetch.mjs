// Whether the action of other projects' workflows fetches the right program, and nothing that
// is not what its checksum says: `node tests/scripts/fetch.mjs`, against a server of its own.

import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../browser/modules.mjs";

for (const tool of ["curl", "tar", "sh"])
  if (spawnSync(tool, ["--version"]).error) {
    console.error(`${tool} is needed to try how the program is fetched: install it`);
    process.exit(77);
  }

const folder = mkdtempSync(join(tmpdir(), "statuary-fetch-"));
const packed = join(folder, "packed");
mkdirSync(packed);
writeFileSync(join(packed, "statuary"), '#!/bin/sh\necho "statuary 9.9.9 $*"\n', { mode: 0o755 });
const archive = join(folder, "archive.tar.gz");
spawnSync("tar", ["-czf", archive, "-C", packed, "."]);
const bytes = readFileSync(archive);
const name = "statuary-x86_64-unknown-linux-musl.tar.gz";
const line = `${createHash("sha256").update(bytes).digest("hex")}  ${name}\n`;

/** What lies where. @type {Record<string, Buffer | string>} */
const files = {
  [`/latest/download/${name}`]: bytes,
  "/latest/download/SHA256SUMS": `${"0".repeat(64)}  another.tar.gz\n${line}`,
  [`/download/v1.2.0/${name}`]: Buffer.concat([bytes, Buffer.from("more")]),
  "/download/v1.2.0/SHA256SUMS": line,
  [`/download/v1.3.0/${name}`]: bytes,
  "/download/v1.3.0/SHA256SUMS": "",
};
const server = createServer((request, response) => {
  const file = files[request.url ?? ""];
  response.writeHead(file === undefined ? 404 : 200).end(file);
});
await new Promise(done => server.listen(0, "127.0.0.1", () => done(undefined)));
const address = server.address();
const port = typeof address === "object" && address ? address.port : 0;

/** Runs the script. Given are its status, what it prints, and what it puts on the path.
 *  @param {Record<string, string>} env
 *  @returns {Promise<{status: number | null, told: string, path: string}>} */
function fetched(env) {
  const temp = mkdtempSync(join(folder, "run-"));
  const path = join(temp, "path");
  writeFileSync(path, "");
  const releases = `http://127.0.0.1:${port}`;
  const given = { RUNNER_OS: "Linux", RUNNER_ARCH: "X64", RUNNER_TEMP: temp, GITHUB_PATH: path, RELEASES: releases };
  const child = spawn("sh", [join(ROOT, ".github/fetch.sh")], {
    env: { PATH: process.env.PATH ?? "", ...given, ...env },
  });
  let told = "";
  child.stdout.on("data", text => (told += text));
  child.stderr.on("data", text => (told += text));
  return new Promise(done => child.on("close", status => done({ status, told, path: readFileSync(path, "utf8") })));
}

let wrong = 0;
/** @param {string} what @param {boolean} holds @param {unknown} found */
function expect(what, holds, found) {
  if (holds) return;
  console.error(`${what}: ${JSON.stringify(found)}`);
  wrong += 1;
}

const newest = await fetched({ VERSION: "latest" });
expect("the newest is fetched", newest.status === 0 && newest.told.includes("statuary 9.9.9 --version"), newest);
expect("it is on the path", newest.path.trim().endsWith("/statuary"), newest);
/** @type {[string, Record<string, string>, string][]} */
const refused = [
  ["another archive than was released", { VERSION: "1.2.0" }, "is not what SHA256SUMS names"],
  ["an archive without a checksum", { VERSION: "v1.3.0" }, "SHA256SUMS of v1.3.0 does not name"],
  ["a release that is not there", { VERSION: "1.4.0" }, "cannot fetch http://127.0.0.1"],
  ["another machine", { VERSION: "latest", RUNNER_ARCH: "ARM" }, "there is no program for Linux on ARM"],
];
for (const [what, env, words] of refused) {
  const ran = await fetched(env);
  expect(what, ran.status === 1 && ran.told.includes(`::error::`) && ran.told.includes(words) && ran.path === "", ran);
}
server.close();
rmSync(folder, { recursive: true, force: true });
process.exit(wrong ? 1 : 0);
