// Makes tabs of code in several languages. Stands in pages that hold some, behind their
// text, so that nothing moves when they are painted. What was chosen last is shown first,
// here and on other pages.
"use strict";

(() => {
  const NAME = "tabs";
  /** @type {((name: string) => void)[]} */
  const groups = [];
  /** @type {string[]} */
  let chosen = [];
  // Where nothing may be remembered, a browser throws.
  try {
    chosen = (localStorage.getItem(NAME) ?? "").split("\n");
  } catch {}

  /**
   * Shows one language in all groups that have it. What was clicked stays where it is.
   * @param {string} name
   * @param {HTMLElement} from
   */
  function choose(name, from) {
    chosen = [name, ...chosen.filter(other => other !== name)].slice(0, 9);
    try {
      localStorage.setItem(NAME, chosen.join("\n"));
    } catch {}
    const { top } = from.getBoundingClientRect();
    for (const show of groups) show(name);
    scrollBy({ top: from.getBoundingClientRect().top - top, behavior: "instant" });
  }

  /**
   * @param {HTMLElement} group
   * @param {string} prefix of ids
   */
  function makeTabs(group, prefix) {
    const panels = /** @type {HTMLElement[]} */ ([...group.children]);
    if (panels.length < 2) return;
    const list = document.createElement("div");
    list.className = "tab-list";
    list.setAttribute("role", "tablist");
    list.setAttribute("aria-label", group.getAttribute("aria-label") ?? "");
    const tabs = panels.map((panel, at) => {
      const tab = document.createElement("button"),
        title = /** @type {HTMLElement} */ (panel.firstElementChild);
      Object.assign(tab, { type: "button", id: `${prefix}-${at}`, role: "tab", textContent: title.textContent });
      Object.assign(panel, { id: `${prefix}-${at}-code`, role: "tabpanel" });
      tab.setAttribute("aria-controls", panel.id);
      panel.setAttribute("aria-labelledby", tab.id);
      title.hidden = true;
      // Found by a search in the page, a panel shows itself.
      panel.addEventListener("beforematch", () => choose(tab.textContent ?? "", tab));
      return tab;
    });
    list.append(...tabs);
    const show = (/** @type {string} */ name) => {
      const at = tabs.findIndex(tab => tab.textContent === name);
      if (at < 0) return false;
      tabs.forEach((tab, other) => {
        tab.setAttribute("aria-selected", String(other === at));
        tab.tabIndex = other === at ? 0 : -1;
        if (other === at) panels[other].removeAttribute("hidden");
        else panels[other].setAttribute("hidden", "until-found");
      });
      return true;
    };
    list.addEventListener("click", ({ target }) => {
      if (target instanceof HTMLElement && target !== list) choose(target.textContent ?? "", target);
    });
    list.addEventListener("keydown", event => {
      const at = tabs.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement)),
        forward = getComputedStyle(list).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
      const next =
        event.key === "Home"
          ? 0
          : event.key === "End"
            ? tabs.length - 1
            : /^Arrow(Left|Right)$/.test(event.key)
              ? (at + (event.key === forward ? 1 : tabs.length - 1)) % tabs.length
              : -1;
      if (next < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      choose(tabs[next].textContent ?? "", tabs[next]);
      tabs[next].focus();
    });
    groups.push(show);
    if (!chosen.some(show)) show(tabs[0].textContent ?? "");
    group.prepend(list);
    group.removeAttribute("role");
  }

  document.querySelectorAll(".tabs").forEach((group, at) => {
    makeTabs(/** @type {HTMLElement} */ (group), `Tab-${at}`);
  });
})();
