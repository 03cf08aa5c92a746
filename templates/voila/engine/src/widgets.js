// The page's widgets: ipywidgets' own classes and anywidget's, and what the kernel says of them.

import * as base from "@jupyter-widgets/base";
import * as controls from "@jupyter-widgets/controls";
import { ManagerBase, base64ToBuffer } from "@jupyter-widgets/base-manager";
import anywidget from "anywidget";
import { SteadyChoice } from "./choices.js";

const TARGET = "jupyter.widget";
const CONTROL = "jupyter.widget.control";
const PATIENCE = 5000;
const ANSWER = 15000;
const CLASSES = {
  "@jupyter-widgets/base": base,
  "@jupyter-widgets/controls": { ...controls, ToggleButtonsView: SteadyChoice },
  anywidget: anywidget(base),
};

const bytes = (data) => (typeof data === "string" ? new DataView(base64ToBuffer(data)) : data);

export class Widgets extends ManagerBase {
  #kernel;
  #awaited = new Map();
  #there = new Set();

  constructor(kernel) {
    super();
    this.#kernel = kernel;
    kernel.beforePress = () => this.#sendHeldBack();
    kernel.targets.set(TARGET, (id, message) => this.#introduced(id, message));
  }

  callbacks() {
    return { iopub: {} };
  }

  async loadClass(name, module) {
    const found = CLASSES[module]?.[name];
    if (!found) throw new Error(`There is no ${name} of ${module} on this page`);
    return found;
  }

  // Only a kernel that knows nothing of the control comm is asked so; ours knows it.
  async _get_comm_info() {
    return {};
  }

  async _create_comm(target, id, data, metadata, buffers) {
    const comm = this.#kernel.comm(target, id);
    if (data || metadata) comm.open(data, undefined, metadata, buffers);
    return comm;
  }

  // What is spoken of before it is known may still be on its way.
  get_model(id) {
    if (this.has_model(id)) return super.get_model(id);
    if (!this.#awaited.has(id)) {
      const awaited = {};
      awaited.model = new Promise((known, unknown) => {
        awaited.known = known;
        setTimeout(() => unknown(new Error(`There is no model ${id}`)), PATIENCE);
      });
      this.#awaited.set(id, awaited);
    }
    return this.#awaited.get(id).model;
  }

  register_model(id, model) {
    super.register_model(id, model);
    Promise.resolve(model).then(
      (one) => {
        this.#there.add(one);
        one.once("destroy", () => this.#there.delete(one));
      },
      () => {},
    );
    this.#awaited.get(id)?.known(model);
    this.#awaited.delete(id);
  }

  // ipywidgets sends a widget's next change only when the kernel has answered the last one. A press
  // would overtake what is held back, and the kernel would act on half a word.
  #sendHeldBack() {
    for (const model of this.#there) {
      const held = model._msg_buffer;
      if (!held || !model.comm_live) continue;
      model._msg_buffer = null;
      model.send_sync_message(held, {});
    }
  }

  // Makes the models that are new, and tells those that are there what is new of them. All are
  // known before the first one asks for another.
  take(states) {
    return Promise.all(
      Object.entries(states).map(([id, told]) => this.#take(id, told).catch(console.error)),
    );
  }

  async #take(id, { model_name, model_module, model_module_version, state, buffers }) {
    for (const { path, data } of buffers ?? []) base.put_buffers(state, [path], [bytes(data)]);
    if (!this.has_model(id)) {
      const comm = this.#kernel.comm(TARGET, id);
      await this.new_model(
        { model_name, model_module, model_module_version, model_id: id, comm },
        state,
      );
      return;
    }
    const model = await this.get_model(id);
    // What somebody has just changed and the kernel has not heard of is newer.
    model.state_change = model.state_change.then(async () =>
      model.set_state(await model.constructor._deserialize_state(state, this)),
    );
    await model.state_change;
  }

  // What has changed since the page was written: the kernel is asked for it. A line that was lost
  // meanwhile may have taken the answer with it. Over the same line the kernel tells later of
  // widgets that come into sight.
  async catchUp() {
    while (!(await this.#asked())) continue;
  }

  #asked() {
    const control = this.#kernel.comm(CONTROL);
    return new Promise((answered) => {
      const late = setTimeout(() => {
        control.close();
        answered(false);
      }, ANSWER);
      // What the kernel says next waits until this is taken: it is newer.
      control.on_msg(async ({ content: { data }, buffers }) => {
        if (data.method !== "update_states") return;
        clearTimeout(late);
        data.buffer_paths.forEach(([id, ...path], i) =>
          (data.states[id].buffers ??= []).push({ path, data: buffers[i] }),
        );
        await this.take(data.states);
        answered(true);
      });
      // What the page was told when it was written need not be said again.
      control.open({ drawn: true }, undefined, { version: "1.0.0" });
      control.send({ method: "request_states" });
    });
  }

  #introduced(id, message) {
    // A page that has asked for everything may know it already.
    if (!this.has_model(id)) return this.handle_comm_open(this.#kernel.comm(TARGET, id), message);
    const { state, buffer_paths = [] } = message.content.data;
    base.put_buffers(state, buffer_paths, message.buffers);
    return this.#take(id, { state }).catch(console.error);
  }
}
