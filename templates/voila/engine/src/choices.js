// Buttons of which one is chosen. ipywidgets draws them all anew whenever anything of them changes;
// here a button stays, and with it the focus and a press that has begun.

import { ToggleButtonsView } from "@jupyter-widgets/controls";

const OTHERWISE = ["icons", "tooltips", "button_style"];

export class SteadyChoice extends ToggleButtonsView {
  update(options) {
    const names = this.model.get("_options_labels");
    const buttons = [...this.buttongroup.querySelectorAll("button")];
    const same = buttons.length === names.length;
    if (!same || OTHERWISE.some((one) => this.model.hasChanged(one))) return super.update(options);
    buttons.forEach((button, i) => this.#named(button, names[i]));
    return super.update({ ...options, updated_view: this });
  }

  #named(button, name) {
    button.disabled = this.model.get("disabled");
    if (button.dataset.value === encodeURIComponent(name)) return;
    button.dataset.value = encodeURIComponent(name);
    const icon = button.querySelector("i");
    button.replaceChildren(name.trim() ? name : "\u00a0", icon);
  }
}
