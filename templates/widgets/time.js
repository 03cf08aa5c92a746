// What time it is in a session, from the moments that are kept of it: nothing is counted up, so a
// reload, a sleeping tab or a busy Python change nothing.

// Session seconds: since it began, pauses left out; it stops when the session ends.
function secondOf(times, now) {
  if (times.started === null) return 0;
  const until = times.ended ?? now;
  let passed = until - times.started;
  for (const [since, end] of times.pauses) passed -= (end ?? until) - since;
  return Math.max(Math.floor(passed / 1000), times.least);
}

function timeOf(times, now) {
  const second = secondOf(times, now);
  const state =
    times.started === null ? "ahead" : times.ended !== null ? "over" : times.paused ? "paused" : "running";
  return {
    second,
    state,
    left: times.length - second,
    blockLeft: times.blockEnds === null ? null : times.blockEnds - second,
  };
}

// 38:20, and 1:05:00 where there are hours.
function written(seconds) {
  const all = Math.abs(seconds);
  const two = (n) => String(n).padStart(2, "0");
  const minutes = Math.floor(all / 60);
  return `${two(minutes).replace(/^0(?=\d)/, "")}:${two(all % 60)}`;
}

// Minutes as they are said: of what is left, those begun; of what is over, those full.
const minutesOf = (seconds) => (seconds >= 0 ? Math.ceil(seconds / 60) : Math.floor(-seconds / 60));

const LATE_ANSWER = 2000;
const ASKED_AT_MOST = 5;
const NEAR_ENOUGH = 1000;

// Draws once a second, on the second. A browser's clock that is not the server's is corrected:
// Python says what time it is, and is believed when it answers quickly.
function ticking(model, draw) {
  let offset = 0;
  let asked = 0;
  let timer;
  const now = () => Date.now() + offset;

  function ask() {
    if (asked >= ASKED_AT_MOST) return;
    asked += 1;
    model.send({ ask: "now", sent: Date.now() });
  }

  function answered(message) {
    if (typeof message?.now !== "number") return;
    const received = Date.now();
    if (received - message.sent > LATE_ANSWER) return ask();
    const found = message.now - (message.sent + received) / 2;
    offset = Math.abs(found) < NEAR_ENOUGH ? 0 : found;
    tick();
  }

  function tick() {
    clearTimeout(timer);
    const times = model.get("times");
    draw(times, timeOf(times, now()));
    const running = times.started !== null && times.ended === null && !times.paused;
    if (!running) return;
    const into = (((now() - times.started) % 1000) + 1000) % 1000;
    timer = setTimeout(tick, 1000 - into);
  }

  // A tab that was asleep shows the right time at once.
  const awake = () => document.visibilityState === "visible" && tick();
  document.addEventListener("visibilitychange", awake);
  model.on("change:times", tick);
  model.on("msg:custom", answered);
  ask();
  tick();
  return {
    tick,
    stop() {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", awake);
      model.off("change:times", tick);
      model.off("msg:custom", answered);
    },
  };
}
