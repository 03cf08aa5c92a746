// Draws a page while it arrives: what each cell shows, and the widgets on it. Once the whole page
// is there, it talks with its kernel.

import "@jupyter-widgets/base/css/index.css";
import "@jupyter-widgets/controls/css/widgets-base.css";

import { Panel, Widget } from "@lumino/widgets";
import { Kernel } from "./kernel.js";
import { Widgets } from "./widgets.js";

const OUTPUT = "application/vnd.coachkit.cell-output+json";
const STATES = "application/vnd.coachkit.widget-states+json";
const VIEW = "application/vnd.jupyter.widget-view+json";
const NEXT = `script[type="${OUTPUT}"], script[type="${STATES}"]`;
const PICTURES = ["image/png", "image/jpeg", "image/gif", "image/webp"];

const { baseUrl, kernelId } = coachkit.config();
const kernel = new Kernel(`${baseUrl}api/kernels/${kernelId}`);
const widgets = new Widgets(kernel);

// --- What a cell shows -----------------------------------------------------------------------

async function drawWidget(place, { model_id: id }) {
  const panel = new Panel();
  panel.addClass("jp-OutputArea-output");
  Widget.attach(panel, place);
  const model = await widgets.get_model(id);
  const view = await widgets.create_view(model);
  panel.addWidget(view.luminoWidget ?? view.pWidget);
  view.once("remove", () => panel.dispose());
}

function framed(kind, more = "") {
  const frame = document.createElement("div");
  frame.className = `lm-Widget jp-OutputArea-output ${more}`;
  frame.dataset.mimeType = kind;
  return frame;
}

function drawMarkup(place, kind, markup) {
  const frame = framed(kind, kind === "text/html" ? "jp-RenderedHTMLCommon jp-RenderedHTML" : "jp-RenderedSVG");
  // The content policy keeps scripts in it from running.
  frame.innerHTML = markup;
  place.append(frame);
}

function drawPicture(place, kind, data, told = {}) {
  const frame = framed(kind, "jp-RenderedImage");
  const picture = document.createElement("img");
  picture.alt = told.alt ?? "";
  picture.src = `data:${kind};base64,${data}`;
  for (const side of ["width", "height"]) if (told[side]) picture[side] = told[side];
  frame.append(picture);
  place.append(frame);
}

function drawText(place, kind, text) {
  const frame = framed(kind, "jp-RenderedText");
  frame.append(Object.assign(document.createElement("pre"), { textContent: text }));
  place.append(frame);
}

const joined = (text) => (Array.isArray(text) ? text.join("") : text);

async function draw(place, { data, metadata }) {
  if (VIEW in data) return drawWidget(place, data[VIEW]);
  for (const kind of ["text/html", "image/svg+xml"])
    if (kind in data) return drawMarkup(place, kind, joined(data[kind]));
  const picture = PICTURES.find((kind) => kind in data);
  if (picture) return drawPicture(place, picture, joined(data[picture]), metadata?.[picture]);
  const [kind] = Object.keys(data).filter((one) => one.startsWith("text/"));
  if (kind) drawText(place, kind, joined(data[kind]));
}

// --- As the page arrives ---------------------------------------------------------------------

async function take(script) {
  const told = JSON.parse(script.textContent);
  if (script.type === STATES) {
    script.remove();
    widgets.take(told);
    return;
  }
  const place = script.parentElement;
  try {
    await draw(place, told);
  } finally {
    script.remove();
  }
}

// A script is whole when something follows it, or the page has ended.
const isWhole = (script) => {
  for (let node = script; node && node !== document.body; node = node.parentElement)
    if (node.nextSibling) return true;
  return document.readyState !== "loading";
};

const taken = new WeakSet();

function takeWhatIsThere() {
  for (const script of document.querySelectorAll(NEXT)) {
    if (taken.has(script)) continue;
    if (!isWhole(script)) return;
    taken.add(script);
    take(script).catch(console.error);
  }
}

async function begin() {
  const arrives = new MutationObserver(takeWhatIsThere);
  if (document.readyState === "loading") {
    arrives.observe(document.documentElement, { subtree: true, childList: true });
    takeWhatIsThere();
    await new Promise((whole) => document.addEventListener("DOMContentLoaded", whole));
  }
  // The line is opened while the last of the page is drawn.
  const opened = document.getElementById("ck-end") && kernel.connect();
  takeWhatIsThere();
  arrives.disconnect();
  if (!opened) return;
  await opened;
  // Asked first: what the page says next changes what it has not heard of yet.
  const caughtUp = widgets.catchUp();
  coachkit.connected();
  await caughtUp;
}

begin();
