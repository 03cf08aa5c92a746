"""Takes the pictures that the README shows, of the real pages with the demo's data.

``make pictures`` runs it; it needs a Chromium (``COACHKIT_BROWSER``, or one on the path).
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

_PICTURES = Path(__file__).parent / "pictures"
_SCREEN = {"width": 1280, "height": 720}
_DESK = {"x": 0, "y": 0, "width": 1280, "height": 380}
_PHONE = {"width": 390, "height": 844}
_WAIT = 60_000
_SETTLED = 1_500
_COLOURS = 256
_BLOCKS = (
    (5, ".ckb-column", "channels"),
    (8, ".ck-holds-number", "hours"),
    (11, ".ck-screen table", "less"),
    (12, ".ck-screen .ckf-row", "actions"),
)
"""By their places in the agenda: what shows that the block is there, and the picture's name."""
_CAMPAIGN = (
    (4, ".ck-screen .ck-rows", "seen"),
    (6, ".ck-idea-units", "ideas"),
    (11, ".ck-screen .ck-phone", "drafts"),
)
_INVENTED = Path(__file__).parents[1] / "tests" / "exports" / "files"
_WAITING = ("tiktok/Overview.csv", "search_console/Chart.csv", "meta/Interactions.csv")


def main() -> int:
    """Make the demo, serve it, photograph it."""
    _PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "coachkit-demo"
        _coachkit("demo", "--once", "--folder", str(workspace))
        server = subprocess.Popen(
            [sys.executable, "-m", "coachkit.cli", "serve", "-w", str(workspace), "--port", "0"],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "COACHKIT_LANGUAGE": "en"},
        )
        try:
            address = _address(server)
            with sync_playwright() as driver:
                browser = driver.chromium.launch(
                    executable_path=_chromium(), args=["--no-sandbox", "--disable-gpu"]
                )
                _photograph(browser, address, workspace)
                browser.close()
        finally:
            server.terminate()
            server.wait()
    for picture in _PICTURES.glob("*.png"):
        _make_light(picture)
    return 0


def _make_light(picture: Path) -> None:
    """As few colours as no eye misses: a third of the bytes."""
    with Image.open(picture) as taken:
        if taken.mode == "P":
            return
        few = taken.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    few.save(picture, optimize=True)


def _coachkit(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "coachkit.cli", *words], check=True)


def _chromium() -> str | None:
    named = os.environ.get("COACHKIT_BROWSER")
    return named or shutil.which("chromium") or shutil.which("google-chrome")


def _address(server: subprocess.Popen[str]) -> str:
    for line in server.stdout or ():
        for word in line.split():
            if word.startswith("http://"):
                return word.rstrip("/")
    sys.exit("the server ended before it was ready")


def _photograph(browser: Browser, address: str, workspace: Path) -> None:
    page = browser.new_page(viewport=_SCREEN, locale="en-GB")
    page.goto(address, timeout=_WAIT)
    page.locator(".ckd-row").first.wait_for(timeout=_WAIT)
    page.wait_for_timeout(_SETTLED)
    page.screenshot(path=_PICTURES / "desk.png", clip=_DESK)
    page.close(run_before_unload=True)
    for slug, languages in (("nordlykta", ("sv", "en")), ("jarven-ystavat", ("fi",))):
        for language in languages:
            page = browser.new_page(viewport=_SCREEN)
            _read(page, f"{address}/clients/{slug}/dashboard", language)
            page.screenshot(path=_PICTURES / f"dashboard-{language}.png")
            page.close(run_before_unload=True)
    page = browser.new_page(viewport=_PHONE)
    _read(page, f"{address}/clients/nordlykta/dashboard", "sv")
    page.screenshot(path=_PICTURES / "dashboard-phone.png")
    page.close(run_before_unload=True)
    _photograph_inbox(browser, address, workspace)
    report = next((workspace / "clients" / "nordlykta" / "documents").glob("report-*.html"))
    page = browser.new_page(viewport=_SCREEN)
    page.goto(report.as_uri())
    page.screenshot(path=_PICTURES / "report.png")
    page.close()
    _photograph_session(browser, address, workspace)


def _photograph_session(browser: Browser, address: str, workspace: Path) -> None:
    """Blocks of two sessions, and the strategy that comes out of the first."""
    page = browser.new_page(viewport=_SCREEN, locale="sv-SE")
    page.goto(f"{address}/clients/nordlykta/strategy", timeout=_WAIT)
    page.get_by_role("button", name="Börja nästa session").click(timeout=_WAIT)
    _photograph_blocks(page, "session", _BLOCKS)
    page = browser.new_page(viewport=_SCREEN, locale="sv-SE")
    page.goto(f"{address}/clients/nordlykta/campaign", timeout=_WAIT)
    _photograph_blocks(page, "campaign", _CAMPAIGN)
    _coachkit("export", "nordlykta", "strategy", "--format", "html", "-w", str(workspace))
    documents = workspace / "clients" / "nordlykta" / "documents"
    page = browser.new_page(viewport=_SCREEN)
    page.goto(next(documents.rglob("strategy*.html")).as_uri())
    page.screenshot(path=_PICTURES / "strategy-document.png")
    page.close()


def _photograph_blocks(page: Page, session: str, blocks: tuple[tuple[int, str, str], ...]) -> None:
    page.locator(".cka-start").click(timeout=_WAIT)
    for block, sign, name in blocks:
        page.locator(".cka-block").nth(block).click(timeout=_WAIT)
        page.locator(sign).first.wait_for(timeout=_WAIT)
        page.wait_for_timeout(_SETTLED)
        page.screenshot(path=_PICTURES / f"{session}-{name}.png")
    page.close(run_before_unload=True)


def _photograph_inbox(browser: Browser, address: str, workspace: Path) -> None:
    """A few invented exports waiting to be stored."""
    inbox = workspace / "clients" / "nordlykta" / "inbox"
    for name in _WAITING:
        shutil.copy(_INVENTED / name, inbox / Path(name).name)
    page = browser.new_page(viewport=_SCREEN)
    page.goto(f"{address}/clients/nordlykta/exports", timeout=_WAIT)
    page.get_by_role("button", name="EN", exact=True).click(timeout=_WAIT)
    page.get_by_role("button", name="Store these").wait_for(timeout=_WAIT)
    page.locator(".ck-incoming[lang=sv]").last.wait_for(state="detached", timeout=_WAIT)
    page.screenshot(path=_PICTURES / "exports.png")
    page.close(run_before_unload=True)


def _read(page: Page, address: str, language: str) -> None:
    page.goto(address, timeout=_WAIT)
    page.get_by_role("button", name=language.upper(), exact=True).click(timeout=_WAIT)
    page.locator(f".ck-sources[lang={language}]").wait_for(timeout=_WAIT)


if __name__ == "__main__":
    sys.exit(main())
