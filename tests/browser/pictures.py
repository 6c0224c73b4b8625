"""`python -m tests.browser.pictures FOLDER`: the pictures of the chat page that the documentation shows."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from tests import local_stack
from tests.browser.test_chat_page import CHROMIUM, DESK, PHONE, QUIETLY, answers, ways, write


def main(folder: Path) -> None:
    """Writes chat-390.png and chat-1440.png."""
    folder.mkdir(parents=True, exist_ok=True)
    environment = {"HOTLINE_NOW": "2026-11-24T07:55+07:00"}
    with (
        tempfile.TemporaryDirectory() as state,
        local_stack.running(Path(state), environment) as stack,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIETLY))
        for size in (PHONE, DESK):
            page = browser.new_page(viewport=size, device_scale_factor=2)
            page.goto(stack.description["chat_url"])
            page.wait_for_selector("body[data-ready]")
            page.locator("#follow").click()
            expect(answers(page)).to_have_count(1)
            write(page, "502 Núi Thành")
            expect(answers(page)).to_have_count(2)
            expect(ways(page).locator(".stage.lookup")).to_have_count(2)
            page.locator("h1").click()
            page.wait_for_timeout(400)  # until everything has arrived in its place
            page.screenshot(path=folder / f"chat-{size['width']}.png")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
