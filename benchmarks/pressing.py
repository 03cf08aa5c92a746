"""From a press until its answer is painted, on pages that are open beside each other.

The page that is pressed on is in front, as it is for whoever presses: browsers paint pages behind
it once a second at most.
"""

from collections.abc import Sequence
from typing import Final

from playwright.sync_api import Page

_SETTLED: Final = 100

_WAIT: Final = """
const wait = (press, isDone) => new Promise((done) => {
    const began = performance.now();
    const seen = new MutationObserver(() => {
        if (!isDone()) return;
        seen.disconnect();
        requestAnimationFrame(() => {
            const painted = new MessageChannel();
            painted.port1.onmessage = () => done(performance.now() - began);
            painted.port2.postMessage(0);
        });
    });
    seen.observe(document.body, { subtree: true, childList: true, attributes: true });
    press();
});
"""

STEP: Final = f"""() => {{ {_WAIT}
    const steps = [...document.querySelectorAll(".ck-plan-steps button")];
    const here = steps.findIndex((step) => step.classList.contains("ck-here"));
    const next = steps[(here + 1) % steps.length];
    return wait(() => next.click(), () => next.classList.contains("ck-here"));
}}"""
"""To another step of a page that has steps."""

METRIC: Final = f"""() => {{ {_WAIT}
    const metrics = [...document.querySelectorAll(".ck-filters select")].at(-1);
    const drawn = () => document.querySelector(".ck-charts img")?.src;
    const before = drawn();
    return wait(() => {{
        metrics.selectedIndex = (metrics.selectedIndex + 1) % 3;
        metrics.dispatchEvent(new Event("change", {{ bubbles: true }}));
    }}, () => drawn() !== before);
}}"""
"""To another metric of the dashboard: its charts are drawn anew."""

LANGUAGE: Final = f"""() => {{ {_WAIT}
    const buttons = [...document.querySelectorAll(".ck-languages .widget-toggle-button")];
    const other = buttons.find((one) => !one.classList.contains("mod-active"));
    const drawn = () => document.querySelector(".ck-charts img")?.src;
    const before = drawn();
    return wait(() => other.click(), () => drawn() !== before);
}}"""
"""To another language of the dashboard: all of it is written and drawn anew."""


def presses(pages: Sequence[Page], how: str, rounds: int) -> list[float]:
    """Milliseconds, in order of size: every page is pressed on, again and again.

    The first turn is not counted: what is seen for the first time is made then.
    """
    taken = []
    for turn in range(rounds + 1):
        for page in pages:
            page.bring_to_front()
            page.wait_for_timeout(_SETTLED)
            took = float(page.evaluate(how))
            if turn:
                taken.append(took)
    return sorted(taken)
