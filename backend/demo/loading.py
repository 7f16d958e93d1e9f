"""Load the whole demonstration through the real models and the real publish path."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from backend.core.models import User
from backend.demo.media_library import Media, load_media
from backend.demo.people import account, load_people
from backend.demo.settings_loading import finish, load_contacts, load_organisation, load_partners
from backend.demo.sharing_loading import Sharer, load_sharing
from backend.demo.source import CONTENT, DemoProblem, OrganisationSource, read_all
from backend.organisations.models import Contact, Organisation, Role
from backend.pages.importing import Aliases, ImportFailed, ImportReport, import_folder
from backend.pages.models import Partner


@dataclass(slots=True)
class _Loaded:
    """One organisation on its way into the database."""

    source: OrganisationSource
    organisation: Organisation
    contacts: dict[str, int]
    media: Media
    partners: dict[str, int]


@transaction.atomic
def load(root: Path = CONTENT, tell: Callable[[str], None] = lambda _: None) -> dict[str, ImportReport]:
    """Load every organisation below `root`, or nothing, and return what was done to its pages. Raises DemoProblem.

    Safe to repeat: what is as the files say is left alone. `tell` hears a line for each organisation.
    """
    loaded = [_load_basics(source) for source in read_all(root)]
    people = load_people([one.organisation for one in loaded])
    contacts = _shared(loaded, {one.source.slug: one.contacts for one in loaded}, Contact)
    partners = _shared(loaded, {one.source.slug: one.partners for one in loaded}, Partner)
    reports = {}
    sharers = []
    for one in loaded:
        slug = one.source.slug
        aliases = Aliases(
            contacts=contacts | one.contacts,
            partners=partners | one.partners,
            images=one.media.images,
            files=one.media.files,
            films=one.media.films,
        )
        sharer = Sharer(one.source, one.organisation, aliases)
        report = _import(sharer, one.source.pages, people)
        finish(one.organisation, one.source, one.media, contacts | one.contacts)
        reports[slug] = report
        sharers.append(sharer)
        tell(
            f"{slug}: {len(report.created)} pages created, {len(report.updated)} updated, {len(report.unchanged)} as before"
        )
    count = load_sharing(
        sharers,
        people,
        lambda: [_import(each, each.source.earlier, people) for each in sharers if each.source.earlier.is_dir()],
        lambda: [_import(each, each.source.pages, people) for each in sharers if each.source.earlier.is_dir()],
    )
    tell(f"shared: {count} pages adopted")
    return reports


def _import(sharer: Sharer, folder: Path, people: Mapping[str, User]) -> ImportReport:
    editor = people[account(sharer.source.slug, Role.EDITOR)]
    try:
        return import_folder(sharer.organisation, folder, aliases=sharer.aliases, user=editor)
    except ImportFailed as failure:
        problems = "\n".join(f"{folder}/{problem}" for problem in failure.problems)
        raise DemoProblem(f"{problems}\n{failure}.") from failure


def _load_basics(source: OrganisationSource) -> _Loaded:
    organisation = load_organisation(source)
    contacts = load_contacts(organisation, source)
    media = load_media(organisation, source)
    return _Loaded(source, organisation, contacts, media, load_partners(organisation, source, media))


def _shared(
    loaded: list[_Loaded], keys: Mapping[str, Mapping[str, int]], model: type[Contact] | type[Partner]
) -> dict[str, int]:
    """Return what organisations share, as `organisation:key`."""
    shared = set(model.objects.filter(shared=True).values_list("pk", flat=True))
    return {
        f"{one.source.slug}:{key}": pk for one in loaded for key, pk in keys[one.source.slug].items() if pk in shared
    }
