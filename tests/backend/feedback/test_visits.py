"""Counting visits from a web server's log: pages and days, and nothing of the people in it."""

import gzip
import io
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from backend.feedback.access_logs import LONGEST_LINE, UnreadableLine, Visit, visit_in
from backend.feedback.models import VisitCount, VisitCounting
from tests.backend.feedback.worlds import Answered, make_answered

LONDON = ZoneInfo("Europe/London")
DAY = date(2026, 6, 10)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def combined(path: str = "/page-0/", *, host: str = "ours.example", status: int = 200, agent: str = FIREFOX,
             method: str = "GET", time: str = "10/Jun/2026:12:00:00 +0000") -> str:  # fmt: skip
    front = f"{host} " if host else ""
    return f'{front}203.0.113.7 - - [{time}] "{method} {path} HTTP/1.1" {status} 512 "-" "{agent}"\n'


def caddy(path: str = "/page-0/", agent: str = FIREFOX) -> str:
    request = {"remote_ip": "203.0.113.7", "method": "GET", "host": "ours.example:443", "uri": path,
               "headers": {"User-Agent": [agent]}}  # fmt: skip
    return json.dumps({"level": "info", "ts": 1781092800.5, "request": request, "status": 200}) + "\n"


def nginx_json(path: str = "/page-0/") -> str:
    return json.dumps(
        {"time": "2026-06-10T12:00:00+00:00", "host": "ours.example", "method": "GET", "uri": path, "status": 304,
         "user_agent": FIREFOX}
    )  # fmt: skip


@pytest.mark.parametrize(
    "line", [combined(), combined("/page-0/?q=Jo+Bloggs"), caddy(), caddy("/page-0/?x"), nginx_json()]
)
def test_each_form_of_log_tells_of_the_same_visit(line: str) -> None:
    assert visit_in(line, LONDON) == Visit("ours.example", "/page-0/", DAY)


@pytest.mark.parametrize(
    "line",
    [
        combined(agent="Googlebot/2.1 (+http://www.google.com/bot.html)"),
        combined(agent="Mozilla/5.0 (compatible; bingbot/2.0)"),
        combined(agent="Mozilla/5.0 HeadlessChrome/140"),
        combined(agent="curl/8"),
        combined(agent="-"),
        combined(method="POST"),
        combined(method="HEAD"),
        combined(status=404),
        combined(status=301),
        combined("/assets/waymark.12345678.css"),
        combined("/%ff/"),
        caddy(agent="Mozilla/5.0 (compatible; AhrefsBot/7.0)"),
    ],
)
def test_robots_files_and_failures_are_no_visits(line: str) -> None:
    assert visit_in(line, LONDON) is None


@pytest.mark.parametrize(
    "line",
    ["", "rubbish", "{", "{}", "[]", '{"request": {}}', '{"request": 1, "status": []}', combined(time="yesterday"),
     '{"request": {"host": "a", "method": "GET", "uri": "/", "headers": {}}, "status": 200, "ts": 1e300}',
     "x" * (LONGEST_LINE + 1), "[" * 5_000, '{"a":' * 5_000],
)  # fmt: skip
def test_what_is_no_line_of_a_log_is_told_from_one(line: str) -> None:
    with pytest.raises(UnreadableLine):
        visit_in(line, LONDON)


def test_a_phone_whose_maker_is_called_like_a_robot_is_a_persons() -> None:
    assert visit_in(combined(agent="Mozilla/5.0 (Linux; Android 13; CUBOT X70) Firefox/140.0"), LONDON)


def test_a_day_is_a_day_in_london() -> None:
    late = visit_in(combined(time="10/Jun/2026:23:30:00 +0000"), LONDON)
    assert late
    assert late.day == DAY + timedelta(days=1)


@pytest.fixture
def ours(db: None) -> Answered:
    made = make_answered("ours", public_address="https://ours.example")
    VisitCounting.objects.create(organisation=made.organisation)
    return made


def count(tmp_path: Path, *lines: str, **options: Any) -> str:
    log = tmp_path / "access.log"
    log.write_text("".join(lines), encoding="utf-8")
    said = io.StringIO()
    call_command("count_visits", str(log), stdout=said, **({"day": DAY} | options))
    return said.getvalue()


def counts() -> dict[tuple[str, str], int]:
    rows = VisitCount.objects.values_list("organisation__slug", "path", "visits")
    return {(slug, path): visits for slug, path, visits in rows}


def test_pages_of_the_site_are_counted_by_day_and_nothing_else_of_the_log_is_kept(
    ours: Answered, tmp_path: Path
) -> None:
    said = count(
        tmp_path, combined(), combined(), caddy("/page-1/"), combined("/wp-admin/"), combined("/jo-bloggs-07700900123/"),
        combined(host="elsewhere.example"), combined(time="09/Jun/2026:12:00:00 +0000"), "rubbish\n",
    )  # fmt: skip
    assert counts() == {("ours", "/page-0/"): 2, ("ours", "/page-1/"): 1}
    assert "ours: 3 visits" in said
    assert "1 of them unreadable" in said
    assert {field.name for field in VisitCount._meta.get_fields()} == {"id", "organisation", "path", "day", "visits"}


def test_the_same_log_again_counts_nothing_twice(ours: Answered, tmp_path: Path) -> None:
    for _ in range(2):
        count(tmp_path, combined(), combined())
    assert counts() == {("ours", "/page-0/"): 2}


def test_half_a_log_takes_nothing_away_unless_that_is_said(ours: Answered, tmp_path: Path) -> None:
    count(tmp_path, combined(), combined())
    with pytest.raises(CommandError, match="2 were counted before"):
        count(tmp_path, combined())
    assert counts() == {("ours", "/page-0/"): 2}
    count(tmp_path, combined(), replace=True)
    assert counts() == {("ours", "/page-0/"): 1}


def test_a_site_that_has_not_asked_for_it_is_not_counted(ours: Answered, tmp_path: Path) -> None:
    make_answered("quiet", public_address="https://quiet.example")
    count(tmp_path, combined(host="quiet.example"))
    assert counts() == {}
    VisitCounting.objects.all().delete()
    count(tmp_path, combined())
    assert counts() == {}


def test_lines_without_a_host_are_counted_for_the_site_that_is_named(ours: Answered, tmp_path: Path) -> None:
    count(tmp_path, combined(host=""))
    assert counts() == {}
    count(tmp_path, combined(host=""), site="ours")
    assert counts() == {("ours", "/page-0/"): 1}
    with pytest.raises(CommandError, match="not one that wants"):
        count(tmp_path, combined(host=""), site="nowhere")


def test_packed_logs_are_read_and_broken_ones_told(ours: Answered, tmp_path: Path) -> None:
    packed = tmp_path / "access.log.1.gz"
    packed.write_bytes(gzip.compress(combined().encode()))
    call_command("count_visits", str(packed), day=DAY, stdout=io.StringIO())
    assert counts() == {("ours", "/page-0/"): 1}
    packed.write_bytes(packed.read_bytes()[:-9])
    for log in (packed, tmp_path / "nowhere.log"):
        with pytest.raises(CommandError, match="cannot be read"):
            call_command("count_visits", str(log), day=DAY, stdout=io.StringIO())


def test_a_log_of_another_form_is_told(ours: Answered, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No line has a form"):
        count(tmp_path, "one\n", "two\n")


def test_today_is_not_over(ours: Answered, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="over"):
        count(tmp_path, combined(), day=timezone.localdate())


def test_a_log_costs_a_fixed_number_of_queries(
    ours: Answered, tmp_path: Path, django_assert_max_num_queries: Any
) -> None:
    for number in (1, 500):
        with django_assert_max_num_queries(9):
            count(tmp_path, *[combined()] * number)
