// The clock of a session: what is left of it and of the block that is on. Calm when time is over:
// it says by how much. Screen readers hear whole minutes, and few of them.

const TOLD_EVERY = 10;
const LAST_MINUTES = 5;
const LAST_OF_BLOCK = 2;

function clock({ model, el }) {
  const news = announcer();
  const digits = piece("div", { class: "ckc-digits", role: "timer", "aria-live": "off" });
  const left = piece("p", { class: "ckc-left" });
  const track = progress("ckc-track");
  const name = piece("span", { class: "ckc-block-name" });
  const blockLeft = piece("span", { class: "ckc-block-left" });
  const blockTrack = progress("ckc-track ckc-thin");
  const block = piece(
    "div",
    { class: "ckc-block" },
    piece("p", { class: "ckc-block-line" }, name, blockLeft),
    blockTrack.box,
  );
  const root = piece("div", { role: "group" }, digits, left, track.box, block, news.box);
  rooted(root, "ckc");
  el.replaceChildren(root);
  let told = null;

  function draw(times, time) {
    const face = model.get("face");
    const words = face.words;
    const minutes = Math.round(times.length / 60);
    const over = time.left < 0;
    root.lang = face.language;
    mark(root, "aria-label", words.clock);
    mark(root, "data-state", time.state);
    mark(root, "data-over", over);
    write(digits, (over ? "+" : "") + written(time.left));
    mark(digits, "aria-label", whole(words, time));
    write(left, under(words, time, minutes));
    track.show(time.second, times.length, words.track);
    drawBlock(times, time, words, face.names[times.block]);
    tell(times, time, words, face.names[times.block]);
  }

  const whole = (words, { left: seconds }) =>
    seconds < 0 ? counted(words.over_minutes, minutesOf(seconds)) : counted(words.minutes_left, minutesOf(seconds));

  function under(words, { state, left: seconds }, minutes) {
    if (state === "ahead") return words.ahead;
    if (state === "over") return words.ended;
    if (state === "paused") return filled(words.paused, { minutes });
    return filled(seconds < 0 ? words.over_all : words.of_all, { minutes });
  }

  function drawBlock(times, time, words, title) {
    block.hidden = !model.get("face").withBlock || time.blockLeft === null || title === undefined;
    if (block.hidden) return;
    const over = time.blockLeft < 0;
    mark(block, "data-over", over);
    write(name, title);
    const time_left = written(time.blockLeft);
    write(blockLeft, filled(over ? words.block_over : words.block_left, { time: time_left }));
    blockTrack.show(times.blockLength - time.blockLeft, times.blockLength, words.block_track);
  }

  // The minutes that are said aloud; what stood there when the page was opened is no news.
  function tell(times, time, words, title) {
    const now = { block: times.block, state: time.state, left: minutesOf(time.left), blockLeft: time.blockLeft };
    const before = told;
    told = now;
    if (!before || time.state !== "running") return;
    const said = [];
    if (now.left !== before.left && (now.left % TOLD_EVERY === 0 || now.left <= LAST_MINUTES))
      said.push(whole(words, time));
    if (title !== undefined && now.block === before.block) {
      const minute = minutesOf(now.blockLeft);
      if (now.blockLeft < 0 && before.blockLeft >= 0) said.push(filled(words.block_is_over, { block: title }));
      else if (now.blockLeft > 0 && minute <= LAST_OF_BLOCK && minute !== minutesOf(before.blockLeft))
        said.push(filled(counted(words.block_minutes_left, minute), { block: title }));
    }
    if (said.length) news.tell(said.join(" "));
  }

  const ticker = ticking(model, draw);
  model.on("change:face", ticker.tick);
  return () => {
    model.off("change:face", ticker.tick);
    ticker.stop();
  };
}

// How far it is, in whole minutes for ears.
function progress(kind) {
  const bar = piece("i");
  const box = piece("div", { class: kind, role: "progressbar", "aria-valuemin": 0 }, bar);
  return {
    box,
    show(done, all, label) {
      const share = all > 0 ? Math.min(1, Math.max(0, done / all)) : 0;
      bar.style.width = `${(share * 100).toFixed(2)}%`;
      mark(box, "aria-label", label);
      mark(box, "aria-valuemax", Math.round(all / 60));
      mark(box, "aria-valuenow", Math.min(Math.round(all / 60), Math.max(0, Math.floor(done / 60))));
    },
  };
}

export default { render: clock };
