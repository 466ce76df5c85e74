"""Support's pages in a browser: the chat with the keyboard alone, and every page narrow and wide, dark and light."""

import shutil
from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe
from fakes.served import served
from fakes.support_desk import learn_once
from playwright.async_api import Page, async_playwright, expect

CHROMIUM = shutil.which("chromium") or ""
pytestmark = [pytest.mark.wire, pytest.mark.skipif(not CHROMIUM, reason="needs Chromium")]
PATIENCE_MS = 60_000.0
PAGES = ("", "/talks", "/talks?outcome=escalated", "/chat", "/review", "/knowledge?q=resize+a+volume", "/feedback")


async def look(page: Page) -> None:
    """No serious finding of axe, and nothing wider than the window."""
    found = (await Axe().run(page)).response["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == [], page.url
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url


async def test_the_chat_and_every_page(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REVIVE_HOME", str(tmp_path))
    learn_once(monkeypatch, tmp_path_factory.getbasetemp())
    wrong: list[str] = []
    async with served() as base, async_playwright() as tool:
        browser = await tool.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = await browser.new_page(base_url=base, viewport={"width": 360, "height": 800})
        page.set_default_timeout(PATIENCE_MS)
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda asked: None if asked.url.startswith(base) else wrong.append(asked.url))
        await page.goto("/support/chat")
        await page.get_by_label("Your question").fill(f"How do I enlarge an EBS volume? <b>{'x' * 200}</b>")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("button", name="It helped")).to_be_visible(timeout=PATIENCE_MS)
        assert "/support/chat/" in page.url
        await page.get_by_role("button", name="It helped").press("Enter")
        await expect(page.get_by_role("button", name="It helped")).to_have_attribute("aria-pressed", "true")
        await expect(page.get_by_role("status")).to_have_text("Thank you for saying so.")
        await page.get_by_role("button", name="Talk to a person").press("Enter")
        await expect(page.get_by_role("link", name="A person was asked for")).to_be_visible(timeout=PATIENCE_MS)
        await look(page)
        for width, scheme in ((360, "light"), (768, "dark"), (1280, "light")):
            await page.set_viewport_size({"width": width, "height": 800})
            await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            for path in PAGES:
                await page.goto(f"/support{path}")
                await look(page)
        await browser.close()
    assert wrong == []
