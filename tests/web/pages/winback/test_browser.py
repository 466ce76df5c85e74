"""The pages in a real browser: from a dropped file to emails that were sent, with no error and no request elsewhere."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import REVIVE, wait_for
from playwright.sync_api import Page, Playwright, sync_playwright

ROOT = Path(__file__).resolve().parents[4]
CHROMIUM = shutil.which("chromium")
# Without the browser there is nothing to try; `make browser` and CI install it.
pytestmark = [pytest.mark.wire, pytest.mark.skipif(CHROMIUM is None, reason="no chromium: apt-get install chromium")]
FILE = """Kundennr;Wer;Mailadresse;Paket;Monatlich;Weg am;Warum
k1;Alpha GmbH;a@alpha.example;growth;499,00;04.05.2026;Zu teuer nach der Preiserhöhung
k2;Beta AG;b@beta.example;enterprise;2.400,00;07.05.2026;SSO fehlt seit zwei Jahren
k3;Gamma;c@gamma.example;starter;29,00;31.02.2026;Brauchen es nicht mehr
k4;Delta;d@delta.example;starter;39,00;12.05.2026;Zu kompliziert einzurichten
k5;Epsilon;e@epsilon.example;growth;99,00;12.06.2026;Der Support hat nie geantwortet
k6;Zeta;z@zeta.example;growth;98,00;12.06.2026;Wechsel zu einem Wettbewerber
"""
CLICKED = {
    "Wer": "company_name",
    "Mailadresse": "email",
    "Weg am": "churn_date",
    "Warum": "cancellation_reason",
    "Monatlich": "mrr",
}
SENDER = {
    "Company": "Brightside Software",
    "Product": "Brightside",
    "Name under an email": "Maren Holt, Customer Success",
}
LONG = 240_000  # ms: a run starts a Prefect server of its own


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of this code, with rules for a model."""
    home = tmp_path_factory.mktemp("pages")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "REVIVE_", "PREFECT_"))}
    mine = {"REVIVE_HOME": str(home / "revive"), "PREFECT_HOME": str(home / "prefect"), "PYTHONPATH": str(ROOT)}
    with (home / "serve.log").open("w") as log:
        process = subprocess.Popen([*REVIVE, "serve", "--port", "0"], cwd=home, env=clean | mine, stderr=log)
    try:
        wait_for(lambda: "listening at" in (home / "serve.log").read_text(), seconds=90)
        url = (home / "serve.log").read_text().splitlines()[0].split()[-1].rstrip("/")
        wait_for(lambda: httpx.get(f"{url}/ready").is_success, seconds=90)
        yield url
    finally:
        process.terminate()
        process.wait(90)


class Watched:
    """A page that notes what must not happen."""

    def __init__(self, playwright: Playwright, base: str, width: int, scheme: str) -> None:
        self.browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        dark = scheme == "dark"
        context = self.browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light", base_url=base
        )
        context.set_default_timeout(LONG)
        self.page: Page = context.new_page()
        self.wrong: list[str] = []
        self.page.on("console", lambda said: self.wrong.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", lambda asked: None if asked.url.startswith(base) else self.wrong.append(asked.url))

    def go(self, path: str) -> None:
        """Open a page of ours, and look at it as a screen reader and a narrow screen would."""
        self.page.goto(path)
        self.look()

    def look(self) -> None:
        """No serious finding of axe, and nothing wider than the window."""
        found = Axe().run(self.page).response["violations"]
        assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == [], self.page.url
        assert self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), self.page.url

    def press(self, button: str) -> str:
        """Press a button; returns what the status says on the page after it."""
        with self.page.expect_navigation(timeout=LONG):
            self.page.get_by_role("button", name=button, exact=True).click()
        self.page.wait_for_timeout(300)
        return self.page.locator("#status").inner_text()


@pytest.fixture
def watched(base: str) -> Iterator[Watched]:
    """Light and wide."""
    with sync_playwright() as playwright:
        one = Watched(playwright, base, 1280, "light")
        yield one
        one.browser.close()


def _say_who_writes(watched: Watched) -> None:
    watched.go("/winback/profile/sender")
    for label, said in SENDER.items():
        watched.page.get_by_label(label, exact=True).fill(said)
    assert "Saved" in watched.press("Save")


def test_the_whole_way_from_a_file_to_emails_that_were_sent(watched: Watched, tmp_path: Path) -> None:
    page, file = watched.page, tmp_path / "odd.csv"
    file.write_text(FILE, encoding="utf-8")
    _say_who_writes(watched)
    watched.go("/winback")
    page.set_input_files("input[name=file]", str(file))
    watched.press("Look at it")
    assert "also missing" in page.get_by_role("alert").inner_text()
    for header, ours in CLICKED.items():
        page.get_by_label(f"{header} is", exact=True).select_option(ours)
    watched.press("Read it like this")
    watched.look()
    page.get_by_role("link", name="This is right: show the price").click()
    page.wait_for_url("**/price")
    watched.look()
    watched.press("Start")
    upload = page.url
    page.get_by_role("link", name="Show all customers").click(timeout=LONG)
    page.wait_for_selector("input[name=search]")
    watched.look()
    assert "odd-" in page.title()
    page.get_by_label("Search").fill("alpha")
    with page.expect_navigation():
        page.get_by_role("button", name="Show", exact=True).click()
    assert "search=alpha" in page.url
    page.get_by_role("link", name="Alpha GmbH").click()
    page.wait_for_selector("#email-1")
    watched.look()
    page.locator("summary", has_text="Edit").nth(1).click()
    page.get_by_label("Subject").nth(1).fill("Was fehlte Ihnen zuletzt?")
    assert "email 2 is as" in watched.press("Save email 2")
    page.get_by_label("Name", exact=True).fill("Maren")
    assert "is with Maren" in watched.press("Assign")
    page.goto(f"{upload}/rejects")
    watched.look()
    page.get_by_label("Weg am").fill("28.02.2026")
    assert "can be used now" in watched.press("Take in what I mended")
    page.get_by_role("link", name="Show all customers").click(timeout=LONG)
    page.get_by_role("link", name="Export and send").click()
    page.wait_for_url("**/export")
    watched.look()
    page.get_by_label("Mailer").select_option("klaviyo")
    assert "For klaviyo: " in watched.press("Write the files")
    with page.expect_download() as saved:
        page.get_by_role("link", name="for/klaviyo/contacts-1.csv").click()
    assert "a@alpha.example" in saved.value.path().read_text(encoding="utf-8")
    assert "written to" in watched.press("Mark as sent")
    page.get_by_role("link", name="What came of it").click()
    page.wait_for_url("**/outcomes")
    watched.look()
    assert watched.wrong == []


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (820, "light")])
def test_every_page_is_whole_accessible_and_quiet(base: str, width: int, scheme: str) -> None:
    with sync_playwright() as playwright:
        watched = Watched(playwright, base, width, scheme)
        paths = [
            "/", "/winback", "/winback/profile/sender", "/agents", "/agents/campaign", "/settings", "/audit",
            "/agents/campaign/versions/1.5.0", "/agents/campaign/diff?before=1.4.0&after=1.5.0",
            "/watching", "/support", "/revenue", "/revenue/actions",
            "/revenue/analyses", "/revenue/log", "/revenue/precision", "/upsell", "/upsell/dead",
            "/upsell/dead/redrive", "/upsell/features",
        ]  # fmt: skip
        for path in paths:
            watched.go(path)
        assert watched.wrong == []
        watched.browser.close()


def test_with_the_keyboard_alone(watched: Watched) -> None:
    page = watched.page
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Shift+Tab")
    for _ in range(20):
        if page.evaluate("document.activeElement.textContent") == "Win-back":
            break
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/winback")
    assert page.title() == "Win-back · Revive"
