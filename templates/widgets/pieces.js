// What all widgets are made of: elements, words, news for ears. What people wrote is only ever
// set as text or value, never read as HTML.

let made = 0;
const fresh = (stem) => `${stem}${Date.now().toString(36)}-${(made += 1)}`;

function piece(tag, { text, on = {}, ...attributes } = {}, ...children) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) mark(element, name, value);
  for (const [event, heard] of Object.entries(on)) element.addEventListener(event, heard);
  element.append(...children.filter(Boolean));
  return element;
}

// An attribute as it should be; false, null and undefined take it away.
function mark(element, name, value) {
  const wanted = value === true ? "" : value;
  if (value === false || value === null || value === undefined) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(wanted)) element.setAttribute(name, wanted);
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// "%(row)s is now %(n)s of %(of)s." filled in.
const filled = (text, values) => text.replace(/%\((\w+)\)s/g, (_, name) => values[name] ?? "");

// One text for one, another for many: all three languages part there.
const counted = ([one, many], n) => filled(n === 1 ? one : many, { n });

// Children in that order, without taking what is in its place out of the page: it would lose focus.
function arrange(parent, children) {
  const focused = parent.contains(document.activeElement) ? document.activeElement : null;
  for (const gone of [...parent.children]) if (!children.includes(gone)) gone.remove();
  children.forEach((child, place) => {
    if (parent.children[place] !== child) parent.insertBefore(child, parent.children[place] ?? null);
  });
  if (focused && focused.isConnected && document.activeElement !== focused) focused.focus();
}

// News for those who listen rather than look; a screen reader says them when it has time.
function announcer() {
  const box = piece("p", { class: "ckw-unseen", role: "status", "aria-live": "polite" });
  return {
    box,
    tell(text) {
      // the same words twice would not be news
      box.textContent = box.textContent === text ? `${text}\u00a0` : text;
    },
  };
}

// A widget's root. JupyterLab takes single letters for commands where no text is typed ("x" would
// cut the cell), unless whatever has the focus says that it shall not.
function rooted(element, name) {
  element.classList.add("ckw", name);
  element.addEventListener("focusin", ({ target }) => {
    mark(target, "data-lm-suppress-shortcuts", "true");
  });
}
