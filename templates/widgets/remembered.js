// What was open and chosen on a page, kept by the browser for as long as the tab lives: told to the
// kernel when the page is opened anew. Nothing of it leaves the tab.

// ipywidgets sends a widget's next change only when the kernel has answered the last one. What it
// holds back while a kernel is busy would be lost with the page.
function sendingWhatIsHeldBack(manager) {
  let models = [];
  const resolve = async () => {
    models = await Promise.all(Object.values(manager?._models ?? {}));
  };
  addEventListener("input", resolve, { capture: true, passive: true });
  return () => {
    for (const held of models)
      if (held._msg_buffer && held.comm_live) held.send_sync_message(held._msg_buffer, {});
  };
}

function remembered({ model }) {
  const live = document.body.classList.contains("ck-live");
  if (!live) return;
  // The page's own script hears that it is left before the engine does, which lets go of the line.
  if (globalThis.coachkit) coachkit.lastWords = sendingWhatIsHeldBack(model.widget_manager);
  const place = `ck-remembered ${location.pathname} ${model.get("page")}`;
  let restored = false;

  function read() {
    try {
      return JSON.parse(sessionStorage.getItem(place) ?? "null");
    } catch {
      return null;
    }
  }

  // A browser may have no room, or may be told to keep nothing.
  function write() {
    if (!restored) return;
    try {
      sessionStorage.setItem(place, JSON.stringify(model.get("kept")));
    } catch {
      sessionStorage.removeItem(place);
    }
  }

  // Not before all of the page is drawn: what changes earlier reaches widgets that are not there.
  function restore() {
    if (restored) return;
    restored = true;
    const kept = read();
    if (kept) model.send({ restored: kept });
    else write();
  }

  model.on("change:kept", write);
  if (document.body.classList.contains("ck-shown")) restore();
  else document.addEventListener("ck-shown", restore, { once: true });
}

export default { initialize: remembered };
