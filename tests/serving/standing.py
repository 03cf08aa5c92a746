"""A widget that stands in a bare page without a kernel: its own module, answered by its Python."""

STAND = """
async ([module, style, state]) => {
    document.head.append(Object.assign(document.createElement("style"), { textContent: style }));
    const heard = {};
    const model = {
        get: (name) => state[name],
        set: (name, value) => (state[name] = value),
        on: (event, act) => (heard[event] ??= new Set()).add(act),
        off: (event, act) => heard[event]?.delete(act),
        save_changes() {},
        async send(message) {
            const told = await window.python(message);
            window.changed(told.state);
            for (const said of told.sent) for (const act of heard["msg:custom"] ?? []) act(said);
        },
    };
    window.changed = (now) => {
        for (const [name, value] of Object.entries(now)) {
            if (JSON.stringify(state[name]) === JSON.stringify(value)) continue;
            state[name] = value;
            for (const act of heard[`change:${name}`] ?? []) act();
        }
    };
    const address = URL.createObjectURL(new Blob([module], { type: "text/javascript" }));
    const { default: widget } = await import(address);
    const place = document.querySelector("main").appendChild(document.createElement("div"));
    window.leave = widget.render({ model, el: place });
}
"""


class Standing:
    """A widget in a page. ``told``: every message that the page has sent, in order."""

    def __init__(self, visited, widget, names):
        self.visited, self.page = visited, visited.page
        self.widget, self.names = widget, names
        self.told, self._sent = [], []
        widget.send = self._sent.append
        page = visited.page
        page.set_content(
            "<!doctype html><html lang=en><title>A widget</title><main><h1>A widget</h1></main>"
        )
        page.expose_function("python", self._hear)
        page.evaluate(STAND, [widget._esm, widget._css, self._state()])

    def show(self):
        """Let the page know what has changed in Python."""
        self.page.evaluate("(now) => window.changed(now)", self._state())

    def _hear(self, message):
        self.told.append(message)
        self.widget._handle_custom_msg(message, [])
        sent = [*self._sent]
        self._sent.clear()
        return {"state": self._state(), "sent": sent}

    def _state(self):
        return {name: getattr(self.widget, name) for name in self.names}
