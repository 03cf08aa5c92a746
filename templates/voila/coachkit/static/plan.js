// A hand in the calendar of the planning page: items are dragged to another day or person, or
// moved by keys. What the hand did is written into a hidden field, which the kernel listens to.
//
// Keys on an item: arrows go to another item; Shift with an arrow moves it by a day or a week;
// Enter chooses it, F fixes it or lets it go, S marks it, S on another one swaps their owners.
"use strict";

(() => {
  const BY = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  let told = 0;
  let dragged = null;
  let focused = null;
  let marked = null;

  const itemOf = (event) => event.target.closest?.(".ck-item");
  const all = () => [...document.querySelectorAll(".ck-item")];

  function tell(what) {
    const hand = document.querySelector(".ck-hand input");
    if (!hand) return;
    // The same deed twice is news twice.
    told += 1;
    hand.value = JSON.stringify({ ...what, n: told });
    for (const kind of ["input", "change"]) hand.dispatchEvent(new Event(kind, { bubbles: true }));
  }

  // --- Dragging ------------------------------------------------------------------------------

  addEventListener("dragstart", (event) => {
    dragged = itemOf(event);
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.key);
  });

  function placeOf(event) {
    return dragged && event.target.closest?.("td[data-day]");
  }

  function leave() {
    for (const place of document.querySelectorAll("td.ck-over")) place.classList.remove("ck-over");
  }

  addEventListener("dragover", (event) => {
    const place = placeOf(event);
    if (!place) return;
    event.preventDefault();
    if (place.classList.contains("ck-over")) return;
    leave();
    place.classList.add("ck-over");
  });

  addEventListener("dragend", () => {
    leave();
    dragged = null;
  });

  addEventListener("drop", (event) => {
    const place = placeOf(event);
    if (!place) return;
    event.preventDefault();
    leave();
    const { key } = dragged.dataset;
    focused = key;
    dragged = null;
    tell({ do: "drop", key, day: place.dataset.day, who: place.dataset.who ?? "" });
  });

  // --- Choosing and keys ---------------------------------------------------------------------

  addEventListener("click", (event) => {
    const item = itemOf(event);
    if (!item) return;
    focused = item.dataset.key;
    tell({ do: "choose", key: focused });
  });

  function goTo(item, step) {
    const items = all();
    const next = items[items.indexOf(item) + step];
    if (!next) return;
    next.focus();
    rove();
  }

  function mark(item) {
    if (marked && marked !== item.dataset.key) {
      tell({ do: "swap", key: marked, with: item.dataset.key });
      marked = null;
    } else {
      marked = marked ? null : item.dataset.key;
    }
    showMarked();
  }

  function showMarked() {
    for (const item of all()) {
      const is = String(item.dataset.key === marked);
      if (item.getAttribute("data-marked") !== is) item.setAttribute("data-marked", is);
    }
  }

  addEventListener("keydown", (event) => {
    const item = itemOf(event);
    if (!item || event.ctrlKey || event.altKey || event.metaKey) return;
    const { key } = item.dataset;
    focused = key;
    if (event.key in BY) {
      event.preventDefault();
      if (event.shiftKey) tell({ do: "by", key, days: BY[event.key] });
      else goTo(item, Math.sign(BY[event.key]));
    } else if (event.key === "f" || event.key === "F") {
      tell({ do: "fix", key });
    } else if (event.key === "s" || event.key === "S") {
      mark(item);
    }
  });

  // --- After each redraw ---------------------------------------------------------------------

  // One stop for the Tab key: the item that has, or had, the focus; else the first.
  function rove() {
    const items = all();
    const stop =
      items.find((item) => item === document.activeElement) ??
      items.find((item) => item.dataset.key === focused) ??
      items[0];
    for (const item of items) {
      const index = item === stop ? 0 : -1;
      if (item.tabIndex !== index) item.tabIndex = index;
    }
    return stop;
  }

  function tellStep() {
    for (const step of document.querySelectorAll(".ck-plan-steps button")) {
      const here = step.classList.contains("ck-here");
      if (here && step.getAttribute("aria-current") !== "step") step.setAttribute("aria-current", "step");
      if (!here && step.hasAttribute("aria-current")) step.removeAttribute("aria-current");
    }
  }

  function set(element, name, value) {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }

  // What the widgets cannot say themselves: what is folded away, and which entry is wrong.
  function tellFields() {
    for (const opener of document.querySelectorAll("button.ck-opener"))
      set(opener, "aria-expanded", String(opener.classList.contains("ck-open")));
    for (const input of document.querySelectorAll(".ck-number-of input")) {
      set(input, "inputmode", "decimal");
      set(input, "aria-invalid", String(input.closest(".ck-number-of").matches(".ck-wrong")));
    }
  }

  // The calendar is drawn anew after each change: whoever was on an item stays on it.
  function lookAround() {
    tellStep();
    tellFields();
    if (!document.querySelector(".ck-item")) return;
    const stop = rove();
    showMarked();
    if (focused && stop?.dataset.key === focused && document.activeElement === document.body)
      stop.focus();
  }

  new MutationObserver(lookAround).observe(document.documentElement, {
    subtree: true,
    childList: true,
    attributeFilter: ["class"],
  });
})();
