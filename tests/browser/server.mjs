// A static server that answers as GitHub Pages does: `x` is the file `x`, then
// `x.html`, then leads to `x/`; `x/` is `x/index.html`; everything else is
// 404.html. Answers are compressed, carry an ETag, and may be kept ten minutes.

import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".atom": "application/atom+xml",
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "application/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".xml": "application/xml",
};

const file = path => statSync(path, { throwIfNoEntry: false })?.isFile();

/** Serves a folder under a prefix such as `/repo/` on a free port of loopback. */
export async function serve(folder, prefix) {
  const site = { folder, prefix, down: false, held: null, origin: "", requests: [], sockets: new Set() };
  const server = createServer(async (request, response) => {
    if (/\.js$/.test(request.url)) await site.held;
    if (site.down) return request.socket.destroy();
    answer(site, request, response);
  });
  server.on("connection", socket => {
    site.sockets.add(socket);
    socket.on("close", () => site.sockets.delete(socket));
  });
  await new Promise(done => server.listen(0, "127.0.0.1", done));
  site.origin = `http://127.0.0.1:${server.address().port}`;
  site.base = site.origin + prefix;
  /** Scripts are not answered until what this returns is called. */
  site.hold = () => {
    let release;
    site.held = new Promise(done => {
      release = done;
    });
    return release;
  };
  /** Nothing is answered any more, as without a network. */
  site.cut = () => {
    site.down = true;
    for (const socket of site.sockets) socket.destroy();
  };
  site.close = () => {
    site.cut();
    server.close();
  };
  return site;
}

function answer(site, request, response) {
  const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  const found = find(site, path);
  if (found.to) return response.writeHead(301, { location: found.to }).end();
  const plain = readFileSync(found.file),
    tag = `"${createHash("sha1").update(plain).digest("hex")}"`;
  const headers = {
    "content-type": TYPES[extname(found.file)] ?? "application/octet-stream",
    "cache-control": "max-age=600",
    "access-control-allow-origin": "*",
    etag: tag,
    vary: "Accept-Encoding",
  };
  if (found.status === 200 && request.headers["if-none-match"] === tag) return response.writeHead(304, headers).end();
  const small = /gzip/.test(request.headers["accept-encoding"] ?? "") && !/png|octet/.test(headers["content-type"]);
  const body = small ? gzipSync(plain) : plain;
  if (small) headers["content-encoding"] = "gzip";
  headers["content-length"] = body.length;
  site.requests.push({ path, status: found.status, bytes: body.length });
  response.writeHead(found.status, headers).end(request.method === "HEAD" ? undefined : body);
}

function find({ folder, prefix }, path) {
  const miss = { status: 404, file: join(folder, "404.html") };
  if (`${path}/` === prefix) return { to: prefix };
  if (!path.startsWith(prefix) || path.includes("..")) return miss;
  const inside = join(folder, path.slice(prefix.length));
  if (path.endsWith("/"))
    return file(join(inside, "index.html")) ? { status: 200, file: join(inside, "index.html") } : miss;
  if (file(inside)) return { status: 200, file: inside };
  // `/404` is the not-found page here, not the page of the code.
  if (file(`${inside}.html`)) return { status: inside === join(folder, "404") ? 404 : 200, file: `${inside}.html` };
  return file(join(inside, "index.html")) ? { to: `${path}/` } : miss;
}
