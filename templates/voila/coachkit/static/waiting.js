// Waits for a place, or for the server: asks where it stands, and opens the page when it may.
"use strict";

(() => {
  const words = JSON.parse(document.getElementById("ck-words").textContent);
  const said = document.getElementById("ck-said");
  const address = document.body.dataset.asks;
  const EVERY = 2000;
  const ANSWER = 5000;

  const tell = (text) => {
    if (said.textContent !== text) said.textContent = text;
  };

  async function ask() {
    try {
      const told = await fetch(address, {
        cache: "no-store",
        redirect: "manual",
        signal: AbortSignal.timeout(ANSWER),
      });
      // Closed doors say so themselves, once the page is asked for.
      if (told.type === "opaqueredirect" || (told.status >= 400 && told.status < 500))
        return location.reload();
      if (told.ok) {
        const { come, number, own } = await told.json();
        if (come) {
          tell(words.turn);
          return location.reload();
        }
        tell(own ? words.own : words.number.replace("{number}", number));
      }
    } catch {
      // Nobody answers: the server is on its way.
    }
    setTimeout(ask, EVERY * (0.75 + Math.random() / 2));
  }

  setTimeout(ask, EVERY / 2);
  document.addEventListener("visibilitychange", () => document.hidden || ask());
})();
