"""Publishes in processes that are killed, heals what they left, and prints what the store then shows.

A program, not a test: `python -m tests.backend.publishing.kill_driver`. It publishes pages of two sites without draining, and
copies that database once for each point where a process is to die. The first copy is drained undisturbed; each other one
is drained by a process that kills itself (SIGKILL) at its point, and then healed by another process.
"""

import json
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

POINTS: dict[str, tuple[str, str, bool]] = {
    "before anything was compiled": ("drain", "_process", False),
    "after a file was stored": ("compile", "_write", False),
    "while documents were written": ("compile", "_store", True),
    "after pages were compiled": ("drain", "_record", False),
    "in the middle of recording": ("record", "_write_entries", True),
    "before referrers were noted": ("record", "_write_references", True),
    "after one site was recorded": ("drain", "_record", True),
    "before intents were settled": ("drain", "_settle", False),
}
"""Module and function of `backend.publishing`, and whether the process dies after it instead of before."""


def main() -> None:
    """Set up, kill, heal, and print JSON: what the store shows for each point, and undisturbed."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.backend.publishing.kill_settings"
    import django

    django.setup()
    publish_without_draining()
    first = connection_name()
    answer: dict[str, Any] = {"undisturbed": healed(copy_of(first, "undisturbed"), reconciling=False)}
    for number, (point, (module, function, is_after)) in enumerate(POINTS.items()):
        name = copy_of(first, f"killed{number}")
        status = in_process(name, partial(drain_until, module, function, is_after=is_after))
        answer[point] = {
            "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else None,
            "reconciled": healed(name, reconciling=True),
        }
    name = copy_of(first, "crowd")
    answer[CROWD] = {"codes": in_crowd(name), "reconciled": healed(name, reconciling=True)}
    sys.stdout.write(json.dumps(answer))


CROWD = "four at once"
"""Four processes that drain the same database at the same time, none of them killed."""


def in_crowd(name: str) -> list[int]:
    """Let four processes drain the database `name` at once; returns how each ended."""
    from django.utils import timezone

    from backend.publishing.drain import drain
    from backend.publishing.models import PublishIntent

    def drain_together() -> None:
        # All take the same intents, as if every lease had just run out.
        for _ in range(3):
            failures = drain().failures
            assert not failures, failures
            PublishIntent.objects.update(done=None, due=timezone.now())

    children = [start_process(name, drain_together) for _ in range(4)]
    return [os.waitpid(child, 0)[1] for child in children]


def publish_without_draining() -> None:
    """Make two sites that refer to each other, and changes of which nothing is in the store yet."""
    from django.core.management import call_command
    from django.db import transaction
    from django.db.models.signals import post_migrate

    from tests.backend.conftest import plant_roots

    post_migrate.connect(plant_roots)
    call_command("migrate", run_syncdb=True, verbosity=0)
    from tests.backend.pages.factories import make_page
    from tests.backend.publishing.sites import make_site

    with transaction.atomic():
        # Nothing drains at the end of this transaction: the process "dies" there.
        transaction.get_connection().run_on_commit.clear()
        marlshire, colchester = make_site("marlshire"), make_site("colchester", kind="council")
        theirs = make_page("guide", colchester, slug="guide")
        body = [{"type": "rich_text", "id": "r", "value": f'<p><a linktype="page" id="{theirs.pk}">x</a></p>'}]
        make_page("standard", marlshire, slug="about", body=body)
        make_page("news", marlshire, slug="launch")
        make_page("strategy", colchester, slug="strategy")
        transaction.get_connection().run_on_commit.clear()


def drain_until(module: str, function: str, *, is_after: bool, call: int = 1) -> None:
    """Drain, and die at one of the calls of a function."""
    from importlib import import_module

    from backend.publishing.drain import drain

    place = import_module(f"backend.publishing.{module}")
    whole = getattr(place, function)

    calls = count(1)

    def deadly(*arguments: Any, **options: Any) -> Any:
        is_last = next(calls) == call
        if is_last and not is_after:
            os.kill(os.getpid(), signal.SIGKILL)
        answer = whole(*arguments, **options)
        if is_last:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    setattr(place, function, deadly)
    drain()


def healed(name: str, *, reconciling: bool) -> dict[str, Any]:
    """Reconcile (or drain) the database `name` in a process of its own; returns what it then shows."""

    def heal() -> dict[str, Any]:
        from backend.publishing.drain import drain
        from backend.publishing.reconcile import reconcile
        from tests.backend.publishing.sites import state

        if reconciling:
            assert reconcile().is_right
        else:
            assert not drain().failures
        return shown() | {"undone": state()["undone"]}

    return said_in_process(name, heal)


def said_in_process(name: str, act: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Return what `act` returns in a process of its own on the database `name`."""
    folder = media_of(name).with_name(f"said-{Path(name).stem}")
    status = in_process(name, lambda: void(folder.write_text(json.dumps(act()))))
    said = folder.read_text() if folder.exists() else ""
    if status or not said:
        raise SystemExit(f"healing {name} failed")
    answer: dict[str, Any] = json.loads(said)
    return answer


def void(_: object) -> None:
    """Return nothing."""


def shown() -> dict[str, Any]:
    """Return the manifests without their sequence, and every document and file that is served."""
    from backend.publishing import store
    from backend.publishing.models import LiveEntry, StoredMedia

    manifests = {}
    for row in store.sites():
        body = json.loads(bytes(store.manifest_of(row.organisation.slug).body))
        del body["sequence"]
        manifests[row.organisation.slug] = body
    entries = LiveEntry.objects.order_by("organisation__slug", "position").values_list("organisation__slug", "path")
    files = [[media.digest, media.file.size == media.size] for media in
             StoredMedia.objects.order_by("digest")]  # fmt: skip
    return {"manifests": manifests, "entries": list(map(list, entries)), "files": files}


def in_process(name: str, act: Callable[[], None]) -> int:
    """Run `act` in a forked process on the database `name`; returns how it ended."""
    return os.waitpid(start_process(name, act), 0)[1]


def start_process(name: str, act: Callable[[], None]) -> int:
    """Fork a process that runs `act` on the database `name`; returns its id."""
    from django.db import connections
    from django.test.utils import override_settings

    connections.close_all()
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        connections["default"].settings_dict["NAME"] = name
        override_settings(MEDIA_ROOT=media_of(name)).enable()
        act()
        connections.close_all()
        code = 0
    except BaseException:
        # The process ends below without Python's own report.
        traceback.print_exc()
        raise
    finally:
        os._exit(code)


def media_of(name: str) -> Path:
    """Return the folder of uploaded and published files that belongs to a database."""
    from tests.backend.publishing.kill_settings import FOLDER

    return FOLDER / f"media-{Path(name).stem}"


def connection_name() -> str:
    """Return the name of the database."""
    from django.db import connection

    return str(connection.settings_dict["NAME"])


def copy_of(name: str, suffix: str) -> str:
    """Return the name of a copy of a database."""
    from django.db import connection

    from tests.backend.publishing.kill_settings import MEDIA_ROOT

    connection.close()
    MEDIA_ROOT.mkdir(exist_ok=True)
    if connection.vendor == "sqlite":
        copy = Path(name).with_name(f"{suffix}.sqlite3")
        shutil.copy(name, copy)
        shutil.copytree(MEDIA_ROOT, media_of(str(copy)))
        return str(copy)
    copy_name = f"{name}_{suffix}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{copy_name}" TEMPLATE "{name}"')
    shutil.copytree(MEDIA_ROOT, media_of(copy_name))
    return copy_name


if __name__ == "__main__":
    main()
