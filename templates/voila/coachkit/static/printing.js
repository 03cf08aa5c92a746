// On paper a page says when it was printed and where it is; its foot says whose page it is.
"use strict";

(() => {
  const { say } = coachkit;
  const made = [];

  const today = () =>
    new Date().toLocaleDateString(document.documentElement.lang, {
      day: "numeric",
      month: "long",
      year: "numeric",
    });

  const text = (selector) => document.querySelector(selector)?.textContent.trim() ?? "";

  // A client's name is data: whatever could end a string of a style sheet is written as a number.
  const quoted = (words) =>
    `"${words.replace(/[^\p{L}\p{N} .,·()-]/gu, (sign) => `\\${sign.codePointAt(0).toString(16)} `)}"`;

  function foot() {
    const whose = [text(".ck-top .ck-client"), text(".ck-top .ck-when")].filter(Boolean).join(" · ");
    return `@page { @bottom-left { content: ${quoted(whose)} } }`;
  }

  function make(element, content, place) {
    element.textContent = content;
    place.prepend(element);
    made.push(element);
  }

  addEventListener("beforeprint", () => {
    const said = document.createElement("p");
    said.id = "ck-printed";
    const address = location.origin + location.pathname;
    make(said, `${say("printed").replace("{day}", today())} · ${address}`, document.querySelector("main"));
    make(document.createElement("style"), foot(), document.body);
  });

  addEventListener("afterprint", () => {
    for (const element of made.splice(0)) element.remove();
  });
})();
