// Where somebody was on a page: how far down, and on which control. A page that was opened again
// puts them back there.
"use strict";

(() => {
  const { find } = coachkit;
  const PLACE = `ck-place ${location.pathname}`;
  const PATIENCE = 3000;
  const CONTROLS = "a[href], button, input, select, textarea, summary, [tabindex]";
  let given = false;
  let last = null;

  const controls = () => [...find("ck-page").querySelectorAll(CONTROLS)];
  const nameOf = (control) =>
    [control.tagName, control.type, control.getAttribute("aria-label"), control.title]
      .concat(control.labels?.[0]?.textContent, control.matches("button, a") && control.textContent)
      .filter(Boolean)
      .join("|");

  // An overlay takes the focus: where somebody was is still where they were before it.
  addEventListener("focusin", ({ target }) => {
    if (!find("ck-lost").contains(target)) last = target;
  });

  addEventListener("pagehide", () => {
    const all = controls();
    const index = all.indexOf(find("ck-lost").open ? last : document.activeElement);
    const name = index < 0 ? "" : nameOf(all[index]);
    sessionStorage.setItem(PLACE, JSON.stringify({ top: scrollY, index, name }));
  });

  function put({ top, index, name }, until) {
    if (given) return;
    const all = controls();
    const same = all[index];
    const control = same && nameOf(same) === name ? same : all.find((one) => nameOf(one) === name);
    if (name && control && document.activeElement === document.body)
      control.focus({ preventScroll: true });
    if (Math.abs(scrollY - top) > 1) scrollTo({ top, behavior: "instant" });
    const there = Math.abs(scrollY - top) <= 1 && (!name || document.activeElement !== document.body);
    // Widgets come one by one, and the page grows with them.
    if (!there && Date.now() < until) requestAnimationFrame(() => put({ top, index, name }, until));
  }

  // Whoever moves on a page that is still growing is not moved back.
  for (const moved of ["wheel", "touchstart", "pointerdown", "keydown"])
    addEventListener(moved, () => (given = true), { capture: true, passive: true });

  document.addEventListener("ck-shown", () => {
    const place = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
    const [how] = performance.getEntriesByType("navigation");
    given = false;
    if (place && how?.type === "reload") put(place, Date.now() + PATIENCE);
  });

  // "To the content": past the line with the client's name and the languages.
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.(".ck-skip")) return;
    event.preventDefault();
    const page = find("ck-page");
    const heading = [...page.querySelectorAll("h1, h2")].find((one) => one.checkVisibility());
    const goal = heading ?? page;
    goal.tabIndex = -1;
    goal.focus();
  });
})();
