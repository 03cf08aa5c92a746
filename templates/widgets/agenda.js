// The agenda of a session: every block a way to it, the time left of the one that is on, and the
// buttons that move the session on. What a press does is for Python to say.

function agenda({ model, el }) {
  const list = piece("ol", { class: "cka-list" });
  const problem = piece("p", { class: "cka-problem", role: "status" });
  const tools = piece("div", { class: "cka-tools" });
  const root = piece("div", { role: "group" }, list, tools, problem);
  rooted(root, "cka");
  el.replaceChildren(root);
  const blocks = new Map();
  const buttons = new Map();

  const press = (what, more = {}) => model.send({ press: what, ...more });

  function newBlock(key) {
    const state = piece("span", { class: "ckw-unseen" });
    const sign = piece("span", { class: "cka-sign", "aria-hidden": "true" });
    const name = piece("span", { class: "cka-name" });
    const time = piece("span", { class: "cka-time" });
    const spoken = piece("span", { class: "ckw-unseen" });
    const button = piece(
      "button",
      { type: "button", class: "cka-block", on: { click: () => press("go", { block: key }) } },
      sign,
      name,
      time,
      spoken,
      state,
    );
    return { box: piece("li", { "data-key": key }, button), button, state, sign, name, time, spoken };
  }

  function newButton({ what, minutes, primary }) {
    return piece("button", {
      type: "button",
      class: `ckw-button cka-tool cka-${what}${primary ? " ckw-primary" : ""}`,
      on: { click: () => press(what, minutes ? { minutes } : {}) },
    });
  }

  function draw(times, time) {
    const face = model.get("face");
    root.lang = face.language;
    mark(root, "aria-label", face.words.agenda);
    for (const { key } of face.blocks) if (!blocks.has(key)) blocks.set(key, newBlock(key));
    arrange(list, face.blocks.map(({ key }) => blocks.get(key).box));
    for (const block of face.blocks) drawBlock(blocks.get(block.key), block, face, time);
    const wanted = face.still ? [] : face.buttons;
    for (const one of wanted) if (!buttons.has(one.key)) buttons.set(one.key, newButton(one));
    arrange(tools, wanted.map((one) => buttons.get(one.key)));
    for (const one of wanted) {
      const button = buttons.get(one.key);
      write(button, one.text);
      mark(button, "aria-label", one.label);
      button.disabled = one.off;
    }
    write(problem, face.problem);
  }

  function drawBlock(drawn, block, face, time) {
    const { words } = face;
    const now = block.state === "now";
    const over = now && time.blockLeft < 0;
    drawn.box.className = `cka-${block.state}${over ? " cka-over" : ""}`;
    write(drawn.sign, block.state === "done" ? "✓" : "");
    write(drawn.name, block.name);
    write(drawn.state, block.state === "done" ? words.done : "");
    const minutes = now ? minutesOf(time.blockLeft) : block.minutes;
    const said = now ? (over ? words.minutes_over : words.minutes_left) : words.minutes;
    // figures for eyes, whole minutes for ears: a name that changes each second is never read out
    mark(drawn.time, "aria-hidden", "true");
    write(drawn.time, now ? (over ? "+" : "") + written(time.blockLeft) : String(block.minutes));
    write(drawn.spoken, ` ${counted(said, minutes)} `);
    mark(drawn.button, "aria-current", now ? "step" : null);
    drawn.button.disabled = face.still || !face.open;
  }

  const ticker = ticking(model, draw);
  model.on("change:face", ticker.tick);
  return () => {
    model.off("change:face", ticker.tick);
    ticker.stop();
  };
}

export default { render: agenda };
