"""Filling the admin's forms in a browser as a person would."""

from playwright.sync_api import Page, expect


def fill_date(editor: Page, field: str, date: str) -> None:
    """Write a date or time and go on to the title.

    The calendar that opens a moment after a date field gets the focus covers what is below until a click elsewhere.
    """
    editor.fill(field, date)
    calendar = editor.locator(".xdsoft_datetimepicker:visible")
    expect(calendar).to_have_count(1)
    editor.locator("#id_title").click()
    expect(calendar).to_have_count(0)
