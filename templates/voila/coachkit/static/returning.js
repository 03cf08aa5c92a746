// Coming back: a line that is lost is taken up again, a page whose kernel is gone is opened again,
// both by themselves. Until then an overlay says what is known, and nothing that is not.
"use strict";

(() => {
  const { say, find, config } = coachkit;
  const FIRST = 500;
  const LONGEST = 5000;
  const ANSWER = 4000;
  const BLINK = 200;
  const GLANCE = 2000;
  const ASLEEP = 10000;
  const SETTLED = 1000;
  const MINUTE = 60000;
  const OFTEN = 3;
  const UNLOAD = 3000;
  const SORRY = `ck-sorry ${location.pathname}`;
  const OPENED = `ck-opened ${location.pathname}`;
  const UNSURE = `ck-unsure ${location.pathname}`;
  // "there", "away": no line; "gone": no kernel; "stuck": it was opened again and again.
  let state = "there";
  let leaving = false;
  let tries = 0;
  let timer = 0;
  let blink = 0;
  let probing = false;

  // --- What is known to be kept --------------------------------------------------------------

  // When the first of the changes was made that may not be kept yet; 0 if there is none. A page
  // keeps an entry when the typing rests for a moment.
  let began = 0;
  let heard = 0;

  document.addEventListener("ck-line-sent", ({ detail }) => {
    if (detail !== "comm_msg") return;
    const resting = !pending() && Date.now() - heard > SETTLED;
    if (!began || (resting && state === "there")) began = Date.now();
  });
  document.addEventListener("ck-line-heard", () => {
    heard = Date.now();
  });

  const pending = () =>
    [...(coachkit.line?.unheard.values() ?? [])].some(({ type }) => type === "comm_msg");

  // Until the kernel has heard it, what it says of its own saving is of the time before.
  const tellSending = () => document.body.classList.toggle("ck-sending", pending());
  for (const news of ["ck-line-sent", "ck-line-heard"]) document.addEventListener(news, tellSending);

  let unsureSince = 0;

  function takeStock() {
    unsureSince = began && (pending() || Date.now() - heard < SETTLED) ? began : 0;
  }

  const time = (moment) =>
    new Date(moment).toLocaleTimeString(document.documentElement.lang, {
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });

  const savedSaid = () =>
    unsureSince ? say("saved_until").replace("{time}", time(unsureSince)) : say("saved");

  // --- The overlay ---------------------------------------------------------------------------

  function show(notice = "") {
    const away = state === "away";
    find("ck-lost-title").textContent = say(state === "stuck" ? "stuck" : "lost");
    const typed = unsureSince ? ` ${say(away ? "typed_waits" : "typed_lost")}` : "";
    find("ck-lost-saved").textContent = savedSaid() + typed;
    find("ck-lost-next").textContent = say({ away: "returns", stuck: "stuck_why" }[state] ?? "opening");
    find("ck-not-yet").textContent = notice && say(notice);
    find("ck-reload").textContent = say(away ? "try_now" : "reload");
    if (state !== "there" && !find("ck-lost").open) find("ck-lost").showModal();
  }

  function showSoon(after = BLINK) {
    clearTimeout(blink);
    blink = setTimeout(() => state !== "there" && !leaving && show(), after);
  }

  // --- Away ----------------------------------------------------------------------------------

  function lose(after) {
    if (leaving || state !== "there" || isSorry()) return;
    state = "away";
    tries = 0;
    takeStock();
    showSoon(after);
    probe();
  }

  function regain() {
    if (state !== "away" && state !== "there") return;
    state = "there";
    clearTimeout(timer);
    clearTimeout(blink);
    if (find("ck-lost")?.open) find("ck-lost").close();
  }

  // Several tabs and several visitors lose their lines together: they do not come back so.
  function later() {
    clearTimeout(timer);
    const wait = Math.min(LONGEST, FIRST * 2 ** tries) * (0.75 + Math.random() / 2);
    tries += 1;
    timer = setTimeout(probe, wait);
  }

  async function answer() {
    const { baseUrl, kernelId } = config();
    try {
      return await fetch(`${baseUrl}api/kernels/${kernelId}`, {
        cache: "no-store",
        redirect: "manual",
        signal: AbortSignal.timeout(ANSWER),
      });
    } catch {
      return null;
    }
  }

  // Closed doors answer with a refusal or lead elsewhere; opened again, the page says it calmly.
  const isThere = (told) => told?.ok ?? false;
  const isGone = (told) => told && (told.type === "opaqueredirect" || (told.status >= 400 && told.status < 500 && told.status !== 429));

  async function probe(asked = false) {
    if (probing || state !== "away") return;
    // Nobody looks: it is early enough when somebody does.
    if (document.hidden) return;
    probing = true;
    const told = await answer();
    probing = false;
    if (state !== "away" || leaving) return;
    if (isGone(told)) return lost();
    if (isThere(told) && coachkit.line) coachkit.line.retake();
    else if (isThere(told)) return lost();
    else if (asked === true) show("not_yet");
    later();
  }

  // The line looks whole and may not be: after a sleep, or when nothing is heard.
  async function suspect(anew) {
    if (state !== "there" || leaving || !coachkit.line || coachkit.line.ended) return;
    const told = await answer();
    if (state !== "there" || leaving) return;
    if (isGone(told)) lost();
    else if (!isThere(told)) {
      coachkit.line.drop();
      lose();
    } else if (anew || (await told.json()).execution_state === "idle") {
      coachkit.line.drop();
      lose(SETTLED);
    }
  }

  // --- Gone ----------------------------------------------------------------------------------

  const kept = (name) => JSON.parse(sessionStorage.getItem(name) ?? "null");
  const keep = (name, value) => sessionStorage.setItem(name, JSON.stringify(value));
  const lately = () => (kept(OPENED) ?? []).filter((moment) => Date.now() - moment < MINUTE);

  function lost() {
    if (leaving || state === "gone" || state === "stuck" || isSorry()) return;
    if (state === "there") takeStock();
    clearTimeout(timer);
    state = lately().length < OFTEN && sorryTimes() <= OFTEN ? "gone" : "stuck";
    showSoon();
    if (state === "gone") openWhenSeen();
  }

  // A page that could not be put together says so, and has a button. Only one whose kernel was lost
  // on the way is worth another try, and not for ever: its cells may take minutes each time.
  const isSorry = () => document.querySelector(".ck-sorry[role=alert]:not([data-gone])");
  const sorryTimes = () => kept(SORRY) ?? 0;

  function openWhenSeen() {
    if (state === "gone" && !document.hidden) setTimeout(openAgain, Math.random() * FIRST / 2);
  }

  // A browser's own page would say "connection refused", and the way back would be gone.
  async function openAgain() {
    const told = await answer();
    if (!told || told.status >= 500) {
      show("not_yet");
      timer = setTimeout(openWhenSeen, LONGEST);
      return;
    }
    keep(OPENED, [...lately(), Date.now()]);
    if (unsureSince) keep(UNSURE, unsureSince);
    location.reload();
  }

  function now() {
    if (state === "away") {
      tries = 0;
      probe(true);
    } else {
      sessionStorage.removeItem(OPENED);
      sessionStorage.removeItem(SORRY);
      openAgain();
    }
  }

  // --- What is heard -------------------------------------------------------------------------

  document.addEventListener("ck-line-lost", () => lose());
  document.addEventListener("ck-line-reached", regain);
  document.addEventListener("ck-line-back", regain);
  document.addEventListener("ck-kernel-gone", lost);
  document.addEventListener("ck-language", () => find("ck-lost").open && show());
  document.addEventListener("DOMContentLoaded", () => {
    find("ck-reload").addEventListener("click", now);
    find("ck-lost").addEventListener("cancel", (event) => event.preventDefault());
    // Half a page is no page, and one whose kernel died meanwhile is none either.
    if (!find("ck-end")) lost();
    if (!document.querySelector(".ck-sorry[data-gone]")) return;
    keep(SORRY, sorryTimes() + 1);
    lost();
  });
  // A part of the engine that does not come will not come later either.
  addEventListener("error", (event) => event.target instanceof HTMLScriptElement && lost(), true);

  document.addEventListener("ck-shown", () => {
    if (!document.querySelector("#ck-page .ck-sorry")) sessionStorage.removeItem(SORRY);
    const since = kept(UNSURE);
    sessionStorage.removeItem(UNSURE);
    if (since) coachkit.note("returned", { time: time(since) });
  });

  // --- Sleep, and lines that fall silent -----------------------------------------------------

  let glanced = Date.now();
  let hiddenAt = 0;

  setInterval(() => {
    const slept = !document.hidden && Date.now() - glanced > ASLEEP;
    glanced = Date.now();
    if (slept) return suspect(true);
    const [oldest] = coachkit.line?.unheard.values() ?? [];
    if (oldest && Date.now() - oldest.at > ANSWER) suspect(false);
  }, GLANCE);

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      hiddenAt = Date.now();
      return;
    }
    glanced = Date.now();
    if (state === "away") probe();
    else if (state === "gone") openWhenSeen();
    else if (glanced - hiddenAt > ASLEEP) suspect(false);
  });
  addEventListener("online", () => (state === "away" ? probe() : suspect(true)));
  addEventListener("offline", () => suspect(false));

  // --- Goodbye -------------------------------------------------------------------------------

  // Whoever leaves need not be told that the line is closed; who then stays after all must be.
  addEventListener("beforeunload", () => {
    coachkit.lastWords?.();
    leaving = true;
    setTimeout(() => {
      leaving = false;
      if (!coachkit.line?.up) lose();
    }, UNLOAD);
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
