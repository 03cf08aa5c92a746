// Watches over a live page: says what it waits for, keeps the page's language, notices when the
// line to the kernel is gone, and says goodbye so that the kernel does not outlive the tab.
"use strict";

(() => {
  const words = JSON.parse(document.getElementById("ck-words").textContent);
  const say = (name) => (words[document.documentElement.lang] ?? words.en)[name];
  const find = (id) => document.getElementById(id);
  const config = () => JSON.parse(find("jupyter-config-data").textContent);
  const PENDING = 'script[type="application/vnd.voila.cell-output+json"]';
  const SLOW = 12000;
  const PATIENCE = 3000;
  let connected = false;
  let leaving = false;
  let forgotten = false;

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
    if (!find("ck-end") || page.querySelector(PENDING)) return false;
    // A widget says "Loading widget..." until it is there.
    return [...page.querySelectorAll(".ck-widget")].every((output) =>
      output.querySelector(":scope > * > *"),
    );
  }

  function reveal() {
    find("ck-waiting")?.remove();
    find("ck-page").setAttribute("aria-busy", "false");
    document.body.classList.add("ck-shown");
  }

  // Voilà's engine asks for these two when it has started. What it has not drawn by then will
  // not keep the rest from being seen.
  window.cellLoaded = true;
  window.voila_finish = () => setTimeout(reveal, PATIENCE);

  // --- Language and what assistive technology is told ----------------------------------------

  function followLanguage() {
    const language = document.querySelector("#ck-page [data-language]")?.dataset.language;
    if (!language || language === document.documentElement.lang) return;
    document.documentElement.lang = language;
    find("ck-lost-title").textContent = say("lost");
    find("ck-lost-saved").textContent = say("saved");
    find("ck-reload").textContent = say("reload");
    find("ck-pages")?.setAttribute("aria-label", say("pages"));
    for (const link of document.querySelectorAll("#ck-pages [data-words]"))
      link.textContent = say(link.dataset.words);
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

  document.addEventListener("DOMContentLoaded", () => {
    find("ck-reload").addEventListener("click", openAgain);
    find("ck-lost").addEventListener("cancel", (event) => event.preventDefault());
    if (!find("ck-end")) forget();
    lookAround();
  });

  // Text and style change with every keystroke and are of no interest here.
  new MutationObserver(lookAround).observe(document.documentElement, {
    subtree: true,
    childList: true,
    attributeFilter: ["data-language", "class"],
  });

  setTimeout(() => find("ck-slow")?.removeAttribute("hidden"), SLOW);

  // --- The line to the kernel ----------------------------------------------------------------

  function lose() {
    const lost = find("ck-lost");
    if (leaving || lost.open) return;
    lost.showModal();
  }

  // A line that comes back is as good as before. A kernel that was started anew knows nothing,
  // and half a page is no page.
  function regain() {
    if (!forgotten) find("ck-lost").close();
  }

  function forget() {
    forgotten = true;
    lose();
  }

  // A browser's own page would say "connection refused", and the way back would be gone.
  async function openAgain() {
    try {
      await fetch(config().baseUrl, { cache: "no-store" });
      location.reload();
    } catch {
      find("ck-not-yet").textContent = say("not_yet");
    }
  }

  async function listen(event) {
    const { data } = event;
    const size = data.size ?? data.byteLength ?? data.length;
    // What a kernel says of its own state is short; widgets' news is not worth reading.
    if (size > 4096) return;
    const text = typeof data === "string" ? data : await new Response(data).text();
    if (/"execution_state": ?"(restarting|autorestarting|dead)"/.test(text)) forget();
  }

  const Line = window.WebSocket;
  window.WebSocket = class extends Line {
    constructor(...how) {
      super(...how);
      this.addEventListener("open", () => {
        connected = true;
        regain();
      });
      this.addEventListener("close", () => {
        connected = false;
        lose();
      });
      this.addEventListener("message", listen);
    }
  };

  // A part of the engine that does not come will not come later either.
  addEventListener("error", (event) => event.target instanceof HTMLScriptElement && forget(), true);

  // --- Goodbye -------------------------------------------------------------------------------

  // Whoever leaves need not be told that the line is closed; who then stays after all must be:
  // the engine has ended the kernel.
  addEventListener("beforeunload", () => {
    leaving = true;
    setTimeout(() => {
      leaving = false;
      if (!connected) lose();
    }, PATIENCE);
  });

  addEventListener("pagehide", () => {
    leaving = true;
    const { baseUrl, kernelId } = config();
    navigator.sendBeacon(`${baseUrl}voila/api/shutdown/${kernelId}`);
  });

  // A page that comes back from the browser's memory has lost its kernel.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
})();
