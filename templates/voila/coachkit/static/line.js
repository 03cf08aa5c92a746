// The line to the kernel, as the engine sees it: one WebSocket that never closes while the page is
// open. Behind it sockets come and go. What was sent and not heard of is sent again on the next
// one, once the kernel has said what it had received: nothing is lost, and nothing comes twice.
"use strict";

(() => {
  const Socket = window.WebSocket;
  const PATIENCE = 5000;
  const LONGEST_PRESS = 1000;
  const BINARY = "v1.kernel.websocket.jupyter.org";
  const DEAD = new Set(["restarting", "autorestarting", "dead"]);
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();

  // --- Messages ------------------------------------------------------------------------------

  // A message in Jupyter's binary form is a list of offsets and what lies between them: channel,
  // header, parent, metadata, content, buffers. Only what is asked for is read.
  function parts(data) {
    const view = new DataView(data);
    const at = (i) => Number(view.getBigUint64(8 * (i + 1), true));
    const text = (i) => decoder.decode(new Uint8Array(data, at(i), at(i + 1) - at(i)));
    return {
      channel: text(0),
      header: JSON.parse(text(1)),
      parent: JSON.parse(text(2)),
      content: () => JSON.parse(text(4)),
    };
  }

  function read(data, binary) {
    if (typeof data !== "string" && binary) return parts(data);
    // The older form: text, or text before buffers.
    const first = typeof data === "string" ? 0 : new DataView(data).getUint32(4);
    const until = typeof data === "string" ? 0 : new DataView(data).getUint32(8) || undefined;
    const text = typeof data === "string" ? data : decoder.decode(data.slice(first, until));
    const { channel, header, parent_header: parent, content } = JSON.parse(text);
    return { channel, header, parent: parent ?? {}, content: () => content };
  }

  function question(id, session, binary) {
    const header = {
      msg_id: id,
      msg_type: "kernel_info_request",
      session,
      username: "",
      date: new Date().toISOString(),
      version: "5.3",
    };
    if (!binary)
      return JSON.stringify({
        channel: "shell",
        header,
        parent_header: {},
        metadata: {},
        content: {},
        buffers: [],
      });
    const pieces = ["shell", JSON.stringify(header), "{}", "{}", "{}"].map((text) =>
      encoder.encode(text),
    );
    const offsets = [8 * (pieces.length + 2)];
    for (const piece of pieces) offsets.push(offsets.at(-1) + piece.length);
    const message = new Uint8Array(offsets.at(-1));
    const view = new DataView(message.buffer);
    view.setBigUint64(0, BigInt(offsets.length), true);
    offsets.forEach((offset, i) => view.setBigUint64(8 * (i + 1), BigInt(offset), true));
    pieces.forEach((piece, i) => message.set(piece, offsets[i]));
    return message.buffer;
  }

  // --- A press -------------------------------------------------------------------------------

  // What the kernel says waits while something is pressed. Leaving a field by a press is what makes
  // the kernel speak; a button drawn anew between down and up would never hear of its click.
  let pressed = 0;

  function press() {
    clearTimeout(pressed);
    pressed = setTimeout(release, LONGEST_PRESS);
  }

  function release() {
    clearTimeout(pressed);
    pressed = 0;
    coachkit.line?.catchUp();
  }

  // The click comes after the pointer is up, in the same breath.
  function letGo() {
    if (!pressed) return;
    clearTimeout(pressed);
    pressed = setTimeout(release);
  }

  const presses = ({ key, repeat, target }) =>
    key === " " && !repeat && target.closest?.("button, [role=button], summary");
  addEventListener("pointerdown", press, true);
  addEventListener("keydown", (event) => presses(event) && press(), true);
  for (const end of ["pointerup", "pointercancel", "dragstart", "keyup"])
    addEventListener(end, letGo, true);

  // --- The line ------------------------------------------------------------------------------

  class Line {
    static CONNECTING = 0;
    static OPEN = 1;
    static CLOSING = 2;
    static CLOSED = 3;
    binaryType = "arraybuffer";
    protocol = "";
    readyState = 0;
    onopen = null;
    onclose = null;
    onerror = null;
    onmessage = null;
    // What was sent, by its number, in order, until the kernel was heard to speak of it.
    unheard = new Map();
    up = false;
    #socket = null;
    #asked = "";
    #alarm = 0;
    #waiting = [];

    constructor(url, protocols) {
      if (!/\/api\/kernels\/[^/]+\/channels/.test(url)) return new Socket(url, protocols);
      this.url = url;
      this.protocols = protocols;
      coachkit.line = this;
      this.retake();
    }

    get ended() {
      return this.readyState >= Line.CLOSING;
    }

    send(data) {
      const { channel, header } = read(data, this.protocol === BINARY);
      if (channel === "shell")
        this.unheard.set(header.msg_id, { data, at: Date.now(), type: header.msg_type });
      if (this.up) this.#socket.send(data);
      document.dispatchEvent(new CustomEvent("ck-line-sent", { detail: header.msg_type }));
    }

    close() {
      if (this.ended) return;
      this.readyState = Line.CLOSED;
      this.drop();
      this.onclose?.(new CloseEvent("close", { code: 1000, wasClean: true }));
    }

    // Let go of the socket there is; what still comes on it is not listened to.
    drop() {
      this.catchUp();
      this.up = false;
      clearTimeout(this.#alarm);
      const socket = this.#socket;
      this.#socket = null;
      if (!socket) return;
      socket.onopen = socket.onmessage = socket.onclose = socket.onerror = null;
      socket.close();
    }

    // A new socket in place of the one there is, if any.
    retake() {
      if (this.ended) return;
      this.drop();
      const socket = new Socket(this.url, this.protocols);
      this.#socket = socket;
      socket.binaryType = "arraybuffer";
      socket.onopen = (event) => this.#opened(event);
      socket.onmessage = (event) => (pressed ? this.#waiting.push(event) : this.#heard(event));
      socket.onclose = () => this.#lost();
      // One that hangs in between is as good as none.
      this.#alarm = setTimeout(() => this.#lost(), PATIENCE);
    }

    #opened(event) {
      this.protocol = this.#socket.protocol;
      if (this.readyState === Line.CONNECTING) {
        clearTimeout(this.#alarm);
        this.readyState = Line.OPEN;
        this.up = true;
        this.onopen?.(event);
        this.#tell("ck-line-back");
        return;
      }
      this.#asked = crypto.getRandomValues(new Uint32Array(4)).join("-");
      const session = new URL(this.url).searchParams.get("session_id") ?? "";
      this.#socket.send(question(this.#asked, session, this.protocol === BINARY));
      // The kernel may be at work; the line itself is there.
      clearTimeout(this.#alarm);
      this.#tell("ck-line-reached");
    }

    // What came while something was pressed.
    catchUp() {
      for (const event of this.#waiting.splice(0)) this.#heard(event);
    }

    #lost() {
      if (this.ended) return;
      this.drop();
      this.#tell("ck-line-lost");
    }

    #heard(event) {
      const { channel, header, parent, content } = read(event.data, this.protocol === BINARY);
      const about = parent?.msg_id;
      if (about && about === this.#asked) {
        // On iopub this comes after all that was said of what had arrived before.
        if (channel === "iopub" && !this.up) this.#sendAgain();
        return;
      }
      if (this.unheard.has(about)) this.#settle(about);
      const state = header.msg_type === "status" && content().execution_state;
      if (channel === "iopub" && DEAD.has(state)) {
        // The engine would raise at every further word.
        this.up = false;
        this.#tell("ck-kernel-gone");
        return;
      }
      if (channel === "iopub" && header.msg_type === "coachkit_mishap") {
        this.#tell("ck-mishap", content());
        return;
      }
      this.onmessage?.(event);
    }

    // Messages are handled in order: what was sent before one that was heard of has arrived.
    #settle(about) {
      for (const number of this.unheard.keys()) {
        this.unheard.delete(number);
        if (number === about) break;
      }
      this.#tell("ck-line-heard");
    }

    #sendAgain() {
      this.up = true;
      for (const { data } of this.unheard.values()) this.#socket.send(data);
      this.#tell("ck-line-back");
    }

    #tell(name, detail) {
      document.dispatchEvent(new CustomEvent(name, { detail }));
    }
  }

  window.WebSocket = Line;
})();
