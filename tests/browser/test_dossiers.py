"""Dossiers on the chat page: asked about, opened, followed, and moved on by the office beside the phone."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.test_chat_page import DESK, PHONE, answers, browser, stack, write
from tests.local_stack import LocalStack

pytestmark = pytest.mark.browser

__all__ = ["browser", "stack"]


@pytest.fixture(params=[PHONE, DESK], ids=["390", "1440"])
def page(stack: LocalStack, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    page = browser.new_page(viewport=request.param)
    page.goto(stack.description["chat_url"])
    page.wait_for_selector("body[data-ready]")
    yield page
    page.close()


def rows(page: Page) -> Locator:
    return page.locator("#dossiers button")


def choose(page: Page, step: str) -> str:
    """Chooses the first dossier at a step, and returns its code."""
    row = rows(page).filter(has=page.locator(".step", has_text=re.compile(f"^{step}$"))).first
    code = row.locator(".code").inner_text()
    row.click()
    return code


def test_a_dossier_of_the_list_goes_into_the_message_and_is_answered(page: Page) -> None:
    rows(page).first.click()

    expect(page.get_by_role("textbox")).to_have_value("H17.19-261008-0975")
    expect(page.get_by_role("textbox")).to_be_focused()
    page.keyboard.press("Enter")
    expect(answers(page)).to_have_count(1)
    expect(answers(page).last).to_contain_text("Hồ sơ H17.19-261008-0975")
    expect(answers(page).last).to_contain_text("N*** T** M**")
    expect(answers(page).last).not_to_contain_text("Mẫu")


def test_the_last_four_digits_open_it_and_others_do_not(page: Page) -> None:
    rows(page).first.click()
    digits = re.sub(r"\D", "", page.locator("#digits").inner_text())[-4:]
    write(page, "H17.19-261008-0975")
    expect(answers(page)).to_have_count(1)

    write(page, "1357")
    expect(answers(page)).to_have_count(2)
    expect(answers(page).last).to_contain_text("không khớp với hồ sơ nào")
    write(page, digits)

    expect(answers(page)).to_have_count(3)
    expect(answers(page).last).to_contain_text("Nguyễn Thị Mẫu")


def test_who_follows_a_dossier_is_told_when_it_moves_on_until_they_end_it(page: Page) -> None:
    code = choose(page, "Hồ sơ mới" if page.viewport_size == PHONE else "Mới đăng ký")
    page.keyboard.press("Enter")
    expect(answers(page)).to_have_count(1)
    answers(page).last.get_by_role("button", name="Báo tôi khi có thay đổi").click()
    expect(answers(page)).to_have_count(2)
    expect(answers(page).last).to_contain_text(f"Anh/chị đang theo dõi hồ sơ {code}")

    page.get_by_role("button", name="Chuyển sang: Được tiếp nhận").click()

    expect(answers(page)).to_have_count(3)
    expect(answers(page).last).to_contain_text(f"Hồ sơ {code} có thay đổi")
    expect(answers(page).last).to_contain_text("Đã được tiếp nhận")
    expect(answers(page).last).to_contain_text("Trước đó: Đã nộp, đang chờ tiếp nhận")
    expect(page.locator("#moved")).to_contain_text("vừa được báo")
    expect(page.get_by_role("button", name="Chuyển sang: Chuyển phòng chuyên môn")).to_be_focused()
    write(page, "hồ sơ đang theo dõi")
    expect(answers(page)).to_have_count(4)
    expect(answers(page).last).to_contain_text(code)

    write(page, "bỏ theo dõi")

    expect(answers(page)).to_have_count(5)
    expect(answers(page).last).to_contain_text(f"Đã bỏ theo dõi hồ sơ {code}")
    page.get_by_role("button", name="Chuyển sang: Chuyển phòng chuyên môn").click()
    expect(page.locator("#moved")).to_contain_text("Đã chuyển")
    write(page, "hồ sơ đang theo dõi")
    expect(answers(page)).to_have_count(6)
    expect(answers(page).last).to_contain_text("chưa theo dõi hồ sơ nào")


def test_the_list_is_gone_through_by_keyboard(page: Page) -> None:
    rows(page).first.focus()
    page.keyboard.press("ArrowDown")

    expect(rows(page).nth(1)).to_be_focused()
    expect(rows(page).nth(1)).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#dossiers [tabindex='0']")).to_have_count(1)
    page.keyboard.press("Tab")
    expect(page.locator("#move-on")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox")).to_have_value(rows(page).nth(1).locator(".code").inner_text())


def test_what_is_over_cannot_be_moved_on(page: Page) -> None:
    choose(page, "Dừng xử lý")

    expect(page.get_by_role("button", name="Hồ sơ này đã xong")).to_be_disabled()


def test_the_office_speaks_english_and_is_no_wider_than_the_screen(page: Page) -> None:
    expect(page.get_by_role("heading", name="Bộ phận một cửa")).to_be_visible()

    page.get_by_role("button", name="English").click()

    expect(page.get_by_role("heading", name="The one-stop office")).to_be_visible()
    expect(page.locator("#move-on")).to_contain_text("Move on to:")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
