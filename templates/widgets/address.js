// An address that is shown once: to be copied and sent. Python knows its path; where the server
// stands, the browser knows.

function address({ model, el }) {
  const id = fresh("cka");
  const news = announcer();
  const label = piece("label", { for: id, class: "cka-label" });
  const field = piece("input", { id, class: "cka-field", type: "text", readonly: true });
  const copy = piece("button", { type: "button", class: "ckw-button ckw-primary" });
  const said = piece("span", { class: "cka-said", "aria-hidden": "true" });
  const root = piece("div", {}, label, piece("div", { class: "cka-row" }, field, copy, said), news.box);
  rooted(root, "cka");
  el.replaceChildren(root);

  function say() {
    const face = model.get("face");
    root.lang = face.language;
    root.hidden = !face.path;
    write(label, face.label);
    write(copy, face.copy);
    field.value = face.path ? `${location.origin}${face.path}` : "";
    write(said, "");
  }

  async function take() {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      // not allowed here, or no safe context: the old way still works
      if (!document.execCommand("copy")) return;
    }
    const { copied } = model.get("face");
    write(said, copied);
    news.tell(copied);
  }

  copy.addEventListener("click", take);
  field.addEventListener("focus", () => field.select());
  model.on("change:face", say);
  say();
  return () => model.off("change:face", say);
}

export default { render: address };
