"""Forms in a browser: typed into, moved about by keyboard, refused, said in other words."""

import pytest

from coachkit.language.explaining import explain
from coachkit.model.errors import InvalidValue
from tests.serving.conftest import LAPTOP, PARAMETERS, PHONE, make_notebook

HOSTILE = '"><img src=x onerror="document.title=1"><script>document.title=2</script>'

FORM = (
    PARAMETERS,
    """
from ipywidgets import HTML, Output, ToggleButtons

from coachkit.model.audit import Account
from coachkit.widgets.form import Form
from tests.widgets.form_examples import EXAMPLES

audit, hints = EXAMPLES["audit"]
form = Form(audit, hints, language=language, known={"channels": ("Facebook", "TikTok")})
languages = ToggleButtons(options=[("EN", "en"), ("SV", "sv"), ("FI", "fi")], value=language)
languages.add_class("ck-languages")
colleague = ToggleButtons(options=["-", "hostile", "summary", "locked"])
told = HTML()

def tell(_=None):
    accounts = "; ".join(
        f"{one.key} {one.channel} {one.owner} {one.last_post} {one.followers}".replace("<", "(")
        for one in form.value.accounts
    )
    told.value = (
        f'<div class="ck" data-language="{languages.value}"><h1>{len(form.value.accounts)}</h1>'
        f'<p id="told">{accounts} | {form.value.summary.replace("<", "(")}</p></div>'
    )

def turn(change):
    form.language = change["new"]
    tell()

def act(change):
    hostile = '"><img src=x onerror="document.title=1"><script>document.title=2</script>'
    if change["new"] == "hostile":
        form.value = form.value.changed(
            summary=hostile, accounts=(Account(key="account-2", channel=hostile, owner=hostile),)
        )
        form.known = {"channels": (hostile,)}
    if change["new"] == "summary":
        form.value = form.value.changed(summary="A colleague's words")
    form.read_only = change["new"] == "locked"

languages.observe(turn, "value")
colleague.observe(act, "value")
form.observe(tell, "value")
tell()
""",
    "told",
    "languages",
    "colleague",
    "form",
)
"""The cells of a page with a form, what it makes, and a colleague who changes the same value."""

SIZES = pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])


@pytest.fixture(scope="module")
def address(serving, tmp_path_factory):
    folder = tmp_path_factory.mktemp("forms")
    return serving(notebooks=[make_notebook(folder / "form.ipynb", FORM)]).page("nord", "form")


@pytest.fixture
def opened(address, visit):
    """Open the form's page: ``opened()`` or ``opened(PHONE)``."""

    def open_page(size=LAPTOP):
        visited = visit(size).open(address)
        visited.page.get_by_role("button", name="Lägg till ett konto").wait_for()
        return visited

    return open_page


def row(page, n):
    return page.get_by_role("group", name="Våra konton").get_by_role("group").nth(n - 1)


def says(page, text):
    """Wait until the kernel's value reads like this."""
    page.wait_for_function(
        "(text) => document.querySelector('#told')?.textContent.includes(text)", arg=text
    )


def pressed_elsewhere(page, name):
    """Press a button as somebody at another screen does: the focus stays where it is."""
    page.get_by_role("button", name=name, exact=True).evaluate("(button) => button.click()")


def holds(page, text):
    """Wait until a field of the form has that text in it."""
    page.wait_for_function(
        "(text) => [...document.querySelectorAll('.ckf :is(input, textarea)')]"
        ".some((one) => one.value === text)",
        arg=text,
    )


def focused(page):
    return page.evaluate(
        "((one) => one.value ?? one.getAttribute('aria-label'))(document.activeElement)"
    )


def where(page):
    """The tools' name, or the label, of what has the focus."""
    return page.evaluate(
        "((one) => one.getAttribute('aria-label') ?? one.labels?.[0]?.textContent)"
        "(document.activeElement)"
    )


@SIZES
def test_a_form_is_open_to_everybody(opened, size):
    visited = opened(size)
    assert visited.violations() == []
    assert visited.fits()
    assert visited.complaints == []
    # a form's own script is a blob, which comes from nowhere
    assert visited.hosts() - {""} == {visited.page.url.split("/")[2]}
    sizes = visited.page.evaluate(
        "[...document.querySelectorAll('.ckf :is(button, input, select, textarea, label, p)')]"
        ".map((part) => parseFloat(getComputedStyle(part).fontSize))"
    )
    assert min(sizes) >= 17


@SIZES
def test_what_is_typed_comes_to_the_kernel(opened, size):
    page = opened(size).page
    row(page, 2).get_by_label("Ägare").type("Aino")
    says(page, "X Aino 2026-01-02")
    row(page, 2).get_by_label("Följare", exact=True).fill("40")
    row(page, 2).get_by_role("button", name="Följare").last.click()
    says(page, "2026-01-02 41")
    row(page, 2).get_by_label("Följare", exact=True).press("ArrowDown")
    says(page, "2026-01-02 40")


def test_rows_are_added_moved_and_removed_by_keyboard_alone(opened):
    visited = opened()
    page = visited.page
    status = page.locator(".ckf-live")
    page.get_by_role("button", name="Lägg till ett konto").focus()
    page.keyboard.press("Enter")
    assert where(page) == "Kanal"
    page.keyboard.type("Bluesky")
    page.keyboard.press("Tab")
    page.keyboard.type("Bo")
    says(page, "account-6 Bluesky Bo")
    page.keyboard.press("Alt+ArrowUp")
    says(page, "account-6 Bluesky Bo None None; account-5 X")
    assert (where(page), focused(page)) == ("Ägare", "Bo")
    page.keyboard.type("sse")
    says(page, "account-6 Bluesky Bosse None None; account-5 X")
    page.keyboard.press("Alt+ArrowDown")
    says(page, "None; account-6 Bluesky Bosse")
    remove = row(page, 2).locator("button").last
    remove.focus()
    page.keyboard.press("Enter")
    page.wait_for_function(
        "() => document.querySelector('#told')?.textContent.includes('account-5') === false"
    )
    assert page.evaluate("document.activeElement.textContent") == "×"
    assert row(page, 2).get_by_label("Kanal").input_value() == "Bluesky"
    assert status.text_content() != ""
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="0", exact=True).wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Lägg till ett konto"
    assert visited.complaints == []


def test_what_is_wrong_is_said_at_its_field_and_nowhere_else(opened):
    visited = opened()
    page = visited.page
    long = "Aino " * 20
    row(page, 1).get_by_label("Ägare").fill(long)
    page.keyboard.press("Tab")
    wrong = page.locator(".ckf [aria-invalid]")
    wrong.wait_for()
    assert (wrong.count(), wrong.get_attribute("aria-invalid")) == (1, "true")
    refused = InvalidValue("too_long", None, value=long)

    def described():
        return page.locator(f"#{wrong.get_attribute('aria-describedby')}").inner_text()

    assert described() == explain(refused, "sv")
    assert page.locator(".ckf-live").text_content() == explain(refused, "sv")
    assert visited.violations() == []
    page.get_by_role("button", name="FI", exact=True).click()
    page.get_by_role("button", name="Lisää tili").wait_for()
    assert (wrong.input_value(), described()) == (long, explain(refused, "fi"))
    says(page, "account-2 Facebook  None 1500")
    wrong.fill("Aino")
    says(page, "account-2 Facebook Aino")
    wrong.wait_for(state="detached")


def test_a_number_that_is_none_is_kept_and_told(opened):
    page = opened().page
    field = row(page, 1).get_by_label("Följare", exact=True)
    field.fill("många")
    page.keyboard.press("Tab")
    page.locator(".ckf [aria-invalid]").wait_for()
    assert (field.input_value(), field.get_attribute("aria-invalid")) == ("många", "true")
    field.press("ArrowUp")
    assert field.input_value() == "många"


def test_another_language_leaves_whoever_is_typing_alone(opened):
    page = opened().page
    page.get_by_label("Sammanfattning").fill("Först")
    field = row(page, 2).get_by_label("Ägare")
    field.type("Ai")
    field.evaluate("(one) => (one.dataset.same = 'yes')")
    pressed_elsewhere(page, "FI")
    page.get_by_role("button", name="Lisää tili").wait_for()
    page.keyboard.type("no")
    assert (where(page), focused(page)) == ("Omistaja", "Aino")
    assert page.evaluate("document.activeElement.dataset.same") == "yes"
    says(page, "X Aino 2026-01-02 None | Först")
    assert page.get_by_label("Yhteenveto").input_value() == "Först"


def test_a_colleagues_change_comes_in_but_not_where_somebody_types(opened):
    page = opened().page
    field = row(page, 2).get_by_label("Ägare")
    field.type("Ai")
    pressed_elsewhere(page, "summary")
    says(page, "A colleague's words")
    holds(page, "A colleague's words")
    page.keyboard.type("no")
    assert focused(page) == "Aino"
    says(page, "X Aino 2026-01-02 None | A colleague's words")


def test_hostile_words_stay_words(opened):
    visited = opened()
    page = visited.page
    page.get_by_role("button", name="hostile").click()
    says(page, "img src=x")
    field = row(page, 1).get_by_label("Kanal")
    holds(page, HOSTILE)
    assert field.input_value() == HOSTILE
    assert page.locator(".ckf :is(img, script)").count() == 0
    assert page.title() == "Nordlykta Friluft"
    assert visited.complaints == []


def test_what_may_only_be_read_cannot_be_changed(opened):
    page = opened().page
    page.get_by_role("button", name="locked").click()
    add = page.get_by_role("button", name="Lägg till ett konto")
    add.wait_for(state="hidden")
    assert page.locator(".ckf-tools:visible").count() == 0
    assert page.locator(".ckf :is(input, textarea):not([readonly]):not(:disabled)").count() == 0


def test_a_table_is_cards_where_there_is_no_room(opened):
    page = opened().page
    heads = page.locator(".ckf-head:visible")
    assert heads.count() == 2
    page.set_viewport_size({"width": 599, "height": 800})
    heads.first.wait_for(state="hidden")
    assert heads.count() == 0
    assert row(page, 1).get_by_text("Kanal", exact=True).is_visible()
