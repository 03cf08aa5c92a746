// The page's kernel: messages of Jupyter's binary protocol over one line, and the comms on it.

const BINARY = "v1.kernel.websocket.jupyter.org";
const VERSION = "5.4";
const CHANNEL = 0;
const BUFFERS = 5;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

const number = () => crypto.getRandomValues(new Uint8Array(16)).reduce(
  (text, byte) => text + byte.toString(16).padStart(2, "0"),
  "",
);

// A message is a list of offsets and what lies between them: channel, header, parent, metadata,
// content, buffers.
export function written({ channel, header, metadata, content, buffers = [] }) {
  const texts = [channel, ...[header, {}, metadata, content].map((part) => JSON.stringify(part))];
  const pieces = texts.map((text) => encoder.encode(text));
  for (const buffer of buffers)
    pieces.push(
      ArrayBuffer.isView(buffer)
        ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
        : new Uint8Array(buffer),
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

export function understood(data) {
  const view = new DataView(data);
  const at = (i) => Number(view.getBigUint64(8 * (i + 1), true));
  const count = Number(view.getBigUint64(0, true)) - 1;
  const text = (i) => decoder.decode(new Uint8Array(data, at(i), at(i + 1) - at(i)));
  const [header, parent_header, metadata, content] = [1, 2, 3, 4].map((i) => JSON.parse(text(i)));
  const buffers = [];
  for (let i = BUFFERS; i < count; i += 1)
    buffers.push(new DataView(data, at(i), at(i + 1) - at(i)));
  return { channel: text(CHANNEL), header, parent_header, metadata, content, buffers };
}

class Comm {
  #kernel;
  #hear = null;
  #closed = null;

  constructor(kernel, target, id) {
    this.#kernel = kernel;
    this.target_name = target;
    this.comm_id = id;
  }

  open(data, callbacks, metadata, buffers) {
    const content = { comm_id: this.comm_id, target_name: this.target_name, data };
    return this.#kernel.say("comm_open", content, { callbacks, metadata, buffers });
  }

  send(data, callbacks, metadata, buffers) {
    if (data.method === "custom") this.#kernel.beforePress();
    const content = { comm_id: this.comm_id, data };
    return this.#kernel.say("comm_msg", content, { callbacks, metadata, buffers });
  }

  close(data, callbacks, metadata, buffers) {
    this.#kernel.comms.delete(this.comm_id);
    const content = { comm_id: this.comm_id, data: data ?? {} };
    return this.#kernel.say("comm_close", content, { callbacks, metadata, buffers });
  }

  on_msg(hear) {
    this.#hear = hear;
  }

  on_close(closed) {
    this.#closed = closed;
  }

  hear(message) {
    return this.#hear?.(message);
  }

  ended(message) {
    return this.#closed?.(message);
  }
}

export class Kernel {
  comms = new Map();
  // Who opens comms in the kernel, by target.
  targets = new Map();
  // Is called before anything is said that is no change of a value: a press, mostly.
  beforePress = () => {};
  #socket = null;
  #session = number();
  #answers = new Map();
  #waiting = [];
  #last = Promise.resolve();
  #url;

  constructor(url) {
    this.#url = url;
  }

  // Opens the line; what was said before goes out first.
  connect() {
    return new Promise((opened) => {
      const url = new URL(`${this.#url}/channels?session_id=${this.#session}`, location.href);
      url.protocol = url.protocol.replace("http", "ws");
      const socket = new WebSocket(url.href, [BINARY]);
      socket.binaryType = "arraybuffer";
      socket.onopen = () => {
        this.#socket = socket;
        for (const message of this.#waiting.splice(0)) socket.send(message);
        opened();
      };
      // One after the other: what a message makes must be there before the next one speaks of it.
      socket.onmessage = ({ data }) => {
        this.#last = this.#last.then(() => this.#hear(understood(data))).catch(console.error);
      };
    });
  }

  comm(target, id = number()) {
    const comm = new Comm(this, target, id);
    this.comms.set(id, comm);
    return comm;
  }

  say(kind, content, { callbacks, metadata = {}, buffers = [] } = {}) {
    const header = {
      msg_id: number(),
      msg_type: kind,
      session: this.#session,
      username: "",
      date: new Date().toISOString(),
      version: VERSION,
    };
    if (callbacks) this.#answers.set(header.msg_id, callbacks);
    const message = written({ channel: "shell", header, metadata, content, buffers });
    if (this.#socket) this.#socket.send(message);
    else this.#waiting.push(message);
    return header.msg_id;
  }

  async #hear(message) {
    const { channel, header, parent_header: parent, content } = message;
    if (channel !== "iopub") return;
    const about = parent?.msg_id;
    if (header.msg_type === "status") {
      this.#answers.get(about)?.iopub?.status?.(message);
      if (content.execution_state === "idle") this.#answers.delete(about);
    } else if (header.msg_type === "comm_open") {
      await this.targets.get(content.target_name)?.(content.comm_id, message);
    } else if (header.msg_type === "comm_msg") {
      await this.comms.get(content.comm_id)?.hear(message);
    } else if (header.msg_type === "comm_close") {
      const comm = this.comms.get(content.comm_id);
      this.comms.delete(content.comm_id);
      comm?.ended(message);
    }
  }
}
