// Stands in the head of every page: what the first paint needs to know, the keys,
// which answer from the first moment on, and what waits until the page has been painted.
(({ documentElement: { dataset: page }, currentScript: here }) => {
  page.script = "";
  // Where nothing may be remembered, a browser throws.
  try {
    for (const name of ["scheme", "keys"]) if (localStorage[name]) page[name] = localStorage[name];
  } catch {}

  const TURNS = { j: "next", k: "prev", ArrowRight: "next", ArrowLeft: "prev" };
  addEventListener("keydown", event => {
    const { target, key, altKey, shiftKey } = event, command = event.ctrlKey || event.metaKey;
    if (event.defaultPrevented || altKey) return;
    if (command ? shiftKey || key.toLowerCase() !== "k" : page.keys || target.isContentEditable || target.matches?.("input, select, textarea")) return;
    const input = document.querySelector(".search input");
    if (command || key === "/") {
      if (!input) return;
      input.focus();
      input.select();
    } else {
      // Where arrow keys scroll a box, they are not ours.
      const link = !shiftKey && !target.closest?.("pre, .scroll") && document.querySelector(`a[rel="${TURNS[key]}"]`);
      if (!link) return;
      link.click();
    }
    event.preventDefault();
  });

  // The manifest too can wait, and from a disk no browser may read it.
  const manifest = document.querySelector("link[rel=manifest]");
  manifest?.remove();
  let asked = false;
  const load = () => {
    if (asked) return;
    asked = true;
    const script = document.createElement("script");
    Object.assign(script.dataset, here.dataset);
    script.src = here.dataset.src;
    script.onload = () => { page.script = "ready"; };
    document.head.append(script);
    if (manifest && location.protocol !== "file:") document.head.append(manifest);
  };
  // A slow machine may paint long after the page is there, so no clock says when. Only
  // where no paint will be told is the page enough: in a tab that nobody sees, and in a
  // browser that keeps its times to itself or has none of paints.
  new PerformanceObserver(paints => {
    if (paints.getEntriesByName("first-contentful-paint").length) load();
  }).observe({ type: "paint", buffered: true });
  addEventListener("load", () => {
    const told = PerformanceObserver.supportedEntryTypes?.includes("paint") && performance.getEntriesByType("navigation").length;
    if (!told || document.hidden) load();
  });
})(document);
