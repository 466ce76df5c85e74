"""examples/chat.html in a browser, on a site of its own, against a real server."""

import shutil
from collections.abc import AsyncIterator, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.async_playwright import Axe
from fakes.served import served
from fakes.support_desk import learn_once
from fakes.web_server import serving
from playwright.async_api import Page, async_playwright, expect

CHROMIUM = shutil.which("chromium") or ""
PAGE = Path(__file__).resolve().parents[2] / "examples" / "chat.html"
pytestmark = [pytest.mark.wire, pytest.mark.skipif(not CHROMIUM, reason="needs Chromium")]
PATIENCE_MS = 60_000.0


class _Site(BaseHTTPRequestHandler):
    api = ""

    def do_GET(self) -> None:
        content = PAGE.read_text(encoding="utf-8").replace('data-api=""', f'data-api="{self.api}"').encode()
        self.send_response(200 if self.path == "/chat.html" else 404)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the standard library's signature
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    with serving(_Site) as address:
        yield f"http://{address}"


@pytest.fixture
async def page(
    site: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Page]:
    monkeypatch.setenv("REVIVE_HOME", str(tmp_path))
    monkeypatch.setenv("REVIVE_ANONYMOUS", "allow")
    monkeypatch.setenv("REVIVE_ORIGINS", site)
    learn_once(monkeypatch, tmp_path_factory.getbasetemp())
    async with served() as api, async_playwright() as tool:
        monkeypatch.setattr(_Site, "api", api)
        browser = await tool.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = await browser.new_page(viewport={"width": 360, "height": 640})
        page.set_default_timeout(PATIENCE_MS)
        await page.goto(f"{site}/chat.html")
        yield page
        await browser.close()


async def ask(page: Page, question: str, answers: int) -> None:
    await page.get_by_label("Your question").fill(question)
    await page.keyboard.press("Enter")
    await expect(page.locator("li:not(.mine)")).to_have_count(answers)
    await expect(page.get_by_role("button", name="Send")).to_be_enabled(timeout=PATIENCE_MS)


async def test_a_conversation_with_feedback_and_a_person(page: Page, tmp_path: Path) -> None:
    wrong: list[str] = []
    asked: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    await ask(page, "How do I enlarge an EBS volume? <b>bold</b>", 1)
    answer = page.locator("li:not(.mine)").first
    await expect(answer).to_contain_text("volume")
    await expect(answer).to_contain_text("From: ")
    await expect(page.locator("li.mine").first).to_contain_text("<b>bold</b>")
    await page.get_by_role("button", name="It helped").click()
    await expect(page.get_by_role("button", name="It helped")).to_have_attribute("aria-pressed", "true")
    await expect(page.get_by_role("status")).to_have_text("Thank you for saying so.")
    await expect(page.get_by_role("note")).to_be_hidden()
    await page.get_by_role("button", name="Talk to a person").click()
    await expect(page.get_by_role("note")).to_be_visible(timeout=PATIENCE_MS)
    async with httpx.AsyncClient(base_url=_Site.api) as team:
        (waits,) = (await team.get("/support/escalations")).json()["escalations"]
        path = f"/support/escalations/{waits['escalation_id']}"
        assert (await team.post(f"{path}/take", json={"name": "Mia"})).status_code == 200
        assert (await team.post(f"{path}/reply", json={"text": "I look at it now.", "name": "Mia"})).status_code == 200
    await expect(page.locator("li").last).to_contain_text("I look at it now.", timeout=PATIENCE_MS)
    await expect(page.locator("li").last).to_contain_text("Mia")
    await page.screenshot(path=tmp_path / "chat.png")
    found = await Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    wide = await page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360
    await page.reload()
    await expect(page.locator("li.mine")).to_have_count(2)
    await expect(page.get_by_role("note")).to_be_visible()
    assert wrong == []
    assert {url.partition("://")[2].partition(":")[0] for url in asked} == {"127.0.0.1"}


async def test_a_server_that_is_away_is_said_in_words(page: Page) -> None:
    await page.route("**/chat", lambda route: route.abort())
    await ask(page, "How do I enlarge an EBS volume?", 1)
    await expect(page.locator("li:not(.mine)")).to_contain_text("Support cannot be reached")
