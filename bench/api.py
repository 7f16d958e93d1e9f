"""The export of a site of 500 pages against Wagtail's own API v2 delivering the same pages, in one run.

Both go through Django's whole stack in one process over the same database (SQLite in memory, which is kind to whoever asks
it much). API v2 gets what it needs to be comparable: every content field, all pages of a type in one request, rich text as
HTML. It still does less: its answers name images by number, where the export describes every rendition.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any, Final

PAGES: Final = 500
ROUNDS: Final = 3
_SITE: Final = "/api/v1/sites/bench"
_V2: Final = [
    f"/api/v2/pages/?type=pages.{name}&fields=*&limit={PAGES}&site=bench.example"
    for name in ("CampaignPage", "NewsPage")
]

type Report = Callable[[str, str], None]


def main() -> None:
    """Run the benchmark in a process of its own, so that it leaves nothing behind in this one."""
    subprocess.run([sys.executable, "-m", "bench.api"], check=True)


def run(report: Report) -> None:
    """Build the site in a scratch database, measure, and report a name and a value a line."""
    _set_up()
    from bench.api_site import make_site

    started = time.perf_counter()
    make_site(PAGES)
    report(f"{PAGES} pages written and published for the measurement", f"{time.perf_counter() - started:.1f} s")
    ours, queries = _measure([f"{_SITE}/export"])
    report(f"API v1: export of {PAGES} pages", f"{ours * 1000:.1f} ms, {queries} queries")
    coded, _ = _measure([f"{_SITE}/export"], headers={"Accept-Encoding": "gzip"})
    report("API v1: the same, compressed", f"{coded * 1000:.1f} ms")
    for words, suffix in (("fields=*", ""), ("fields=*, rich text as HTML", "&rich_text_format=html")):
        theirs, many = _measure([address + suffix for address in _V2])
        report(f"Wagtail's API v2: {words}, per type", f"{theirs * 1000:.0f} ms, {many:,} queries")
        report("  against the export", f"{theirs / ours:.0f} times the time, {many / queries:.0f} times the queries")
    ready, few = _measure([f"{_SITE}/pages/?limit=100&offset={offset}" for offset in range(0, PAGES, 100)])
    report(f"API v1: {PAGES} ready pages, 100 at a time", f"{ready * 1000:.0f} ms, {few} queries")


def _set_up() -> None:
    """Start Django on a scratch database without migrations, with API v2 beside our own."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "backend.settings.test"
    os.environ["WAYMARK_TEST_DATABASE"] = "sqlite"
    import django
    from django.conf import settings

    settings.ROOT_URLCONF = "bench.api_urls"
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "wagtail.api.v2"]
    settings.WAGTAILAPI_LIMIT_MAX = None
    # Nothing here searches, and indexing would take most of the time.
    settings.WAGTAILSEARCH_BACKENDS = {"default": {**settings.WAGTAILSEARCH_BACKENDS["default"], "AUTO_UPDATE": False}}
    django.setup()
    from django.apps import apps
    from django.core.management import call_command

    from tests.backend.conftest import plant_roots

    settings.MIGRATION_MODULES = {config.label: None for config in apps.get_app_configs()}
    call_command("migrate", run_syncdb=True, verbosity=0)
    plant_roots()


def _measure(addresses: list[str], **kwargs: Any) -> tuple[float, int]:
    """Return the best time in seconds, and the number of queries, of reading all addresses to their end."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()

    def read() -> None:
        for address in addresses:
            response = client.get(address, **kwargs)
            body = response.getvalue()
            if response.status_code != 200:
                raise RuntimeError(f"{address} answered {response.status_code}: {body[:300]!r}")
            if "/v2/" in address and response.json()["meta"]["total_count"] != PAGES // 2:
                raise RuntimeError(f"{address} does not deliver the pages of its type")

    with CaptureQueriesContext(connection) as captured:
        read()
    queries = len(captured)
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        read()
        times.append(time.perf_counter() - started)
    return min(times), queries


if __name__ == "__main__":
    run(lambda name, value: print(f"{name:<75}{value}", flush=True))
