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


def bus_at(number: int) -> dict[str, object]:
    """A bus of line 05 that goes east along Nguyễn Văn Linh."""
    where = {"lat": 16.0606, "lon": 108.2100 + number / 1000, "bearing": 90, "at": 1_795_481_700_000 + number * 10_000}
    return {"id": "43B-1", "route_id": "05", "route": "05", "headsign": "CV Biển Đông", **where}


def test_answers_are_live_and_the_buses_are_on_the_drawing(page: Page) -> None:
    write(page, "54 Nguyễn Lương Bằng")

    expect(answers(page)).to_have_count(1)
    expect(answers(page).last).to_contain_text("trực tiếp")
    expect(page.get_by_role("heading", name="Xe đang chạy")).to_be_visible()
    expect(page.locator("#live-count")).to_have_text(re.compile(r"^\d+ xe báo vị trí, lúc 0[78]:\d\d:\d\d\.$"))
    buses = page.locator("#city .bus")
    assert buses.count() > 50
    assert len({buses.nth(n).get_attribute("style") for n in range(20)}) == 20  # each in a place of its own
    page.get_by_role("button", name="Gửi vị trí").first.click()
    expect(page.locator("#drawing .bus")).to_have_count(buses.count())


def test_a_bus_glides_to_where_it_is_and_stays_the_same_one(page: Page) -> None:
    shown = [bus_at(0)]
    page.route("**/api/vehicles", lambda route: route.fulfill(json={"vehicles": shown}))
    look = "document.dispatchEvent(new Event('visibilitychange'))"
    page.evaluate(look)
    bus = page.locator("#city .bus")
    expect(bus).to_have_count(1)
    before = bus.evaluate("element => (window.first = element).style.transform")

    shown[:] = [bus_at(1)]
    page.evaluate(look)

    page.wait_for_function("before => window.first.isConnected && window.first.style.transform !== before", arg=before)
    assert bus.evaluate("element => element.style.transitionDuration") == "10s"
    shown.clear()
    page.evaluate(look)
    expect(bus).to_have_count(0)
    expect(page.locator("#live-count")).to_have_text("Lúc này chưa có xe nào báo vị trí.")


def test_buses_are_gone_through_by_keyboard_and_each_says_its_line_and_where_it_goes(page: Page) -> None:
    expect(page.locator("#city .bus").first).to_be_attached()
    at_first = page.locator("#city .bus[tabindex='0']")
    expect(at_first).to_have_count(1)

    at_first.focus()

    name = at_first.get_attribute("aria-label") or ""
    assert re.fullmatch(r"Tuyến \w+ đi .+, gần trạm .+", name)
    number = name.split()[1]
    expect(page.locator("#tag b")).to_have_text(number)
    expect(page.locator("#tag")).to_contain_text(f"→ {name.split(' đi ')[1].split(', gần trạm')[0]}")
    expect(page.locator("#city .line.told").first).to_be_attached()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#city .bus:focus")).to_have_attribute("tabindex", "0")
    expect(page.locator("#city .bus[tabindex='0']")).to_have_count(1)
    assert page.locator("#city .bus:focus").get_attribute("data-id") != ""
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#city .bus:focus")).to_have_attribute("aria-label", name)
    page.get_by_role("button", name="English").click()
    expect(page.locator("#tag")).to_be_hidden()
    expect(page.locator("#city .bus[tabindex='0']")).to_have_attribute(
        "aria-label", re.compile("^Line .+ to .+, near the stop")
    )


def test_the_mouse_over_a_bus_shows_which_it_is(page: Page) -> None:
    page.locator("#city").scroll_into_view_if_needed()
    bus = page.locator("#city .bus[tabindex='0'] .body")
    box = bus.bounding_box()
    assert box

    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    tag, city = page.locator("#tag"), page.locator(".city")
    expect(tag).to_contain_text("→")
    inner, outer = tag.bounding_box(), city.bounding_box()
    assert inner
    assert outer
    assert outer["x"] <= inner["x"]
    assert inner["x"] + inner["width"] <= outer["x"] + outer["width"]
    page.mouse.move(0, 0)
    expect(tag).to_be_hidden()


def test_the_page_asks_where_the_buses_are_only_while_it_can_be_seen(stack: LocalStack, browser: Browser) -> None:
    page = browser.new_page(viewport=DESK)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/api/vehicles" in request.url else None)
    page.clock.install()
    page.goto(stack.description["chat_url"])
    page.wait_for_selector("body[data-ready]")
    with page.expect_response("**/api/vehicles"):
        page.clock.run_for(10_000)
    expect(page.locator("#city .bus").first).to_be_attached()

    seen = len(asked)
    hide = "Object.defineProperty(document, 'visibilityState', {value: %r, configurable: true});"
    page.evaluate(hide % "hidden" + "document.dispatchEvent(new Event('visibilitychange'))")
    page.clock.run_for(60_000)
    assert len(asked) == seen

    with page.expect_response("**/api/vehicles"):
        page.evaluate(hide % "visible" + "document.dispatchEvent(new Event('visibilitychange'))")
    page.close()
