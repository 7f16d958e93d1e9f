"""What visitors may take away from a page: its leaflet, and all files of a toolkit in one archive. Each is a file of the plan."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from content_models import Entry
from frontend.archives.archive import ExtraFile
from frontend.leaflets.leaflet import TYPES, file_stem, leaflet_path
from frontend.plan.facts import Facts
from frontend.plan.keys import key_of
from frontend.plan.redirects import Moved

if TYPE_CHECKING:
    from frontend.plan.site_plan import SitePlan

LARGEST: Final = 500_000_000
"""Bytes of a toolkit's files above which there is no archive: on most lines it would fail before its end."""


class Wanted(NamedTuple):
    """What a site shall have: leaflets if there is an edition (a digest of what prints them), and archives."""

    leaflets: str = ""
    archives: bool = False


NOTHING: Final = Wanted()


@dataclass(slots=True)
class TakenPlan:
    """What is taken away from the pages of a site.

    `leaflets` and `archives` name, for each of their files, the file of the page; `paths` are where they stand by the file of
    the page, `too_large` the pages whose files are too large for an archive. `extra` are files that the builder made for a
    toolkit (localised posters), by the path of its page: whoever makes them adds them before archives are planned.
    """

    leaflets: dict[str, str] = field(default_factory=dict)
    archives: dict[str, str] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    too_large: set[str] = field(default_factory=set)
    extra: dict[str, tuple[ExtraFile, ...]] = field(default_factory=dict)


def archive_path(entry: Entry, *, neutral: bool) -> str:
    """Return where the archive of a toolkit stands: in the page's folder, under a name that says whose it is."""
    return f"{entry.path}{file_stem(entry.path, neutral=neutral)}.zip"


def plan_takeaways(plan: "SitePlan", known: Mapping[str, Facts], wanted: Wanted) -> None:
    """Add leaflets and archives to a plan whose pages are in it. A page shows their size, so its key is over theirs too."""
    neutral = plan.manifest.site.neutral is not None
    for file, entry in list(plan.pages.items()):
        if wanted.leaflets and entry.type in TYPES:
            _add(plan, plan.taken.leaflets, leaflet_path(entry, neutral=neutral), file, wanted.leaflets)
        if wanted.archives and entry.type == "toolkit":
            size = sum(size for _, _, _, size in known[entry.version].media)
            size += sum(extra.file.size for extra in plan.taken.extra.get(entry.path, ()))
            if size > LARGEST:
                plan.taken.too_large.add(file)
                plan.keys[file] = key_of(b"too large", plan.keys[file])
            elif size:
                _add(plan, plan.taken.archives, archive_path(entry, neutral=neutral), file, "archive")


def _add(plan: "SitePlan", files: dict[str, str], path: str, page: str, edition: str) -> None:
    key = plan.keys[page]
    files[path[1:]] = page
    plan.taken.paths[page] = path
    plan.keys[path[1:]] = key_of(b"taken away", key, edition.encode())
    plan.keys[page] = key_of(b"with something to take away", key, edition.encode())


def moved_leaflets(plan: "SitePlan", moved: Mapping[str, Moved], wanted: Wanted) -> dict[str, Moved]:
    """Return where the leaflets of pages that moved are now: at the new page's leaflet, or else the page itself."""
    neutral = plan.manifest.site.neutral is not None
    found: dict[str, Moved] = {}
    for path, to in moved.items() if wanted.leaflets else ():
        page = f"{to.url[1:]}index.html"
        target = plan.taken.paths[page] if page in plan.taken.paths and plan.pages[page].type in TYPES else to.url
        found[f"{path}{file_stem(path, neutral=neutral)}.pdf"] = Moved(target, to.status)
    return found


def gone_leaflets(plan: "SitePlan", gone: set[str], wanted: Wanted) -> set[str]:
    """Return the addresses of leaflets that pages which are no more may have had."""
    neutral = plan.manifest.site.neutral is not None
    return (
        {f"{path}{file_stem(path, neutral=neutral)}.pdf" for path in gone if path != "/"} if wanted.leaflets else set()
    )
