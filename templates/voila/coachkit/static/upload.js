// Brings files into the client's inbox: chosen or dropped, sent one by one as plain requests. Also
// presses the page's own "Look again" once it stands, and whenever a file has arrived.
"use strict";

(() => {
  const area = () => document.querySelector(".ck-upload[data-limit]");
  const waiting = [];
  const told = [];
  let sending = null;

  function look() {
    document.querySelector("button.ck-look")?.click();
  }

  // --- What is said --------------------------------------------------------------------------

  function words(name, values) {
    const text = area()?.dataset[name] ?? "";
    return Object.entries(values).reduce((said, [key, value]) => said.replace(`{${key}}`, value), text);
  }

  // The panel is drawn anew when the language changes: what is known is said again in it.
  function tell() {
    const place = area()?.querySelector(".ck-sent");
    if (!place) return;
    const news = sending ? [...told, sending] : told;
    const said = news.map(({ what, values }) => words(what, values));
    // Writing what is there already would be news to the observer below, and so for ever.
    if (said.join() === [...place.children].map((line) => line.textContent).join()) return;
    place.replaceChildren(
      ...said.map((text) => Object.assign(document.createElement("p"), { textContent: text })),
    );
  }

  // --- Sending -------------------------------------------------------------------------------

  function add(files) {
    if (!sending && !waiting.length) told.length = 0;
    const limit = Number(area().dataset.limit);
    for (const file of files) {
      if (file.size > limit) told.push({ what: "tooLarge", values: { name: file.name } });
      else waiting.push(file);
    }
    tell();
    if (!sending) sendNext();
  }

  function sendNext() {
    const file = waiting.shift();
    if (!file) {
      sending = null;
      tell();
      if (told.some(({ what }) => what === "arrived")) look();
      return;
    }
    sending = { what: "sending", values: { name: file.name, share: "0 %" } };
    tell();
    const request = new XMLHttpRequest();
    request.open("POST", location.pathname.replace(/[^/]*$/, "inbox"));
    request.setRequestHeader("X-File-Name", encodeURIComponent(file.name));
    request.setRequestHeader("X-File-Date", Math.floor(file.lastModified / 1000));
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      if (!sending) return;
      sending.values.share = `${Math.round((100 * loaded) / (total || 1))} %`;
      tell();
    });
    request.addEventListener("loadend", () => {
      const outcomes = { 201: "arrived", 413: "tooLarge", 507: "full" };
      told.push({ what: outcomes[request.status] ?? "lost", values: { name: file.name } });
      sendNext();
    });
    request.send(file);
  }

  // --- Choosing and dropping -----------------------------------------------------------------

  document.addEventListener("change", (event) => {
    const chosen = event.target;
    if (!chosen.closest?.(".ck-upload[data-limit]") || !chosen.files) return;
    add([...chosen.files]);
    // The same file may be chosen again, after it was lost.
    chosen.value = "";
  });

  function isFiles(event) {
    return area() && [...(event.dataTransfer?.types ?? [])].includes("Files");
  }

  // A file dropped beside the area would make the browser leave the page.
  addEventListener("dragover", (event) => {
    if (!isFiles(event)) return;
    event.preventDefault();
    area().classList.add("ck-over");
  });

  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) area()?.classList.remove("ck-over");
  });

  addEventListener("drop", (event) => {
    if (!isFiles(event)) return;
    event.preventDefault();
    area().classList.remove("ck-over");
    add([...event.dataTransfer.files]);
  });

  // Who leaves while a file is on its way is asked first.
  addEventListener("beforeunload", (event) => {
    if (sending) event.preventDefault();
  });

  // --- The first look ------------------------------------------------------------------------

  function lookFirst() {
    const button = document.querySelector("button.ck-look-first");
    if (!button || !document.body.classList.contains("ck-shown")) return;
    if (button.dataset.pressed) return;
    button.dataset.pressed = "yes";
    button.click();
  }

  new MutationObserver(() => {
    lookFirst();
    tell();
  }).observe(document.documentElement, {
    subtree: true,
    childList: true,
    attributeFilter: ["class"],
  });
})();
