"""A press that leaves a field: what the kernel says of the field takes no button from under it."""

import pytest
from playwright.sync_api import expect

from coachkit.model.inside_view import InsideView
from tests.serving.test_strategy_session import INSIDE, STRATEGY, Held, workspace

__all__ = ["workspace"]

HELD = """
async (button) => {
  const parts = button.closest(".ck-substeps").parentElement;
  const shown = () => parts.lastElementChild;
  const before = shown();
  button.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
  button.click();
  await new Promise((later) => setTimeout(later, 700));
  const same = shown() === before;
  button.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
  return same;
}
"""
"""Goes to another part with a press that lasts: whether the old part is shown until its end."""


@pytest.fixture
def held(serving, workspace, visit):
    """The inside view of a session, where a part is ticked once it has an answer."""
    held = Held(serving(workspace=workspace.path, notebooks=[STRATEGY]), visit)
    held.press("Börja")
    held.next("Utifrån")
    held.next("Inifrån")
    return held


def part(held, name):
    return held.middle.locator(".ck-substeps button", has_text=name).filter(visible=True).first


def test_a_slow_press_right_after_typing_goes_where_it_was_pressed(held):
    held.press("Lägg till en rad", held.middle)
    held.field("Svar").fill("Vi vill synas")
    held.field("Sagt av").fill("Elsa Lindmark")
    part(held, INSIDE[1]).hover()
    held.page.mouse.down()
    held.kept(InsideView, lambda view: len(view.answers) == 1)
    expect(part(held, INSIDE[0])).to_have_text(f"✓ {INSIDE[0]}")
    held.page.mouse.up()
    expect(part(held, INSIDE[1])).to_have_attribute("aria-pressed", "true")
    expect(part(held, INSIDE[1])).to_be_focused()


def test_what_the_kernel_says_waits_until_the_button_is_let_go(held):
    question = held.middle.locator(".ck-substeps + *").filter(visible=True)
    expect(question).to_contain_text(INSIDE[0])
    assert part(held, INSIDE[1]).evaluate(HELD)
    expect(question).to_contain_text(INSIDE[1])


def test_the_focus_stays_on_a_choice_whose_words_change(held):
    held.press("Lägg till en rad", held.middle)
    held.field("Svar").fill("Vi vill synas")
    held.field("Sagt av").fill("Elsa Lindmark")
    part(held, INSIDE[0]).focus()
    expect(part(held, INSIDE[0])).to_have_text(f"✓ {INSIDE[0]}")
    expect(part(held, INSIDE[0])).to_be_focused()
