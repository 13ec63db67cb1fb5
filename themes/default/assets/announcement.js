// Stands before an announcement: one that was read and put away stays away, until it says
// something else.
"use strict";

(() => {
  const said = /** @type {HTMLElement} */ (document.querySelector("script[data-announcement]")).dataset.announcement;
  // Where nothing may be remembered, a browser throws.
  try {
    if (localStorage.announcement === said) document.documentElement.dataset.announcement = "read";
  } catch {}
})();
