// Keeps a page of the preview as the site is: fetches it anew when it has changed, takes new
// styles without that, and shows what is wrong while something is.
"use strict";

(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const news = new URL("news", script.src);
  /** The hash of the page that is shown. */
  let page = script.dataset.page;
  /** The number of the state of the site that is known here. */
  let number = Number(script.dataset.number) - 1;
  const SCROLLED = "statuary-scrolled";

  /** A worker of the published site, or of an earlier preview, would show old pages. */
  async function leaveWorkers() {
    const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
    await Promise.all(workers.map(worker => worker.unregister()));
  }

  /** Where the page was scrolled to before it was fetched anew. */
  function scrollBack() {
    const [path, x, y] = JSON.parse(sessionStorage.getItem(SCROLLED) ?? "[]");
    sessionStorage.removeItem(SCROLLED);
    if (path === location.pathname) scrollTo({ left: x, top: y, behavior: "instant" });
  }

  /** @param {string} html */
  const parsed = html => new DOMParser().parseFromString(html, "text/html");

  /** @param {Document} from */
  const stylesOf = from => [...from.querySelectorAll("style")].map(style => style.textContent ?? "");

  /** A page but for its styles, and its policy, which names them.
   *  @param {Document} from */
  function withoutStyles(from) {
    for (const style of from.querySelectorAll("style, meta[http-equiv]")) style.remove();
    return from.documentElement.outerHTML;
  }

  /** The page as it was fetched last. @type {string | undefined} */
  let html;

  /** Puts other styles in the place of the page's own. @param {string[]} styles */
  async function restyle(styles) {
    const sheets = await Promise.all(styles.map(style => new CSSStyleSheet().replace(style)));
    for (const style of document.querySelectorAll("style")) if (style.sheet) style.sheet.disabled = true;
    document.adoptedStyleSheets = sheets;
  }

  async function fetchPage() {
    const response = await fetch(location.href, { headers: { accept: "*/*" }, cache: "no-store" });
    const bytes = await response.arrayBuffer();
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const hex = Array.from(hash, byte => byte.toString(16).padStart(2, "0")).join("");
    return { hex, html: new TextDecoder().decode(bytes) };
  }

  /** Brings the page up to date, if it has changed. */
  async function update() {
    const now = await fetchPage();
    const before = html;
    html = now.html;
    if (now.hex === page) return;
    page = now.hex;
    const isStyle = before !== undefined && withoutStyles(parsed(before)) === withoutStyles(parsed(now.html));
    if (isStyle) return restyle(stylesOf(parsed(now.html)));
    sessionStorage.setItem(SCROLLED, JSON.stringify([location.pathname, scrollX, scrollY]));
    location.reload();
  }

  const STYLE = `
    :host { all: initial; }
    section { position: fixed; inset: auto 0 0; max-height: 70vh; overflow: auto; z-index: 2147483647;
      box-sizing: border-box; padding: 1rem 1.25rem 1.25rem; background: #1b1b1f; color: #f4f4f6;
      border-top: 4px solid #ff6b6b; font: 15px/1.5 system-ui, sans-serif; text-align: start; }
    h2 { font-size: 1rem; margin: 0 0 .75rem; display: flex; align-items: start; justify-content: space-between;
      gap: 1rem; }
    article { margin: 0 0 1rem; padding: 0 0 0 .75rem; border-inline-start: 3px solid #ff6b6b; }
    article.warning { border-color: #f5c451; }
    p { margin: 0 0 .25rem; overflow-wrap: anywhere; white-space: pre-wrap; }
    pre { margin: .25rem 0; padding: .4rem .6rem; background: #2a2a31; overflow-x: auto;
      font: 13px/1.5 ui-monospace, monospace; }
    code { font: 13px/1.5 ui-monospace, monospace; color: #9fd0ff; overflow-wrap: anywhere; }
    button { font: inherit; font-size: 13px; color: inherit; background: #3a3a44; border: 1px solid #5a5a66;
      border-radius: 4px; padding: 0 .5rem; cursor: pointer; }
    button:focus-visible { outline: 2px solid #9fd0ff; }`;

  /** @type {HTMLElement | undefined} */
  let overlay;

  /** An element with a text. @param {string} name @param {string} text */
  function element(name, text) {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  /** @param {string} text @param {() => void} act */
  function button(text, act) {
    const made = /** @type {HTMLButtonElement} */ (element("button", text));
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  /** @typedef {{severity: string, path: string, line: number, column: number, end_line: number, end_column: number,
   *  message: string, help: string | null, excerpt: string, code: string}} Finding */

  /** One problem with its place, which can be copied. @param {Finding} finding */
  function told(finding) {
    const place = `${finding.path}:${finding.line}:${finding.column}`;
    const article = element("article", "");
    article.className = finding.severity;
    const head = element("p", "");
    head.append(
      element("code", place),
      " ",
      button("copy", () => navigator.clipboard?.writeText(place)),
    );
    article.append(head, element("p", `${finding.severity}: ${finding.message}`));
    if (finding.excerpt) article.append(element("pre", finding.excerpt));
    if (finding.help) article.append(element("p", `help: ${finding.help}`));
    return article;
  }

  /** Shows what is wrong over the page, or takes that away again.
   *  @param {{errors: number, warnings: number, diagnostics: Finding[]} | null} report */
  function show(report) {
    overlay?.remove();
    overlay = undefined;
    if (!report) return;
    overlay = document.createElement("statuary-report");
    const root = overlay.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    const section = element("section", "");
    section.lang = "en";
    section.dir = "ltr";
    section.setAttribute("role", "alert");
    const count = report.errors === 1 ? "1 error" : `${report.errors} errors`;
    const head = element("h2", `${count}: this is the page as it was before`);
    head.append(button("hide", () => show(null)));
    section.append(head, ...report.diagnostics.map(told));
    root.append(section);
    document.documentElement.append(overlay);
  }

  /** @param {number} time in milliseconds */
  const pause = time => new Promise(done => setTimeout(done, time));

  async function follow() {
    for (;;) {
      try {
        const response = await fetch(`${news}?after=${number}`, { cache: "no-store" });
        const now = await response.json();
        if (now.number !== number) {
          number = now.number;
          show(now.report);
          await update();
        }
      } catch {
        // The preview is gone, or the page is being left.
        await pause(500);
      }
    }
  }

  leaveWorkers().catch(() => {});
  scrollBack();
  follow();
})();
