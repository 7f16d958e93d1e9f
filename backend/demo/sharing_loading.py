"""Sharing in the demonstration: what the national body offers, and what each organisation makes of it.

Everything goes through the services that the screens use. What is adopted already is left alone, so that edits stay.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from wagtail.models import Page

from backend.core.models import User
from backend.demo.people import account
from backend.demo.source import DemoProblem, OrganisationSource
from backend.organisations.models import Organisation, Role
from backend.pages.importing.convert import Converter
from backend.pages.importing.problems import Keys
from backend.pages.importing.references import Aliases, References, paths_below
from backend.publishing.drain import drain
from backend.sharing.adopting import adopt, detach
from backend.sharing.editor.layout import BLOCK_FIELDS
from backend.sharing.models import AdoptedPage, Adoption, Mode, Offer
from backend.sharing.offering import offer
from backend.sharing.readable.blocks import excerpt, readable
from backend.sharing.shown import shown_version

FILE = "adoptions.yaml"


@dataclass(frozen=True, slots=True)
class Sharer:
    """One organisation with its files, and the short names of what they refer to."""

    source: OrganisationSource
    organisation: Organisation
    aliases: Aliases


def load_sharing(
    sharers: Sequence[Sharer],
    people: dict[str, User],
    import_earlier: Callable[[], object],
    import_again: Callable[[], object],
) -> int:
    """Offer and adopt what the files say; returns how many pages were adopted. Raises DemoProblem.

    Pages that somebody adopted in an earlier version are adopted after `import_earlier`; then `import_again` brings the
    newest one.
    """
    for sharer in sharers:
        _offer_all(sharer, people[account(sharer.source.slug, Role.ADMINISTRATOR)])
    wanted = [(sharer, row) for sharer in sharers for row in sharer.source.adoptions if not _has(sharer, row)]
    earlier = [each for each in wanted if each[1].get("earlier")]
    if earlier:
        import_earlier()
        drain()
        _adopt_all(earlier, people)
        import_again()
    drain()
    _adopt_all([each for each in wanted if not each[1].get("earlier")], people)
    drain()
    return len(wanted)


def _adopt_all(wanted: Sequence[tuple[Sharer, dict[str, Any]]], people: dict[str, User]) -> None:
    for sharer, row in wanted:
        _adopt(sharer, row, people[account(sharer.source.slug, Role.ADMINISTRATOR)])
    drain()


def _offer_all(sharer: Sharer, actor: User) -> None:
    if not sharer.source.offers:
        return
    if not sharer.organisation.may_offer:
        sharer.organisation.may_offer = True
        sharer.organisation.save(update_fields=["may_offer"])
    for row in sharer.source.offers:
        page = _page(sharer, row["page"], "library.yaml").specific
        if Offer.objects.filter(source_key=page.translation_key).exists():
            continue
        settings = {name: row[name] for name in ("whole_section", "topics", "guidance", "kinds") if name in row}
        locked = [_block_id(page, words) for words in row.get("lock", ())]
        offer(page, actor=actor, locked_blocks=locked, everybody="kinds" not in row, **settings)


def _has(sharer: Sharer, row: dict[str, Any]) -> bool:
    source = _page(sharer, row["page"], FILE)
    return Adoption.objects.filter(organisation=sharer.organisation, source_key=source.translation_key).exists()


def _adopt(sharer: Sharer, row: dict[str, Any], actor: User) -> None:
    source = _page(sharer, row["page"], FILE)
    found = Offer.objects.filter(source_key=source.translation_key).first()
    home = sharer.organisation.root_page
    if found is None or home is None:
        raise DemoProblem(f"{sharer.source.folder}/{FILE}: {row['page']} is not in the library.")
    adoption = adopt(
        found, parent=home, slug=row["slug"], mode=Mode(row.get("mode", Mode.FOLLOW)), actor=actor, publish=True
    )
    _add_local_parts(sharer, row, adoption, actor)
    if row.get("detached"):
        detach(adoption, actor=actor)


def _add_local_parts(sharer: Sharer, row: dict[str, Any], adoption: Adoption, actor: User) -> None:
    page = AdoptedPage.objects.get(pk=adoption.page_id).get_latest_revision_as_object()
    told: list[str] = []

    def report(keys: Keys, message: str, lines_in: int = 0) -> None:  # noqa: ARG001 - the name is the protocol's
        told.append(f"{'.'.join(map(str, keys))}: {message}")

    version = shown_version(adoption)
    parts = [_with_block(part, version) for part in row.get("overlay", ())]
    key = uuid5(NAMESPACE_URL, f"{sharer.source.slug}:{row['page']}")
    references = References(sharer.organisation, sharer.aliases, paths_below(sharer.organisation.root_page))
    converter = Converter(key, references, report)
    page.overlay = converter.field(AdoptedPage._meta.get_field("overlay"), parts)
    page.related = converter.field(AdoptedPage._meta.get_field("related"), row.get("related", []))
    page.own_summary = row.get("own_summary", "")
    if told:
        raise DemoProblem(f"{sharer.source.folder}/{FILE}: {row['page']}: {'; '.join(told)}")
    page.save_revision(user=actor).publish(user=actor)


def _with_block(part: dict[str, Any], version: Any) -> dict[str, Any]:
    """Return a part of an overlay with the id of the block that it names by its first words."""
    names = {"insertion": "after", "hidden": "block"}
    name = names.get(part["type"], "")
    return part | {name: _block_id(version, part[name])} if part.get(name) else part


def _block_id(page: Any, words: str) -> str:
    for name in BLOCK_FIELDS:
        for block in getattr(page, name, None) or ():
            if hasattr(block, "block_type") and excerpt(readable(block.block, block.value)).startswith(words):
                return str(block.id)
    raise DemoProblem(f"No block of “{page.title}” begins with “{words}”.")


def _page(sharer: Sharer, reference: str, file: str) -> Page:
    slug, _, path = reference.rpartition(":")
    owner = Organisation.objects.get(slug=slug or sharer.organisation.slug)
    home = owner.root_page
    found = paths_below(home).get(path) if home else None
    if found is None:
        raise DemoProblem(f"{sharer.source.folder}/{file}: there is no page at {reference}.")
    return Page.objects.get(pk=found)
