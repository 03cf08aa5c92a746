"""The real dashboard with the demo's data, as a visitor meets it, and in JupyterLab."""

import os
import shutil
import subprocess
import sys

import pytest

from coachkit.language.speech import speak
from coachkit.model.shipped import shipped
from tests.serving.conftest import LAPTOP, PATIENCE, PHONE

DASHBOARD = shipped("notebooks", "dashboard.ipynb")


@pytest.fixture(scope="module")
def shop(serving, demo_made_once):
    return serving(workspace=demo_made_once, notebooks=[DASHBOARD])


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_the_dashboard_speaks_three_languages_and_is_closed_to_nobody(shop, visit, size):
    visited = visit(size).open(shop.page("nordlykta", "dashboard"))
    page = visited.page
    for language in ("sv", "fi", "en"):
        page.get_by_role("button", name=language.upper(), exact=True).click()
        page.locator(f".ck-sources[lang={language}]").wait_for(timeout=PATIENCE * 1000)
        assert page.get_by_text(speak(language).say("What worked")).first.is_visible()
        assert visited.language() == language
        assert visited.fits()
    assert visited.violations() == []
    assert visited.complaints == []
    assert visited.hosts() == {shop.url.split("/")[2]}
    assert all(image.get_attribute("alt") for image in page.locator("img").all())


def test_on_a_phone_the_pictures_are_drawn_for_it(shop, visit):
    page = visit(PHONE).open(shop.page("jarven-ystavat", "dashboard")).page
    page.locator("img[width='390']").first.wait_for(timeout=PATIENCE * 1000)


def test_on_paper_there_are_the_day_and_the_address_and_nothing_to_press(shop, visit):
    page = visit().open(shop.page("nordlykta", "dashboard")).page
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#ck-printed").inner_text().endswith(shop.page("nordlykta", "dashboard"))
    assert page.locator(":is(button, select, input, nav, .ck-saved):visible").count() == 0
    foot = page.evaluate("document.querySelector('body > style').textContent")
    assert 'content: "Nordlykta Friluft · ' in foot
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("#ck-printed, body > style").count() == 0


def test_a_month_nobody_exported_is_a_sentence_on_the_page(shop, visit):
    page = visit().open(shop.page("jarven-ystavat", "dashboard")).page
    page.get_by_role("button", name="EN", exact=True).click()
    page.get_by_label("Platform").select_option("Instagram")
    page.get_by_label("Month").select_option("April 2026")
    heading = page.get_by_role("heading", name="No export from Instagram covers this month.")
    heading.wait_for(timeout=PATIENCE * 1000)


@pytest.fixture
def lab(demo, tmp_path):
    """JupyterLab on a free port, with a copy of the notebook: it saves what it shows."""
    shutil.copy(DASHBOARD, tmp_path)
    with (tmp_path / "lab.log").open("w+") as log:
        started = subprocess.Popen(
            [
                *(sys.executable, "-m", "jupyterlab", "--no-browser", "--port=0", "--allow-root"),
                *(
                    "--IdentityProvider.token=",
                    "--ServerApp.password=",
                    "--ServerApp.log_level=INFO",
                ),
                f"--ServerApp.root_dir={tmp_path}",
            ],
            env={
                **os.environ,
                "COACHKIT_WORKSPACE": str(demo),
                "JUPYTERLAB_WORKSPACES_DIR": str(tmp_path / "lab"),
                "JUPYTER_CONFIG_DIR": str(tmp_path / "settings"),
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            yield _address(started, log)
        finally:
            started.terminate()
            started.wait(PATIENCE)
            started.stderr.close()


def _address(started, log):
    for line in started.stderr:
        log.write(line)
        if "http://127.0.0.1:" in line:
            return line.split()[-1].partition("?")[0].rstrip("/").removesuffix("/lab")
    log.seek(0)
    raise AssertionError(log.read())


def test_the_same_notebook_is_alive_in_jupyterlab(lab, browser):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{lab}/lab/tree/dashboard.ipynb?reset")
    page.get_by_text("coachkit | Idle").wait_for(timeout=PATIENCE * 1000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.locator(".ck-finding[lang=sv]").wait_for(timeout=PATIENCE * 1000)
    page.get_by_role("button", name="FI", exact=True).click()
    page.locator(".ck-finding[lang=fi] h1").wait_for(timeout=PATIENCE * 1000)
    page.close()
