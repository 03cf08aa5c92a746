// One sentence at the top of a page: what went wrong in a handler, with the number that the log
// has too, or what a visitor should look at after the page came back. It waits to be put away.
"use strict";

(() => {
  const { say, find } = coachkit;
  let told = null;
  let before = null;

  function write() {
    const bar = find("ck-note");
    if (!told || !bar) return;
    const own = told.said?.[document.documentElement.lang];
    let text = own ? `${own} (${told.values.id})` : say(told.name);
    for (const [name, value] of Object.entries(told.values)) text = text.replace(`{${name}}`, value);
    bar.querySelector("p").textContent = text;
    bar.querySelector("button").textContent = say("put_away");
  }

  function build() {
    const bar = find("ck-note");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ck-put-away";
    button.addEventListener("click", putAway);
    bar.replaceChildren(document.createElement("p"), button);
    bar.addEventListener("keydown", (event) => event.key === "Escape" && putAway());
    bar.addEventListener("focusin", (event) => {
      if (!bar.contains(event.relatedTarget)) before = event.relatedTarget;
    });
  }

  function putAway() {
    told = null;
    find("ck-note").replaceChildren();
    if (before?.isConnected) before.focus();
    before = null;
  }

  // ``said``: a sentence by language instead of the named one.
  coachkit.note = (name, values, said) => {
    told = { name, values, said };
    if (!find("ck-note").firstChild) build();
    write();
  };

  document.addEventListener("ck-mishap", ({ detail }) =>
    coachkit.note("mishap", { id: String(detail.id) }, detail.said),
  );
  document.addEventListener("ck-language", write);
})();
