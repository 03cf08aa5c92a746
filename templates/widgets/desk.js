// The desk: all clients, found as one types. Python says who they are and what they need; which of
// them are on the screen is decided here, so that nothing waits for a kernel between two letters.

const LOOKED_FOR = "coachkit-desk";
const PATIENCE = 5000;

// Letters without their marks, so that "jarven" finds "Järven".
const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function desk({ model, el }) {
  const id = fresh("ckd");
  const news = announcer();
  const search = piece("input", { class: "ckd-search", type: "search", id: `${id}-search` });
  search.autocomplete = "off";
  search.spellcheck = false;
  const label = piece("label", { class: "ckw-unseen", for: search.id });
  const all = piece("button", { type: "button", class: "ckw-button ckd-filter" });
  const waiting = piece("button", { type: "button", class: "ckw-button ckd-filter" });
  const add = piece("button", { type: "button", class: "ckw-button ckd-new" });
  const filters = piece("div", { class: "ckd-filters", role: "group" }, all, waiting);
  const tools = piece("div", { class: "ckd-tools" }, label, search, filters, add);
  const list = piece("ul", { class: "ckd-list" });
  const nobody = piece("p", { class: "ckd-nobody" });
  const root = piece("div", {}, tools, list, nobody, news.box);
  rooted(root, "ckd");
  el.replaceChildren(root);

  let face = model.get("face");
  let needing = false;
  let opened = null;
  let scrolled = 0;
  let telling = 0;
  const rows = new Map();

  // --- What was looked for stays while the tab is open ---------------------------------------

  function remember() {
    try {
      sessionStorage.setItem(LOOKED_FOR, JSON.stringify({ search: search.value, needing }));
    } catch {
      // a browser that keeps nothing: one types again
    }
  }

  function recall() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(LOOKED_FOR) ?? "{}");
      search.value = kept.search ?? "";
      needing = Boolean(kept.needing);
    } catch {
      search.value = "";
    }
  }

  // --- Drawing -------------------------------------------------------------------------------

  function newRow() {
    const name = piece("button", { type: "button", class: "ckd-name" });
    const sector = piece("span", { class: "ckd-sector" });
    const needs = piece("ul", { class: "ckd-needs" });
    const meeting = piece("span", { class: "ckd-meeting" });
    const moments = piece("span", { class: "ckd-moments" });
    const open = piece("a", { class: "ckd-open" });
    const box = piece(
      "li",
      { class: "ckd-row" },
      piece("div", { class: "ckd-who" }, name, sector),
      needs,
      piece("div", { class: "ckd-when" }, meeting, moments),
      open,
    );
    const row = { box, name, sector, needs, meeting, moments, open, slug: "", find: "" };
    name.addEventListener("click", () => go(row.slug));
    return row;
  }

  function fill(row, told) {
    row.slug = told.slug;
    row.find = bare(told.find);
    row.needing = told.needing;
    write(row.name, told.name);
    mark(row.name, "disabled", !told.opens);
    write(row.sector, told.sector);
    row.sector.hidden = !told.sector;
    mark(row.needs, "class", `ckd-needs${told.needing ? " ckd-needing" : ""}`);
    const said = told.needs.map((text) => piece("li", { text }));
    if (row.needs.textContent !== told.needs.join("")) row.needs.replaceChildren(...said);
    write(row.meeting, told.meeting);
    write(row.moments, told.moments);
    row.open.hidden = !told.address;
    mark(row.open, "href", told.address || null);
    mark(row.open, "aria-label", `${face.words.open}: ${told.name}`);
    write(row.open, face.words.open);
  }

  function say() {
    face = model.get("face");
    const { words } = face;
    root.lang = face.language;
    write(label, words.search);
    mark(search, "placeholder", words.search);
    mark(filters, "aria-label", words.filter);
    write(add, words.add);
    mark(list, "aria-label", words.clients);
    people();
  }

  function people() {
    const told = model.get("rows");
    for (const slug of [...rows.keys()])
      if (!told.some((one) => one.slug === slug)) rows.delete(slug);
    for (const one of told) {
      if (!rows.has(one.slug)) rows.set(one.slug, newRow());
      fill(rows.get(one.slug), one);
    }
    arrange(list, told.map((one) => rows.get(one.slug).box));
    const many = told.filter((one) => one.needing).length;
    write(all, filled(face.words.all, { n: told.length }));
    write(waiting, filled(face.words.needing, { n: many }));
    tools.hidden = told.length === 0 && !face.ready;
    for (const one of [label, search, filters]) one.hidden = told.length < 2;
    look(false);
  }

  function found() {
    const wanted = bare(search.value).split(/\s+/).filter(Boolean);
    return [...rows.values()].filter(
      (row) => (!needing || row.needing) && wanted.every((word) => row.find.includes(word)),
    );
  }

  function look(tell) {
    const shown = new Set(found());
    for (const row of rows.values()) row.box.hidden = !shown.has(row);
    mark(all, "aria-pressed", String(!needing));
    mark(waiting, "aria-pressed", String(needing));
    list.hidden = shown.size === 0;
    const empty = rows.size > 0 && shown.size === 0;
    nobody.hidden = !empty;
    write(nobody, empty ? face.words.nobody : "");
    if (!tell) return;
    remember();
    clearTimeout(telling);
    // whoever listens wants the outcome, not every letter's
    telling = setTimeout(() => {
      const text = face.words.found;
      news.tell(empty ? face.words.nobody : filled(text, { n: shown.size, of: rows.size }));
    }, 400);
  }

  // --- Going there, and back -----------------------------------------------------------------

  function go(slug) {
    scrolled = scrollY;
    opened = slug;
    model.send({ open: slug });
  }

  const names = () => found().map((row) => row.name).filter((name) => !name.disabled);

  function byKey(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const there = names();
    const at = there.indexOf(document.activeElement);
    const inSearch = event.target === search;
    if (inSearch && event.key === "Escape" && search.value) {
      search.value = "";
      look(true);
    } else if (inSearch && event.key === "Enter" && there.length) {
      there[0].click();
    } else if (event.key === "ArrowDown" && (inSearch || at >= 0)) {
      (there[at + 1] ?? there.at(-1))?.focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      (there[at - 1] ?? search).focus();
    } else {
      return;
    }
    event.preventDefault();
  }

  // What was pressed is out of sight now: the focus goes to the way back, and back with it.
  function elsewhere() {
    const screen = model.get("screen");
    if (screen === "list") {
      const row = rows.get(opened);
      const target = opened === "" ? add : row?.name;
      opened = null;
      if (!target) return;
      scrollTo(0, scrolled);
      target.focus({ preventScroll: true });
      return;
    }
    const until = performance.now() + PATIENCE;
    const arrive = () => {
      const back = document.querySelector(".ck-desk-back button");
      if (back?.offsetParent) {
        scrollTo(0, 0);
        back.focus({ preventScroll: true });
      } else if (performance.now() < until) requestAnimationFrame(arrive);
    };
    arrive();
  }

  all.addEventListener("click", () => {
    needing = false;
    look(true);
  });
  waiting.addEventListener("click", () => {
    needing = true;
    look(true);
  });
  add.addEventListener("click", () => {
    scrolled = scrollY;
    opened = "";
    model.send({ add: true });
  });
  search.addEventListener("input", () => look(true));
  root.addEventListener("keydown", byKey);
  model.on("change:face", say);
  model.on("change:rows", people);
  model.on("change:screen", elsewhere);
  recall();
  say();
  return () => {
    clearTimeout(telling);
    model.off("change:face", say);
    model.off("change:rows", people);
    model.off("change:screen", elsewhere);
  };
}

export default { render: desk };
