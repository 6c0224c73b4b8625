"""The chat page in Chromium, over the whole stack: what a citizen sees, presses and hears."""

import os
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect, sync_playwright

from tests import local_stack
from tests.local_stack import LocalStack

pytestmark = pytest.mark.browser

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUIETLY = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Patience for a busy machine; each answer takes some 50 ms on an idle one.
expect.set_options(timeout=15_000)

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1440, "height": 900}


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStack]:
    environment = {"HOTLINE_NOW": "2026-11-24T07:55+07:00"}
    with local_stack.running(tmp_path_factory.mktemp("stack"), environment) as stack:
        yield stack


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIETLY))
        yield browser
        browser.close()


@pytest.fixture(params=[PHONE, DESK], ids=["390", "1440"])
def page(stack: LocalStack, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A citizen who has never written. Fails on a console error and on a request to anybody else."""
    chat_url = stack.description["chat_url"]
    context = browser.new_context(viewport=request.param)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda asked: complaints.append(asked.url) if not asked.url.startswith(chat_url) else None)
    page.goto(chat_url)
    page.wait_for_selector("body[data-ready]")
    yield page
    context.close()
    assert complaints == []


def write(page: Page, text: str) -> None:
    page.get_by_role("textbox").fill(text)
    page.keyboard.press("Enter")


def answers(page: Page) -> Locator:
    return page.locator(".theirs .bubble:not(.typing)")


def ways(page: Page) -> Locator:
    return page.locator("#ways > .way")


def test_an_address_is_answered_with_its_stops_from_the_timetable(page: Page) -> None:
    write(page, "54 Nguyễn Lương Bằng")

    expect(answers(page)).to_have_count(1)
    expect(answers(page).last).to_contain_text("54 Nguyễn Lương Bằng")
    expect(answers(page).last).to_contain_text("theo lịch")
    expect(answers(page).last).to_contain_text(re.compile(r"05 → .+\d\d:\d\d"))


def test_an_answer_keeps_its_lines(page: Page) -> None:
    write(page, "54 Nguyễn Lương Bằng")

    expect(answers(page)).to_have_count(1)
    text = answers(page).last.locator(".text")
    assert len(text.inner_text().splitlines()) > 3
    assert text.evaluate("e => getComputedStyle(e).whiteSpace").startswith("pre")


def test_a_button_says_its_words_for_the_citizen(page: Page) -> None:
    write(page, "54 Nguyễn Lương Bằng")
    button = answers(page).last.get_by_role("button").first
    expect(button).to_be_visible()
    title = button.inner_text()

    button.click()

    expect(page.locator(".mine .bubble")).to_have_count(2)
    expect(answers(page)).to_have_count(2)
    expect(answers(page).last).to_contain_text(title.split()[-1])


def test_a_number_chooses_among_what_was_asked(page: Page) -> None:
    write(page, "trạm Nguyễn Lương Bằng")
    expect(answers(page)).to_have_count(1)
    first = answers(page).last.get_by_role("button").first.inner_text()
    expect(answers(page).last).to_contain_text("1")

    write(page, "1")

    expect(answers(page)).to_have_count(2)
    street = re.sub(r"^\W*\d+[.)]?\s*", "", first)
    expect(answers(page).last).to_contain_text(street.split(",")[0].strip())


def test_a_place_picked_on_the_drawing_is_answered(page: Page) -> None:
    page.get_by_role("button", name="Gửi vị trí").first.click()
    drawing = page.get_by_role("application")
    expect(drawing.locator("path.line").first).to_be_attached()
    before = page.locator("#place").inner_text()
    box = drawing.bounding_box()
    assert box

    page.mouse.click(box["x"] + box["width"] * 0.55, box["y"] + box["height"] * 0.3)
    expect(page.locator("#place")).not_to_have_text(before)
    page.get_by_role("button", name="Gửi vị trí này").click()

    expect(page.locator(".mine .bubble.location svg")).to_be_visible()
    expect(answers(page)).to_have_count(1)
    expect(answers(page).last).to_contain_text("theo lịch")


def test_following_greets_and_unfollowing_is_quiet(page: Page) -> None:
    page.get_by_role("button", name="Quan tâm", exact=True).click()
    expect(answers(page)).to_have_count(1)
    expect(answers(page).last).to_contain_text("chào")
    expect(ways(page).first.locator(".stage.lookup code").first).to_be_visible()

    page.get_by_role("button", name="Đã quan tâm").click()

    expect(page.locator(".pill").last).to_contain_text("bỏ quan tâm")
    expect(ways(page)).to_have_count(2)
    expect(ways(page).first.locator(".stage.webhook .ms")).to_have_text(re.compile(r"\d+ ms"))
    expect(answers(page)).to_have_count(1)


def test_english_is_a_switch_away_and_stays(page: Page) -> None:
    expect(page.get_by_role("heading", name="Hành trình của tin nhắn")).to_be_visible()

    page.get_by_role("button", name="English").click()

    expect(page.get_by_role("heading", name="The way of each message")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.reload()
    expect(page.get_by_role("button", name="Follow", exact=True)).to_be_visible()
    write(page, "line 05")
    expect(answers(page)).to_have_count(1)
    expect(answers(page).last).to_contain_text("timetable")


def test_the_way_shows_times_and_what_the_functions_asked_of_aws(page: Page) -> None:
    write(page, "tuyến 05")

    way = ways(page).first
    expect(way.locator("q")).to_have_text("tuyến 05")
    expect(way.locator(".stage.webhook code")).to_contain_text(["PutItem", "Invoke"])
    expect(way.locator(".stage.lookup")).to_contain_text("xe buýt")
    expect(way.locator(".stage.lookup code").first).to_be_visible()
    for stage in ("webhook", "lookup", "sent"):
        expect(way.locator(f".stage.{stage} .ms")).to_have_text(re.compile(r"^\d+ ms$"))
    expect(way.locator(".total")).to_have_text(re.compile(r"\d+ ms"))


def test_nothing_is_wider_than_the_screen(page: Page) -> None:
    write(page, "54 Nguyễn Lương Bằng")
    expect(ways(page).first.locator(".stage.lookup code").first).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="English").click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_whole_way_can_be_gone_by_keyboard(page: Page) -> None:
    def tab_to(locator: Locator) -> None:
        for _ in range(30):
            if locator.evaluate("element => element === document.activeElement"):
                return
            page.keyboard.press("Tab")
        pytest.fail(f"Tab does not lead to {locator}")

    tab_to(page.locator("#open-map"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("application")).to_be_focused()
    before = page.locator("#place").inner_text()
    for _ in range(6):
        page.keyboard.press("Shift+ArrowUp")
    expect(page.locator("#place")).not_to_have_text(before)
    page.keyboard.press("Escape")
    expect(page.locator("#open-map")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(answers(page)).to_have_count(1)

    tab_to(page.locator("#text"))
    page.keyboard.type("xe buýt")
    page.keyboard.press("Enter")
    expect(answers(page)).to_have_count(2)


def test_a_reload_keeps_the_conversation_and_another_person_starts_anew(page: Page) -> None:
    write(page, "xe buýt")
    expect(answers(page)).to_have_count(1)

    page.reload()
    expect(answers(page)).to_have_count(1)
    expect(ways(page)).to_have_count(1)

    page.get_by_role("button", name="Bắt đầu lại với một người khác").click()
    page.wait_for_selector("body[data-ready]")
    expect(answers(page)).to_have_count(0)


def test_the_phone_shows_the_citys_time(page: Page) -> None:
    write(page, "xe buýt")
    expect(answers(page)).to_have_count(1)

    expect(answers(page).last.locator("time")).to_have_text(re.compile(r"^0[78]:\d\d$"))


def test_markup_in_a_message_stays_text(page: Page) -> None:
    write(page, "<img src=x onerror=alert(1)><b>đậm</b>")

    expect(page.locator(".mine .bubble .text")).to_have_text("<img src=x onerror=alert(1)><b>đậm</b>")
    expect(page.locator(".mine .bubble b")).to_have_count(0)
