// Keeps pages of this site for readers without a connection. Pages always come from the
// network when it answers, so that nobody reads an old one after a deploy; files
// with a hash in their name never change and come from the cache.
"use strict";

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const { scope } = worker.registration;

/**
 * What this version of the site is. `files` are those that are kept whether they were visited
 * or not, by their paths below the scope, each with the start of its content's SHA-256; `left`
 * are files that pages need and that have no room; `whole` says that `files` holds all pages;
 * `budget` is how many bytes are kept at most; `version` changes with any page.
 * @type {{
 *   files: Record<string, string>, left: string[], whole: boolean,
 *   budget: number, version: string, words: Record<string, string>
 * }}
 */
// prettier-ignore
const SITE = /** @type {any} */ ({/* site */});
const CACHE = `statuary ${scope}`;
/** How the keys of pages end that are kept because they were visited. */
const VISITED = "?visited";
/** What is noted of a file beside its type. */
const [SIZE, VERSION, TITLE] = ["x-size", "x-version", "x-title"];

/**
 * @param {string} path
 */
const keyOf = path => scope + path + (path in SITE.files ? `?${SITE.files[path]}` : VISITED);

/**
 * The paths below the scope that an address may mean.
 * @param {string} address
 */
function pathsOf(address) {
  const bare = address.split(/[?#]/)[0];
  if (!bare.startsWith(scope)) return [];
  const path = bare.slice(scope.length);
  return [path, `${path}/`, path.replace(/index\.html$/, "")];
}

/**
 * @param {string} address
 */
async function kept(address) {
  const cache = await caches.open(CACHE);
  for (const path of pathsOf(address)) {
    const answer = await cache.match(keyOf(path));
    if (answer) return answer;
  }
  return undefined;
}

/**
 * Whether a file is the one that this version lists, or a page that needs nothing else than
 * files of this version: a page of the next one would be kept without its scripts.
 * @param {string} path
 * @param {ArrayBuffer} body
 * @param {string} text
 */
async function isOfVersion(path, body, text) {
  if (!(path in SITE.files)) {
    const needed = [...text.matchAll(/=["']?[^\s"'>]*?(assets\/[\w.-]+\.(?:js|svg))/g)].map(found => found[1]);
    return text !== "" && needed.every(name => name in SITE.files || SITE.left.includes(name));
  }
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  const hex = Array.from(hash.slice(0, 8), byte => byte.toString(16).padStart(2, "0")).join("");
  return hex === SITE.files[path];
}

/**
 * Keeps an answer if it is of this version. What is kept last stands last.
 * @param {string} path
 * @param {Response} answer
 */
async function keep(path, answer) {
  const body = await answer.arrayBuffer();
  const type = answer.headers.get("content-type") || "";
  const text = /html/.test(type) ? new TextDecoder().decode(body) : "";
  if (!answer.ok || !(await isOfVersion(path, body, text))) return;
  const title = /<title>([^<]*)/.exec(text);
  const headers = {
    "content-type": type,
    [SIZE]: `${body.byteLength}`,
    [VERSION]: SITE.version,
    [TITLE]: title ? encodeURIComponent(title[1]) : "",
  };
  const cache = await caches.open(CACHE);
  await cache.delete(keyOf(path));
  await cache.put(keyOf(path), new Response(body, { headers }));
}

/** All that is kept, the longest first. */
async function everything() {
  const cache = await caches.open(CACHE);
  const noted = async (/** @type {Request} */ { url }) => {
    const headers = (await cache.match(url))?.headers;
    const note = (/** @type {string} */ name) => headers?.get(name) ?? "";
    return { url, path: url.slice(scope.length).split("?")[0], size: Number(note(SIZE)), note };
  };
  return Promise.all((await cache.keys()).map(noted));
}

/** Lets go of what was visited longest ago, until the rest is within the budget. */
async function trim() {
  const cache = await caches.open(CACHE);
  const all = await everything();
  let total = all.reduce((sum, { size }) => sum + size, 0);
  for (const { url, size } of all.filter(({ url }) => url.endsWith(VISITED))) {
    if (total <= SITE.budget) return;
    await cache.delete(url);
    total -= size;
  }
}

/**
 * Fetches files, a few at a time, and keeps them.
 * @param {string[]} paths
 */
async function fetchAll(paths) {
  const next = async () => {
    for (let path = paths.shift(); path !== undefined; path = paths.shift()) {
      try {
        await keep(path, await fetch(scope + path, { cache: "no-cache" }));
      } catch {
        return;
      }
    }
  };
  await Promise.all([next(), next(), next(), next()]);
}

/** Fetches what no version before has left, and anew what was visited under one. */
async function fill() {
  const all = await everything();
  const urls = new Set(all.map(({ url }) => url));
  await fetchAll(Object.keys(SITE.files).filter(path => !urls.has(keyOf(path))));
  const old = all.filter(({ url, note }) => url.endsWith(VISITED) && note(VERSION) !== SITE.version);
  await fetchAll(old.map(({ path }) => path));
}

/** Drops what is of another version, and keeps the pages that are open. */
async function begin() {
  const cache = await caches.open(CACHE);
  const isOld = (/** @type {{ url: string, path: string, note: (name: string) => string }} */ { url, path, note }) =>
    url !== keyOf(path) || (url.endsWith(VISITED) && note(VERSION) !== SITE.version);
  await Promise.all((await everything()).filter(isOld).map(({ url }) => cache.delete(url)));
  await worker.clients.claim();
  const open = await worker.clients.matchAll({ type: "window" });
  const paths = open.map(({ url }) => pathsOf(url)[0]).filter(path => path !== undefined && !(path in SITE.files));
  await fetchAll(/** @type {string[]} */ (paths));
  await trim();
}

/** What is told where a page is not kept: that, and which ones are, the newest first. */
async function absent() {
  const { words, whole } = SITE;
  const plain = await kept(`${scope}404.html`);
  if (plain && whole) return new Response(plain.body, { status: 404, headers: plain.headers });
  const pages = (await everything()).filter(({ path, note }) => note(TITLE) && path !== "404.html").reverse();
  const links = pages.map(
    ({ path, note }) => `<li><a href="${encodeURI(scope + path)}">${decodeURIComponent(note(TITLE))}</a></li>`,
  );
  const list = links.length ? `<section><h2>${words.kept}</h2><ul>${links.join("")}</ul></section>` : "";
  const main = `<div class="opening"><h1>${words.title}</h1><p class="lead">${words.text}</p></div>${list}`;
  // The page for addresses at which nothing is stands around it, under the name of this one.
  const around = plain ? await plain.text() : `<!doctype html><title>${words.title}</title><main></main>`;
  const name = /<h1\b[^>]*>([^<]+)</.exec(around)?.[1].trim() || words.title;
  const page = around
    .replaceAll(name, words.title)
    .replace(/(<main\b[^>]*>)[^]*(<\/main>)/, (_, open, close) => open + main + close);
  return new Response(page, { status: 503, headers: { "content-type": "text/html; charset=utf-8" } });
}

/**
 * A page: the network's word counts; the kept one is for when there is none.
 * @param {FetchEvent} event
 */
async function page(event) {
  const { url } = event.request;
  const path = pathsOf(url).find(path => path in SITE.files) ?? pathsOf(url)[0];
  try {
    // Not from the browser's own cache, which may be minutes behind a deploy.
    const answer = await fetch(event.request, { cache: "no-cache" });
    if (path !== undefined && answer.ok && !(path in SITE.files && (await kept(url))))
      event.waitUntil(keep(path, answer.clone()).then(trim));
    return answer;
  } catch {
    return (await kept(url)) ?? absent();
  }
}

/**
 * A file with a hash in its name.
 * @param {FetchEvent} event
 * @param {string} path
 */
async function file(event, path) {
  const answer = await kept(scope + path);
  if (answer) return answer;
  const fresh = await fetch(event.request);
  if (fresh.ok) event.waitUntil(keep(path, fresh.clone()));
  return fresh;
}

worker.addEventListener("install", event => {
  worker.skipWaiting();
  // Only some browsers know whether the reader saves data.
  const { connection } = /** @type {{ connection?: { saveData?: boolean } }} */ (navigator);
  if (!connection?.saveData) event.waitUntil(fill());
});
worker.addEventListener("activate", event => event.waitUntil(begin()));
worker.addEventListener("fetch", event => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") return event.respondWith(page(event));
  const path = pathsOf(request.url)[0];
  if (path?.startsWith("assets/") && path in SITE.files) event.respondWith(file(event, path));
});
