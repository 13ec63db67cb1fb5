// This site does without a service worker; this one removes itself and all that
// an earlier one kept.
"use strict";

addEventListener("install", () => skipWaiting());
addEventListener("activate", event => event.waitUntil((async () => {
  await caches.delete(`statuary ${registration.scope}`);
  await registration.unregister();
})()));
