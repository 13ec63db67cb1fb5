// This site does without a service worker; this one removes itself and all that
// an earlier one kept.
"use strict";

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

async function leave() {
  await caches.delete(`statuary ${worker.registration.scope}`);
  await worker.registration.unregister();
}

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", event => event.waitUntil(leave()));
