// Keeps this site for readers without a connection. Pages always come from the
// network when it answers, so that nobody reads an old one after a deploy; files
// with a hash in their name never change and come from the cache.
"use strict";

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const { scope } = worker.registration;

/**
 * Every file below the scope with the start of its content's SHA-256.
 * @type {Record<string, string>}
 */
// prettier-ignore
const FILES = {/* files */};
const CACHE = `statuary ${scope}`;

/**
 * @param {string} path
 */
const keyOf = path => `${scope}${path}?${FILES[path]}`;

/**
 * The path below the scope, where this version knows it.
 * @param {string} address
 */
function pathOf(address) {
  const bare = address.split(/[?#]/)[0];
  if (!bare.startsWith(scope)) return undefined;
  const path = bare.slice(scope.length);
  return [path, `${path}/`, path.replace(/index\.html$/, "")].find(known => known in FILES);
}

/**
 * Keeps an answer if it is the file that this version lists.
 * @param {string} path
 * @param {Response} answer
 */
async function keep(path, answer) {
  const body = await answer.arrayBuffer();
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  const hex = Array.from(hash.slice(0, 8), byte => byte.toString(16).padStart(2, "0")).join("");
  if (!answer.ok || hex !== FILES[path]) return;
  const type = answer.headers.get("content-type") || "";
  await (await caches.open(CACHE)).put(keyOf(path), new Response(body, { headers: { "content-type": type } }));
}

/** Fetches what no version before has left, a few files at a time. */
async function fill() {
  const cache = await caches.open(CACHE);
  const kept = new Set((await cache.keys()).map(request => request.url));
  const missing = Object.keys(FILES).filter(path => !kept.has(keyOf(path)));
  const next = async () => {
    for (let path = missing.pop(); path !== undefined; path = missing.pop()) {
      try {
        await keep(path, await fetch(scope + path, { cache: "no-cache" }));
      } catch {
        return;
      }
    }
  };
  await Promise.all([next(), next(), next(), next()]);
}

/** Drops what this version does not list. */
async function tidy() {
  const cache = await caches.open(CACHE);
  const listed = new Set(Object.keys(FILES).map(keyOf));
  const old = (await cache.keys()).filter(request => !listed.has(request.url));
  await Promise.all(old.map(request => cache.delete(request)));
}

/**
 * @param {string} path
 */
const kept = async path => (await caches.open(CACHE)).match(keyOf(path));

/**
 * A page: the network's word counts; the kept one is for when there is none.
 * @param {FetchEvent} event
 */
async function page(event) {
  const path = pathOf(event.request.url);
  try {
    // Not from the browser's own cache, which may be minutes behind a deploy.
    const answer = await fetch(event.request, { cache: "no-cache" });
    if (path !== undefined && answer.ok && !(await kept(path))) event.waitUntil(keep(path, answer.clone()));
    return answer;
  } catch (error) {
    const answer = path !== undefined ? await kept(path) : undefined;
    if (answer) return answer;
    const missing = await kept("404.html");
    if (path === undefined && missing) return new Response(missing.body, { status: 404, headers: missing.headers });
    throw error;
  }
}

/**
 * A file with a hash in its name.
 * @param {FetchEvent} event
 * @param {string} path
 */
async function file(event, path) {
  const answer = await kept(path);
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
worker.addEventListener("activate", event => event.waitUntil(tidy().then(() => worker.clients.claim())));
worker.addEventListener("fetch", event => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") return event.respondWith(page(event));
  const path = pathOf(request.url);
  if (path !== undefined && path.startsWith("assets/")) event.respondWith(file(event, path));
});
