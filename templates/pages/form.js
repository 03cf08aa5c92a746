// Draws one form from its schema and keeps its entries. Whatever a person or a file wrote goes in
// as text or as the value of a control, never as markup. A control that has the focus is never
// made anew: words, errors and other people's changes come to it where it stands.

const PAUSE = 150;
const ROWS_AS_CARDS = 600;
const COLUMN = 132;
const NUMBER = /^[-−]?\d+(?:[.,]\d{0,4})?$/;
const NO_DAY = "?";
let made = 0;

// Each form of a page loads this module for itself: without a mark of its own, two forms' labels
// would name each other's controls.
const mark = Math.random().toString(36).slice(2, 8);
const unique = () => `ckf-${mark}-${++made}`;
const filled = (pattern, values) =>
  pattern.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

function make(tag, name, attributes = {}, ...children) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function button(name, act) {
  const element = make("button", name, { type: "button" });
  element.addEventListener("click", () => {
    if (element.getAttribute("aria-disabled") !== "true") act();
  });
  return element;
}

// Keeps what an element says up to date without touching it when nothing changed.
function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// --- What stands around a control: its label, its help, what is wrong with it --------------------

function frame(form, field, { group = false } = {}) {
  const around = make(group ? "fieldset" : "div", `ckf-field ckf-${field.kind}`);
  const label = make(group ? "legend" : "label", "ckf-label", { id: unique() });
  const help = make("p", "ckf-help", { id: unique() });
  const error = make("p", "ckf-error", { id: unique() });
  const box = make("div", "ckf-box");
  around.append(label, box, help, error);
  let wrong = "";
  const framed = {
    el: around,
    box,
    label,
    touched: form.settled,
    // "about": what is described and invalid; of several ticks it is the group of them.
    words(told, about) {
      say(label, told.label);
      say(help, told.help);
      framed.describe(about);
    },
    describe(about) {
      const ids = [help, error].filter((one) => one.textContent).map((one) => one.id);
      if (ids.length) about.setAttribute("aria-describedby", ids.join(" "));
      else about.removeAttribute("aria-describedby");
    },
    tell(sentence, about) {
      wrong = sentence ?? "";
      framed.show(about);
    },
    show(about) {
      const shown = framed.touched ? wrong : "";
      if (shown && shown !== error.textContent) form.announce(shown);
      say(error, shown);
      around.classList.toggle("ckf-wrong", Boolean(shown));
      // A group cannot be invalid, what is in it can.
      for (const one of about.matches("fieldset") ? about.querySelectorAll("input") : [about]) {
        if (shown) one.setAttribute("aria-invalid", "true");
        else one.removeAttribute("aria-invalid");
      }
      framed.describe(about);
    },
  };
  return framed;
}

// --- Single controls -----------------------------------------------------------------------------

// What all of them share. "about": the element that has the value, or the group of ticks.
function single(form, framed, about, { read, write, words = () => {}, lock }) {
  let typing = false;
  framed.el.addEventListener("input", () => {
    typing = true;
    form.changed();
  });
  framed.el.addEventListener("change", () => form.changed(true));
  framed.el.addEventListener("focusout", (event) => {
    if (framed.el.contains(event.relatedTarget)) return;
    typing = false;
    part.touch();
    form.changed(true);
  });
  const part = {
    el: framed.el,
    read,
    write(entry) {
      // What somebody is in the midst of typing is theirs.
      if (typing && framed.el.contains(document.activeElement)) return;
      if (JSON.stringify(read()) !== JSON.stringify(entry)) write(entry);
    },
    words(field) {
      words(field);
      framed.words(field, about);
    },
    tell: (errors, path) => framed.tell(errors[path], about),
    touch() {
      framed.touched = true;
      framed.show(about);
    },
    lock,
    first: () => (about.matches("fieldset") ? about.querySelector("input") : about),
  };
  return part;
}

function typed(form, field, control, more = {}) {
  const framed = frame(form, field);
  control.id = unique();
  framed.label.htmlFor = control.id;
  framed.box.append(control);
  return single(form, framed, control, {
    read: () => control.value,
    write: (entry) => (control.value = entry ?? ""),
    lock: (locked) => (control.readOnly = locked),
    ...more,
    words(told) {
      if ("placeholder" in control) control.placeholder = told.placeholder ?? "";
      more.words?.(told);
    },
  });
}

function line(form, field) {
  const control = make("input", "ckf-input", { type: "text", autocomplete: "off" });
  const picks = make("datalist", "", { id: unique() });
  const part = typed(form, field, control, {
    words(told) {
      const known = told.suggestions ?? [];
      picks.replaceChildren(...known.map((text) => make("option", "", { value: text })));
      if (known.length) control.setAttribute("list", picks.id);
      else control.removeAttribute("list");
    },
  });
  part.el.append(picks);
  return part;
}

function paragraph(form, field) {
  const control = make("textarea", "ckf-input", { rows: "2" });
  return typed(form, field, control);
}

function day(form, field) {
  const control = make("input", "ckf-input", { type: "date", max: "9999-12-31" });
  return typed(form, field, control, {
    // Half a day has no value, and is wrong all the same.
    read: () => (control.validity.badInput ? NO_DAY : control.value),
    write: (entry) => (control.value = entry === NO_DAY ? "" : (entry ?? "")),
  });
}

function number(form, field) {
  const control = make("input", "ckf-input", {
    type: "text",
    inputmode: field.kind === "whole" ? "numeric" : "decimal",
    autocomplete: "off",
    role: "spinbutton",
  });
  let { step, least, most } = field;
  const meant = () => {
    const text = control.value.trim();
    return NUMBER.test(text) ? Number(text.replace("−", "-").replace(",", ".")) : null;
  };
  const tellNow = () => {
    const now = meant();
    if (now === null) control.removeAttribute("aria-valuenow");
    else control.setAttribute("aria-valuenow", String(now));
    control.setAttribute("aria-valuetext", control.value || "–");
  };
  const go = (way) => {
    const empty = !control.value.trim();
    const now = empty ? 0 : meant();
    if (now === null || control.readOnly) return;
    const wanted = Math.round((now + way * step) * 1e4) / 1e4;
    const next = Math.min(most ?? wanted, Math.max(least ?? wanted, wanted));
    control.value = String(next).replace(".", form.schema.decimal);
    tellNow();
    form.changed(true);
  };
  const less = button("ckf-step", () => go(-1));
  const more = button("ckf-step", () => go(1));
  say(less, "−");
  say(more, "+");
  // The arrow keys do the same from within the field.
  less.tabIndex = more.tabIndex = -1;
  control.addEventListener("keydown", (event) => {
    const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!way || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    go(way);
  });
  control.addEventListener("input", tellNow);
  const part = typed(form, field, control, {
    write(entry) {
      control.value = entry ?? "";
      tellNow();
    },
    lock(locked) {
      control.readOnly = locked;
      less.disabled = more.disabled = locked;
    },
    words(told) {
      ({ step, least, most } = told);
      less.setAttribute("aria-label", filled(form.schema.words.less, { label: told.label }));
      more.setAttribute("aria-label", filled(form.schema.words.more, { label: told.label }));
      for (const [name, limit] of [["aria-valuemin", least], ["aria-valuemax", most]])
        if (limit !== null) control.setAttribute(name, String(limit));
    },
  });
  const stepper = make("div", "ckf-stepper");
  control.replaceWith(stepper);
  stepper.append(less, control, more);
  tellNow();
  return part;
}

function choice(form, field) {
  const control = make("select", "ckf-input");
  const option = ([code, text]) => {
    const one = make("option", "", { value: code });
    say(one, text);
    return one;
  };
  const hold = (code) => {
    // A code that is no longer among the options stays until somebody chooses another.
    if (![...control.options].some((one) => one.value === code)) control.append(option([code, code]));
    control.value = code;
  };
  return typed(form, field, control, {
    write: (entry) => hold(entry ?? ""),
    lock: (locked) => (control.disabled = locked),
    words(told) {
      const held = control.value;
      control.replaceChildren(option(["", form.schema.words.nothing]), ...told.options.map(option));
      hold(held);
    },
  });
}

function tick(form, field) {
  const control = make("input", "ckf-tick-box", { type: "checkbox" });
  return typed(form, field, control, {
    read: () => control.checked,
    write: (entry) => (control.checked = entry === true),
    lock: (locked) => (control.disabled = locked),
  });
}

// One or several of a few: every option with its words beside it.
function picks(form, field) {
  const framed = frame(form, field, { group: true });
  const alone = field.kind === "choice";
  const name = unique();
  let options = [];
  const hold = (codes) => {
    for (const one of options) one.control.checked = codes.includes(one.code);
  };
  const held = () => options.filter((one) => one.control.checked).map((one) => one.code);
  const draw = (told) => {
    const before = held();
    if (told.options.some(([code], i) => options[i]?.code !== code) || options.length !== told.options.length) {
      options = told.options.map(([code]) => {
        const control = make("input", "", { type: alone ? "radio" : "checkbox", name });
        const words = make("span");
        return { code, control, words, el: make("label", "ckf-pick", {}, control, words) };
      });
      framed.box.replaceChildren(...options.map((one) => one.el));
      hold(before);
    }
    told.options.forEach(([, text], i) => say(options[i].words, text));
  };
  return single(form, framed, framed.el, {
    read: () => (alone ? (held()[0] ?? "") : held()),
    write: (entry) => hold(alone ? [entry] : (entry ?? [])),
    lock: (locked) => options.forEach((one) => (one.control.disabled = locked)),
    words: draw,
  });
}

// --- Values inside values ------------------------------------------------------------------------

const MOST_PICKS = 6;
const SINGLE = { line, paragraph, day, number, whole: number, tick, several: picks };

function partOf(form, field, inRow) {
  if (field.kind === "group") return group(form, field);
  if (["table", "cards", "lines"].includes(field.kind)) return rows(form, field);
  if (field.kind === "choice") {
    return !inRow && field.options.length <= MOST_PICKS ? picks(form, field) : choice(form, field);
  }
  return SINGLE[field.kind](form, field);
}

// What is folded away says by its labels what is in it.
function folded(elements) {
  const summary = make("summary", "ckf-more");
  const el = make("details", "ckf-away", {}, summary, make("div", "ckf-within", {}, ...elements));
  return { el, words: (told) => say(summary, told.map((field) => field.label).join(" · ")) };
}

// Fields side by side or below each other; the form itself is one of these.
function fieldsIn(form, fields, inRow) {
  const parts = new Map(fields.map((field) => [field.name, partOf(form, field, inRow)]));
  const each = (act) => [...parts].forEach(([name, part]) => act(part, name));
  const away = fields.filter((field) => field.folded).map((field) => field.name);
  const fold = away.length ? folded(away.map((name) => parts.get(name).el)) : null;
  return {
    elements: [
      ...[...parts].filter(([name]) => !away.includes(name)).map(([, part]) => part.el),
      ...(fold ? [fold.el] : []),
    ],
    read: () => Object.fromEntries([...parts].map(([name, part]) => [name, part.read()])),
    write: (entries) => each((part, name) => name in entries && part.write(entries[name])),
    words(told) {
      told.forEach((field) => parts.get(field.name).words(field));
      fold?.words(told.filter((field) => away.includes(field.name)));
    },
    tell(errors, path) {
      each((part, name) => part.tell(errors, `${path}${name}`));
      // What is wrong is never out of sight.
      if (away.some((name) => `${path}${name}` in errors)) fold.el.open = true;
    },
    touch: () => each((part) => part.touch()),
    lock: (locked) => each((part) => part.lock(locked)),
    first: () => [...parts.values()][0]?.first(),
  };
}

function titled(kind) {
  const title = make("div", "ckf-title", { id: unique() });
  const help = make("p", "ckf-help");
  const error = make("p", "ckf-error");
  const el = make("div", `ckf-field ckf-${kind}`, { role: "group", "aria-labelledby": title.id });
  el.append(title, help);
  return {
    el,
    error,
    words(field) {
      say(title, field.label);
      say(help, field.help);
    },
  };
}

function group(form, field) {
  const around = titled("group");
  const inside = fieldsIn(form, field.fields, false);
  around.el.append(around.error, ...inside.elements);
  return {
    ...inside,
    el: around.el,
    words(told) {
      around.words(told);
      inside.words(told.fields);
    },
    tell(errors, path) {
      say(around.error, errors[path] ?? "");
      inside.tell(errors, `${path}.`);
    },
  };
}

// --- Lists and tables ----------------------------------------------------------------------------

function rows(form, field) {
  const bare = field.kind === "lines";
  const around = titled(field.kind);
  const head = make("div", "ckf-head", { "aria-hidden": "true" });
  const body = make("div", "ckf-rows");
  const full = make("p", "ckf-help");
  let list = [];
  const add = button("ckf-add", () => {
    const row = insert(list.length);
    row.first()?.focus();
    form.announce(filled(form.schema.words.added, { n: list.length }));
    form.changed(true);
  });
  const foot = make("div", "ckf-foot", {}, add, full);
  around.el.append(head, body, around.error, foot);

  const wordsOf = (row, i) => {
    const said = (name) => filled(form.schema.words[name], { n: i + 1 });
    const name = field.labels?.[i] ?? said("row");
    if (!bare) row.el.setAttribute("aria-label", name);
    say(row.name, name);
    for (const [tool, words] of [["up", "up"], ["down", "down"], ["remove", "remove"]]) {
      row.tools[tool].setAttribute("aria-label", said(words));
      row.tools[tool].title = said(words);
    }
    row.tools.up.setAttribute("aria-disabled", String(i === 0));
    row.tools.down.setAttribute("aria-disabled", String(i === list.length - 1));
    if (bare) row.inside.words([{ ...field, name: "", label: name, help: "" }]);
  };

  const renumber = () => {
    list.forEach(wordsOf);
    const most = field.most ?? Infinity;
    add.setAttribute("aria-disabled", String(list.length >= most));
    say(full, list.length >= most ? filled(form.schema.words.full, { n: most }) : "");
    around.el.classList.toggle("ckf-none", list.length === 0);
  };

  // A neighbour steps aside, so that the row with the focus stays where it is.
  const move = (row, way) => {
    const i = list.indexOf(row);
    const other = list[i + way];
    if (!other || field.fixed || form.locked) return;
    if (way < 0) row.el.after(other.el);
    else row.el.before(other.el);
    list[i] = other;
    list[i + way] = row;
    renumber();
    form.announce(filled(form.schema.words.moved, { n: i + way + 1 }));
    form.changed(true);
  };

  const remove = (row) => {
    const i = list.indexOf(row);
    list.splice(i, 1);
    row.el.remove();
    renumber();
    (list[i] ?? list[i - 1])?.tools.remove.focus();
    if (!list.length) add.focus();
    form.announce(filled(form.schema.words.removed, { n: i + 1 }));
    form.changed(true);
  };

  function insert(i, id) {
    const settled = form.settled;
    form.settled = Boolean(id);
    const columns = bare ? [{ ...field, kind: field.labels ? "paragraph" : "line", name: "" }] : field.columns;
    const inside = fieldsIn(form, columns, true);
    form.settled = settled;
    const row = {
      id: id ?? `new-${Date.now().toString(36)}-${unique()}`,
      el: make("div", "ckf-row", bare ? {} : { role: "group" }),
      name: make("div", "ckf-row-name", { "aria-hidden": "true" }),
      inside,
      tools: {},
      first: inside.first,
    };
    const cells = make("div", "ckf-cells", {}, ...inside.elements);
    const tools = make("div", "ckf-tools");
    for (const [tool, sign, act] of [
      ["up", "↑", () => move(row, -1)],
      ["down", "↓", () => move(row, 1)],
      ["remove", "×", () => remove(row)],
    ]) {
      row.tools[tool] = button("ckf-tool", act);
      say(row.tools[tool], sign);
      tools.append(row.tools[tool]);
    }
    row.el.append(row.name, cells, tools);
    row.el.addEventListener("keydown", (event) => {
      const way = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!way || !event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      event.stopPropagation();
      move(row, way);
    });
    row.el.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !row.el.contains(event.relatedTarget)) inside.touch();
    });
    if (!bare) {
      inside.words(field.columns);
      inside.write(field.blank);
    }
    inside.lock(form.locked);
    list.splice(i, 0, row);
    body.insertBefore(row.el, body.children[i] ?? null);
    renumber();
    return row;
  }

  function write(entries) {
    const focused = document.activeElement;
    const wanted = bare ? entries.map((text, i) => ({ id: list[i]?.id ?? `line-${unique()}`, "": text })) : entries;
    const known = new Map(list.map((row) => [row.id, row]));
    const kept = new Set(wanted.map((entry) => entry.id));
    for (const row of list) if (!kept.has(row.id)) row.el.remove();
    list = list.filter((row) => kept.has(row.id));
    wanted.forEach((entry, i) => {
      let row = known.get(entry.id);
      if (!row) row = insert(i, entry.id);
      else if (list[i] !== row) {
        list.splice(list.indexOf(row), 1);
        list.splice(i, 0, row);
        body.insertBefore(row.el, body.children[i] ?? null);
      }
      row.inside.write(entry);
    });
    renumber();
    if (focused !== document.activeElement && around.el.contains(focused)) focused.focus();
  }

  const columnsOf = (told) => told.columns ?? [];
  const part = {
    el: around.el,
    read: () =>
      list.map((row) => (bare ? row.inside.read()[""] : { id: row.id, ...row.inside.read() })),
    write: (entries) => write(entries ?? []),
    words(told) {
      field = told;
      around.words(told);
      around.el.classList.toggle("ckf-asked", Boolean(told.labels));
      say(add, told.add);
      head.replaceChildren(
        ...columnsOf(told).map((column) => {
          const help = make("span", "ckf-help");
          say(help, column.help);
          const one = make("div");
          one.append(column.label, help);
          return one;
        }),
      );
      const widths = columnsOf(told).map((column) => `minmax(0, ${column.wide}fr)`);
      around.el.style.setProperty("--ckf-columns", widths.join(" ") || "1fr");
      if (!bare) for (const row of list) row.inside.words(told.columns);
      renumber();
    },
    tell(errors, path) {
      say(around.error, errors[path] ?? "");
      list.forEach((row, i) => row.inside.tell(errors, bare ? `${path}.${i}` : `${path}.${i}.`));
    },
    touch: () => list.forEach((row) => row.inside.touch()),
    lock(locked) {
      foot.hidden = locked || field.fixed;
      around.el.classList.toggle("ckf-still", locked || field.fixed);
      list.forEach((row) => row.inside.lock(locked));
    },
    first: () => list[0]?.first() ?? add,
  };
  // A table that has no room for its columns shows its rows as cards.
  if (field.kind === "table") {
    new ResizeObserver(([{ contentRect }]) => {
      const room = Math.max(ROWS_AS_CARDS, columnsOf(field).length * COLUMN);
      around.el.classList.toggle("ckf-narrow", contentRect.width < room);
    }).observe(around.el);
  }
  return part;
}

// --- The form ------------------------------------------------------------------------------------

// What a form is made of: when this stays the same, only words have changed.
const shape = (fields) =>
  JSON.stringify(fields, (key, value) =>
    ["", "name", "kind", "fields", "columns", "fixed", "folded"].includes(key) || /^\d+$/.test(key)
      ? value
      : undefined,
  );

function render({ model, el }) {
  const live = make("div", "ckf-live", { role: "status" });
  const error = make("p", "ckf-error");
  const body = make("div", "ckf-body");
  const root = make("div", "ckf", {}, body, error, live);
  // JupyterLab takes single letters for commands where no text is typed: "x" would cut the cell.
  root.addEventListener("focusin", ({ target }) => {
    target.setAttribute("data-lm-suppress-shortcuts", "true");
  });
  el.replaceChildren(root);

  let inside;
  let drawn;
  let last;
  let timer;

  function send() {
    clearTimeout(timer);
    const entries = inside.read();
    const now = JSON.stringify(entries);
    if (now === last || form.locked) return;
    last = now;
    model.set("entries", entries);
    // As a message of its own: what the page keeps in step by itself may be overtaken by a press on
    // a button while Python is busy, and the button would act on what stood here before.
    model.send({ entries });
  }

  const form = {
    schema: model.get("schema"),
    locked: model.get("read_only"),
    settled: true,
    changed(now = false) {
      clearTimeout(timer);
      if (now) send();
      else timer = setTimeout(send, PAUSE);
    },
    announce: (text) => say(live, text),
  };

  function tell() {
    const errors = model.get("errors");
    say(error, errors[""] ?? "");
    inside.tell(errors, "");
  }

  function speak() {
    form.schema = model.get("schema");
    root.lang = form.schema.language;
    const now = shape(form.schema.fields);
    if (drawn !== now) {
      const entries = inside ? inside.read() : model.get("entries");
      inside = fieldsIn(form, form.schema.fields, false);
      body.replaceChildren(...inside.elements);
      inside.words(form.schema.fields);
      inside.write(entries);
      inside.lock(form.locked);
      drawn = now;
    } else inside.words(form.schema.fields);
    tell();
  }

  function take() {
    const entries = model.get("entries");
    const now = JSON.stringify(entries);
    if (now === last) return;
    last = now;
    inside.write(entries);
    tell();
    // What was kept of somebody's typing is not yet known on the other side.
    form.changed();
  }

  function lock() {
    form.locked = model.get("read_only");
    inside.lock(form.locked);
  }

  const heard = { "change:schema": speak, "change:entries": take, "change:errors": tell, "change:read_only": lock };
  last = JSON.stringify(model.get("entries"));
  speak();
  for (const [event, act] of Object.entries(heard)) model.on(event, act);
  return () => {
    clearTimeout(timer);
    for (const [event, act] of Object.entries(heard)) model.off(event, act);
  };
}

export default { render };
