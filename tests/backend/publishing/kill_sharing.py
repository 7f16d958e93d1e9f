"""Publishes a page that fifteen organisations adopted, in processes that are killed on the way, and runs the task again.

A program, not a test: `python -m tests.backend.publishing.kill_sharing`. As `kill_driver`, but what is killed is the task
that brings followers in step, in small chunks so that it is killed between them too; and it is healed by no more than
running the task again.
"""

import json
import os
import sys
from functools import partial
from typing import Any

from tests.backend.publishing.kill_driver import (
    connection_name,
    copy_of,
    drain_until,
    in_process,
    said_in_process,
    shown,
)

ADOPTERS = 15
POINTS: dict[str, tuple[str, str, bool, int]] = {
    "before anybody moved": ("drain", "keep_in_step", False, 1),
    "before followers were locked": ("follow", "_move", False, 1),
    "after they moved, before that was committed": ("follow", "_move", True, 1),
    "before reviewers were told": ("follow", "_tell_reviewers", False, 1),
    "after all moved": ("follow", "refit", False, 1),
    "in the second chunk of local parts": ("fit", "_refit", True, 2),
    "while titles changed": ("fit", "_rename", True, 3),
    "before the owner was recorded": ("drain", "_record", False, 1),
    "in the middle of recording the owner": ("record", "_write_entries", True, 1),
    "after the owner was recorded": ("drain", "_record", True, 1),
    "before the intent of the click was settled": ("drain", "_settle", False, 1),
    "after the first adopter": ("drain", "_record", True, 2),
    "in the middle of the seventh adopter": ("record", "_write_entries", True, 8),
    "before the tenth adopter's references": ("record", "_write_references", False, 11),
    "after the first chunk of adopters": ("drain", "_claim", True, 3),
    "in the middle of the eleventh adopter": ("record", "_write_entries", False, 12),
    "while a chunk was settled": ("drain", "_settle", False, 12),
    "after the last adopter": ("drain", "_record", True, ADOPTERS + 1),
}
"""Module and function of `backend.publishing`, whether the process dies after it instead of before, and at which call."""


def main() -> None:
    """Set up, kill, run again, and print JSON: what the store shows for each point, and undisturbed."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.backend.publishing.kill_settings"
    import django

    django.setup()
    publish_without_draining()
    first = connection_name()
    answer: dict[str, Any] = {"undisturbed": said_in_process(copy_of(first, "undisturbed"), run_again)}
    for number, (point, (module, function, is_after, call)) in enumerate(POINTS.items()):
        name = copy_of(first, f"killed{number}")
        status = in_process(name, partial(killed_at, module, function, is_after=is_after, call=call))
        answer[point] = {
            "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else None,
            "healed": said_in_process(name, run_again),
        }
    sys.stdout.write(json.dumps(answer))


def publish_without_draining() -> None:
    """Make a page that everybody adopted, some with local parts, some under review; and publish a change of it."""
    from django.core.management import call_command
    from django.db import transaction
    from django.db.models.signals import post_migrate

    from tests.backend.conftest import build_search_table, plant_roots

    post_migrate.connect(plant_roots)
    post_migrate.connect(build_search_table)
    call_command("migrate", run_syncdb=True, verbosity=0)
    from tests.backend.publishing.adoptions import adopt, insertion, make_offer, make_source, text
    from tests.backend.publishing.sites import make_site

    national = make_site("national", kind="national")
    source = make_source(national)
    offer = make_offer(source, national)
    for number in range(ADOPTERS):
        # Local parts of every other one stand after a block that the change takes away.
        local = [insertion("two", text("x", f"Come to us, number {number}"))] if number % 2 else []
        mode = "review" if number % 5 == 4 else "follow"
        adopt(offer, make_site(f"force-{number}"), overlay=local, mode=mode)
    source.refresh_from_db()
    source.title, source.body = "Listening well", [text("one", "Listen first.")]
    with transaction.atomic():
        source.save_revision().publish()
        # Nothing drains at the end of this transaction: the process "dies" there.
        transaction.get_connection().run_on_commit.clear()


def killed_at(module: str, function: str, *, is_after: bool, call: int) -> None:
    """Run the task in small chunks, and die."""
    from backend.publishing import drain, fit

    drain.BATCH, fit.CHUNK = 9, 5  # type: ignore[misc]
    drain_until(module, function, is_after=is_after, call=call)


def run_again() -> dict[str, Any]:
    """Run the task as if every lease had run out; returns what can be seen of sharing afterwards."""
    from backend.publishing.drain import drain, due_again
    from backend.sharing.models import Adoption, SharingRecord
    from tests.backend.publishing.sites import state

    due_again()
    assert not drain().failures
    adoptions = [
        [
            row.organisation.slug,
            row.mode,
            row.accepted_digest,
            row.behind_since is not None,
            row.unplaced,
            row.page.title,
        ]
        for row in Adoption.objects.select_related("organisation", "page").order_by("organisation__slug")
    ]
    records = SharingRecord.objects.order_by("organisation__slug", "action", "digest")
    told = [list(row) for row in records.values_list("organisation__slug", "action", "digest")]
    return shown() | {"undone": state()["undone"], "adoptions": adoptions, "records": told}


if __name__ == "__main__":
    main()
