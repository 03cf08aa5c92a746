// A board: cards in columns. They are moved with a pointer, with Shift and the arrow keys, or from
// each card's own list of columns; Python hears where a card went, and says where all of them are.

const FAR_ENOUGH = 6;
const NEAR_THE_EDGE = 56;

function board({ model, el }) {
  const id = fresh("ckb");
  const news = announcer();
  const how = piece("p", { class: "ckb-how", id: `${id}-how` });
  const columns = piece("div", { class: "ckb-columns" });
  const root = piece("div", { role: "group" }, how, columns, news.box);
  rooted(root, "ckb");
  el.replaceChildren(root);

  let face = model.get("face");
  let places = [];
  let drag = null;
  const drawn = { columns: new Map(), cards: new Map() };

  const words = () => face.words;
  const inColumn = (key) => places.filter((place) => place[1] === key).map((place) => place[0]);
  const columnOf = (card) => places.find((place) => place[0] === card)[1];
  const titleOf = (list, key) => list.find((one) => one.key === key).title;

  // --- Drawing -------------------------------------------------------------------------------

  function newColumn(key) {
    const title = piece("h2", { class: "ckb-title", id: `${id}-c-${key}` });
    const count = piece("span", { class: "ckb-count" });
    const help = piece("p", { class: "ckb-help" });
    const list = piece("ul", { class: "ckb-list", "aria-labelledby": title.id });
    const empty = piece("p", { class: "ckb-empty" });
    const box = piece(
      "div",
      { class: "ckb-column", "data-key": key },
      piece("div", { class: "ckb-head" }, title, count),
      help,
      list,
      empty,
    );
    return { box, title, count, help, list, empty };
  }

  function newCard(key) {
    const title = piece("span", { class: "ckb-card-title" });
    const note = piece("span", { class: "ckb-card-note" });
    const grip = piece("span", { class: "ckb-grip", "aria-hidden": "true", text: "⠿" });
    const card = piece(
      "button",
      { type: "button", class: "ckb-card", "aria-describedby": how.id, "data-key": key },
      grip,
      piece("span", { class: "ckb-card-words" }, title, note),
    );
    const to = piece("select", { class: "ckb-to" });
    const box = piece("li", { class: "ckb-item" }, card, to);
    card.addEventListener("click", () => openList(to));
    card.addEventListener("keydown", (event) => byKey(event, key));
    card.addEventListener("focus", () => rove(key));
    to.addEventListener("focus", () => rove(key));
    to.addEventListener("change", () => {
      const column = to.value;
      to.value = "";
      if (column) move(key, column, inColumn(column).length);
    });
    box.addEventListener("pointerdown", (event) => takeUp(event, key));
    return { box, card, title, note, to };
  }

  function openList(to) {
    to.focus();
    try {
      to.showPicker?.();
    } catch {
      // a browser that opens lists only for those who press them: the list has the focus
    }
  }

  function known(map, keys, make) {
    for (const key of [...map.keys()]) if (!keys.includes(key)) map.delete(key);
    for (const key of keys) if (!map.has(key)) map.set(key, make(key));
  }

  function say() {
    face = model.get("face");
    root.lang = face.language;
    mark(root, "aria-label", face.label);
    mark(root, "data-still", face.still);
    write(how, face.still ? "" : words().how);
    known(drawn.columns, face.columns.map((one) => one.key), newColumn);
    known(drawn.cards, face.cards.map((one) => one.key), newCard);
    for (const { key, title, help } of face.columns) {
      const column = drawn.columns.get(key);
      write(column.title, title);
      write(column.help, help);
      write(column.empty, words().empty);
    }
    for (const { key, title, note } of face.cards) {
      const card = drawn.cards.get(key);
      write(card.title, title);
      write(card.note, note);
      mark(card.to, "aria-label", filled(words().move, { card: title }));
      card.to.hidden = face.still;
    }
    arrange(columns, face.columns.map((one) => drawn.columns.get(one.key).box));
    place();
  }

  function place() {
    if (drag?.moving) return;
    places = model.get("places").places.filter(
      ([card, column]) => drawn.cards.has(card) && drawn.columns.has(column),
    );
    show();
  }

  function show() {
    for (const [key, column] of drawn.columns) {
      const cards = inColumn(key);
      arrange(column.list, cards.map((card) => drawn.cards.get(card).box));
      const most = face.columns.find((one) => one.key === key).most;
      write(column.count, most ? filled(words().of, { n: cards.length, most }) : String(cards.length));
      column.empty.hidden = cards.length > 0;
      column.list.hidden = cards.length === 0;
    }
    for (const [key, card] of drawn.cards) offer(card.to, key);
    rove(root.querySelector(".ckb-card[tabindex='0']")?.dataset.key ?? places[0]?.[0]);
  }

  // The other columns, to choose from.
  function offer(to, card) {
    const here = places.some((place) => place[0] === card) ? columnOf(card) : "";
    const others = face.columns.filter((one) => one.key !== here);
    const wanted = [["", words().to], ...others.map((one) => [one.key, one.title])];
    const now = [...to.options].map((one) => [one.value, one.text]);
    if (JSON.stringify(now) !== JSON.stringify(wanted))
      to.replaceChildren(...wanted.map(([value, text]) => piece("option", { value, text })));
    to.value = "";
  }

  // The board is one stop for the Tab key: the card that was last in use, and its list.
  function rove(key) {
    for (const [other, card] of drawn.cards) {
      card.card.tabIndex = other === key ? 0 : -1;
      card.to.tabIndex = other === key ? 0 : -1;
    }
  }

  // --- Moving --------------------------------------------------------------------------------

  function move(card, column, at) {
    const rest = places.filter((place) => place[0] !== card);
    const there = rest.filter((place) => place[1] === column).map((place) => place[0]);
    const to = Math.max(0, Math.min(at, there.length));
    const before = JSON.stringify(places);
    const next = there[to];
    const index = next === undefined ? rest.length : rest.findIndex((place) => place[0] === next);
    rest.splice(index, 0, [card, column]);
    const order = face.columns.map((one) => one.key);
    places = rest.sort((a, b) => order.indexOf(a[1]) - order.indexOf(b[1]));
    show();
    if (JSON.stringify(places) === before) return;
    news.tell(
      filled(words().moved, {
        card: titleOf(face.cards, card),
        column: titleOf(face.columns, column),
        n: to + 1,
        of: there.length + 1,
      }),
    );
    model.send({ move: card, to: column, at: to });
  }

  const WAYS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

  function byKey(event, card) {
    if (drag?.moving && event.key === "Escape") return letGo(false);
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const way = WAYS[event.key];
    if (!way && !["Home", "End"].includes(event.key)) return;
    event.preventDefault();
    const keys = face.columns.map((one) => one.key);
    const column = columnOf(card);
    const at = inColumn(column).indexOf(card);
    if (way && event.shiftKey) {
      const beside = keys[keys.indexOf(column) + way[0]];
      if (face.still || beside === undefined) return;
      move(card, beside, way[0] ? at : at + way[1]);
      drawn.cards.get(card).card.focus();
      return;
    }
    const there = way ? neighbour(keys, column, at, way) : endOf(column, event.key);
    if (there) drawn.cards.get(there).card.focus();
  }

  const endOf = (column, key) => inColumn(column).at(key === "Home" ? 0 : -1);

  function neighbour(keys, column, at, [across, down]) {
    if (down) return inColumn(column)[at + down];
    // a column without cards is passed over
    for (let i = keys.indexOf(column) + across; keys[i]; i += across) {
      const cards = inColumn(keys[i]);
      if (cards.length) return cards[Math.min(at, cards.length - 1)];
    }
    return undefined;
  }

  // --- Dragging ------------------------------------------------------------------------------

  function takeUp(event, card) {
    if (face.still || event.button !== 0 || event.target.closest("select")) return;
    // a finger on a card scrolls the page; on its grip, it takes the card
    if (event.pointerType !== "mouse" && !event.target.closest(".ckb-grip")) return;
    const { box } = drawn.cards.get(card);
    drag = { card, box, x: event.clientX, y: event.clientY, pointer: event.pointerId, moving: false };
    document.addEventListener("pointermove", dragOn);
    document.addEventListener("pointerup", dragEnd);
    document.addEventListener("pointercancel", dragEnd);
    document.addEventListener("keydown", dragKey, true);
  }

  function dragOn(event) {
    if (event.pointerId !== drag.pointer) return;
    const [x, y] = [event.clientX - drag.x, event.clientY - drag.y];
    if (!drag.moving) {
      if (Math.hypot(x, y) < FAR_ENOUGH) return;
      drag.moving = true;
      drag.box.classList.add("ckb-dragged");
      drag.gap = piece("li", { class: "ckb-gap", "aria-hidden": "true" });
      drag.gap.style.height = `${drag.box.offsetHeight}px`;
    }
    event.preventDefault();
    drag.box.style.transform = `translate(${x}px, ${y}px)`;
    lookBeneath(event.clientX, event.clientY);
    if (event.clientY < NEAR_THE_EDGE) scrollBy(0, -16);
    else if (event.clientY > innerHeight - NEAR_THE_EDGE) scrollBy(0, 16);
  }

  function lookBeneath(x, y) {
    const over = [...drawn.columns].find(([, { box }]) => {
      const edges = box.getBoundingClientRect();
      return x >= edges.left && x <= edges.right && y >= edges.top && y <= edges.bottom;
    });
    for (const [key, { box }] of drawn.columns) box.classList.toggle("ckb-over", key === over?.[0]);
    drag.to = over?.[0];
    if (!over) return drag.gap.remove();
    const others = inColumn(drag.to).filter((card) => card !== drag.card);
    const middle = (card) => {
      const edges = drawn.cards.get(card).box.getBoundingClientRect();
      return (edges.top + edges.bottom) / 2;
    };
    drag.at = others.filter((card) => middle(card) < y).length;
    const next = others[drag.at];
    over[1].list.hidden = false;
    over[1].list.insertBefore(drag.gap, next ? drawn.cards.get(next).box : null);
  }

  function dragKey(event) {
    if (event.key !== "Escape" || !drag?.moving) return;
    event.preventDefault();
    letGo(false);
  }

  function dragEnd(event) {
    if (event.pointerId === drag?.pointer) letGo(event.type === "pointerup");
  }

  function letGo(moved) {
    const { card, box, gap, to, at, moving } = drag;
    drag = null;
    for (const [name, heard] of [["pointermove", dragOn], ["pointerup", dragEnd], ["pointercancel", dragEnd]])
      document.removeEventListener(name, heard);
    document.removeEventListener("keydown", dragKey, true);
    if (!moving) return;
    box.classList.remove("ckb-dragged");
    box.style.transform = "";
    gap.remove();
    for (const column of drawn.columns.values()) column.box.classList.remove("ckb-over");
    // letting go is not a press on the card
    const unpress = (event) => event.stopPropagation();
    box.addEventListener("click", unpress, { capture: true, once: true });
    setTimeout(() => box.removeEventListener("click", unpress, { capture: true }));
    if (moved && to) move(card, to, at);
    else place();
  }

  // --- News from Python ----------------------------------------------------------------------

  model.on("change:face", say);
  model.on("change:places", place);
  say();
  return () => {
    if (drag) letGo(false);
    model.off("change:face", say);
    model.off("change:places", place);
  };
}

export default { render: board };
