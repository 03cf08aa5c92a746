// Watches over a page while it loads, and keeps the page's language and what assistive technology
// is told of it. What other scripts need of it is in "coachkit".
"use strict";

(() => {
  const words = window.coachkitWords;
  const say = (name) => (words[document.documentElement.lang] ?? words.en)[name];
  const find = (id) => document.getElementById(id);
  const config = () => JSON.parse(find("jupyter-config-data").textContent);
  const tell = (name) => document.dispatchEvent(new CustomEvent(name));
  window.coachkit = { say, find, config, line: null };
  const PENDING = 'script[type^="application/vnd.coachkit."]';
  const SLOW = 12000;
  const PATIENCE = 3000;

  // --- Loading -------------------------------------------------------------------------------

  function countSteps() {
    const progress = find("ck-progress");
    const done = document.querySelectorAll("#ck-page .ck-cell").length;
    // Writing what is there already would be news to the observer below, and so for ever.
    if (!progress || (progress.value === done && find("ck-steps").textContent)) return;
    progress.value = done;
    find("ck-steps").textContent = say("steps")
      .replace("{step}", Math.min(done + 1, progress.max))
      .replace("{steps}", progress.max);
    if (done + 1 >= progress.max) find("ck-waiting-words").textContent = say("drawing");
  }

  function isDrawn() {
    const page = find("ck-page");
    if (page.querySelector(".ck-sorry")) return true;
    if (!connected || page.querySelector(PENDING)) return false;
    // A widget says "Loading widget..." until it is there.
    return [...page.querySelectorAll(".ck-widget")].every((output) =>
      output.querySelector(":scope > * > *"),
    );
  }

  function reveal() {
    if (document.body.classList.contains("ck-shown")) return;
    find("ck-waiting")?.remove();
    find("ck-page").setAttribute("aria-busy", "false");
    document.body.classList.add("ck-shown");
    tell("ck-shown");
  }

  // The engine says so once the whole page is there and the line to the kernel is open. What it
  // has not drawn a while later will not keep the rest from being seen.
  let connected = false;

  coachkit.connected = () => {
    connected = true;
    lookAround();
    setTimeout(reveal, PATIENCE);
  };

  // --- Language and what assistive technology is told ----------------------------------------

  function followLanguage() {
    const language = document.querySelector("#ck-page [data-language]")?.dataset.language;
    if (!language || language === document.documentElement.lang) return;
    document.documentElement.lang = language;
    find("ck-pages")?.setAttribute("aria-label", say("pages"));
    for (const link of document.querySelectorAll("[data-words]"))
      link.textContent = say(link.dataset.words);
    tell("ck-language");
  }

  // ipywidgets shows which button of a row is chosen by colour alone.
  function tellChosen() {
    for (const button of document.querySelectorAll(".widget-toggle-button")) {
      const pressed = String(button.classList.contains("mod-active"));
      if (button.getAttribute("aria-pressed") !== pressed)
        button.setAttribute("aria-pressed", pressed);
    }
  }

  // Pictures are drawn by the kernel: it has to be told how wide the screen is.
  const narrow = matchMedia("(max-width: 700px)");
  let told = false;

  function tellWidth() {
    const box = document.querySelector(".ck-narrow input");
    if (!box || told === narrow.matches) return;
    told = narrow.matches;
    if (box.checked !== told) box.click();
  }

  narrow.addEventListener("change", tellWidth);

  function lookAround() {
    if (!find("ck-page")) return;
    if (!document.body.classList.contains("ck-shown")) {
      countSteps();
      if (isDrawn()) reveal();
    }
    followLanguage();
    tellChosen();
    tellWidth();
  }

  document.addEventListener("DOMContentLoaded", lookAround);

  // Text and style change with every keystroke and are of no interest here.
  new MutationObserver(lookAround).observe(document.documentElement, {
    subtree: true,
    childList: true,
    attributeFilter: ["data-language", "class"],
  });

  setTimeout(() => find("ck-slow")?.removeAttribute("hidden"), SLOW);
})();
