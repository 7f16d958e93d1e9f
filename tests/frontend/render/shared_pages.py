"""One owner's document as different sites show it: other links, other contacts, other parts of their own."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from hypothesis import strategies as st

from content_models import (
    AdoptedEntry,
    Document,
    Entry,
    ExternalPage,
    Overlay,
    blocks_of,
    canonical_bytes,
    digest,
    slots_of,
)
from content_models.blocks import ACCEPTED, LocalSlotBlock, RichTextBlock
from content_models.contacts import Contact
from content_models.examples import example_documents, example_manifest
from content_models.links import PageLink
from content_models.merge import block_fields
from content_models.rich_text import RichText
from content_models.values import Owner
from frontend.plan.facts import references_in
from frontend.plan.page_view import PageView
from frontend.plan.view import SiteView

OWNER = Owner(slug="centre", name="The Centre")
PLACES = ("here", "moved", "renamed", "outside", "gone")
_ID = re.compile(rb'"id":"([a-z][a-z0-9-]{0,40})"')
_LEAF = example_documents()["standard/minimal.json"]
_CONTACTS = example_manifest("national").contacts
_OWN = tuple(block for block in blocks_of(example_documents()["standard/every-block.json"]) if block.locked is None)
OWN_BLOCKS = tuple(block for block in _OWN if not isinstance(block, LocalSlotBlock))


class Shown(NamedTuple):
    """One site, and its page that shows the document."""

    view: SiteView
    page: PageView


def shown(
    document: Document,
    *,
    site: str = "national",
    overlay: Overlay | None = None,
    places: dict[str, str] | None = None,
    contacts: dict[str, str] | None = None,
    first: str | None = None,
    below: int = 0,
    titles: str = "A page",
) -> Shown:
    """Return a site that shows `document` at `/shown/`, and everything that it refers to as told; all else is `here`."""
    base = example_manifest(site)
    overlay = overlay.model_copy(update={"organisation": base.site.organisation}) if overlay else None
    data = canonical_bytes(document) + (canonical_bytes(overlay) if overlay else b"")
    found = references_in(data)
    leaves, external = dict[str, Document](), list[ExternalPage]()
    for page in found.pages:
        place = (places or {}).get(page, "here")
        if place == "outside":
            external.append(_external(page, document.locale))
        elif place != "gone" and page != str(document.id):
            locale = "ar" if place == "foreign" else document.locale
            title = "Renamed" if place == "renamed" else titles
            leaves[f"/{'here' if place == 'foreign' else place}/{page}/"] = _leaf(page, locale, title)
    for number in range(below):
        leaves[f"/shown/below-{number}/"] = _leaf(
            str(uuid5(document.id, str(number))), document.locale, f"Below {number}"
        )
    locales = dict.fromkeys((first or base.site.default_locale, *base.site.locales, document.locale))
    adopted = AdoptedEntry(owner=OWNER, mode="follow")
    own = _entry("/shown/", document).model_copy(
        update={"adopted": adopted, "overlay": digest(canonical_bytes(overlay)) if overlay else None}
    )
    manifest = base.model_copy(
        update={
            "site": base.site.model_copy(update={"locales": tuple(locales)}),
            "entries": (own, *(_entry(path, leaf) for path, leaf in leaves.items())),
            "external": tuple(external),
            "contacts": tuple(_contacts(found.contacts, contacts or {}, found.pages)),
        }
    )
    view = SiteView.of(manifest, [document, *leaves.values()], document.locale, [overlay] if overlay else [])
    return Shown(view, view.pages[document.id])


def _entry(path: str, document: Document) -> Entry:
    known = digest(canonical_bytes(document))
    return Entry(path=path, id=document.id, locale=document.locale, type=document.type, digest=known)


def _leaf(page: str, locale: str, title: str) -> Document:
    return _LEAF.model_copy(update={"id": UUID(page), "locale": locale, "title": title})


def _external(page: str, locale: str) -> ExternalPage:
    return ExternalPage(
        id=UUID(page), locale=locale, type="standard", title="Elsewhere", summary="At its owner's.", owner=OWNER,
        url=f"https://centre.example/{page}/",
    )  # fmt: skip


def _contacts(wanted: tuple[str, ...], chosen: dict[str, str], pages: tuple[str, ...]) -> list[Contact]:
    found: list[Contact] = []
    for number, contact in enumerate(wanted):
        which = chosen.get(contact, "one")
        if which != "none":
            record = _CONTACTS[(number + (which == "other")) % len(_CONTACTS)]
            page = PageLink(page=UUID(pages[number % len(pages)])) if which == "led" and pages else None
            found.append(record.model_copy(update={"id": UUID(contact), "page": page}))
    return found


@st.composite
def overlays(draw: st.DrawFn, document: Document) -> Overlay | None:
    """Draw what a site may add: filled slots, blocks of its own with any ids, what it leaves out, words and links."""
    if draw(st.booleans()):
        return None
    ids = [block.id for block in blocks_of(document)]
    taken = [each.decode() for each in dict.fromkeys(_ID.findall(canonical_bytes(document)))]
    names: list[str] = draw(
        st.lists(st.sampled_from([*taken, *(f"own-{n}" for n in range(9))]), unique=True, min_size=8, max_size=8)
    )

    def own(accepts: Any = "any") -> list[Any]:
        types = ACCEPTED[accepts]
        blocks: list[Any] = [block for block in OWN_BLOCKS if types is None or block.type in types]
        count = min(len(names), draw(st.integers(1, 2)))
        return [draw(st.sampled_from(blocks)).model_copy(update={"id": names.pop()}) for _ in range(count)]

    slots = [
        {"slot": name, "blocks": own(slot.value.accepts)}
        for name, slot in slots_of(document).items() if draw(st.booleans()) and names
    ]  # fmt: skip
    after = draw(st.lists(st.sampled_from([None, *ids]), unique=True, max_size=3))
    return Overlay.model_validate(
        {
            "id": document.id, "locale": document.locale, "organisation": OWNER,
            "slots": slots,
            "insertions": [{"after": each, "blocks": own()} for each in after if names],
            "hidden": draw(st.lists(st.sampled_from(ids), unique=True, max_size=2)) if ids else [],
            "summary": draw(st.sampled_from([None, "Our <b>own</b> words & more."])),
            "related": draw(st.sampled_from([[], [{"text": "Nearby", "target": {"kind": "page", "page": document.id}}]])),
            "last_updated": draw(st.sampled_from(["2020-01-01T00:00:00Z", "2030-05-05T10:00:00+01:00"])),
        }
    )  # fmt: skip


def variants(document: Document) -> Iterator[Shown]:
    """Yield sites that differ from the first in one thing each, of all that a page may ask of its site."""
    found = references_in(canonical_bytes(document))
    yield shown(document)
    for place in PLACES:
        yield shown(document, places=dict.fromkeys(found.pages, place))
    for which in ("other", "led", "none"):
        yield shown(document, contacts=dict.fromkeys(found.contacts, which))
    for first in ("cy", "ur"):
        yield shown(document, first=first)
    for place in PLACES:
        yield shown(document, places=dict.fromkeys(found.pages, place), contacts=dict.fromkeys(found.contacts, "led"))
    yield shown(document, places=dict.fromkeys(found.pages, "foreign"))
    yield shown(document, below=1)
    yield shown(document, below=2)
    for parts in _parts(document):
        yield shown(document, site="marlshire", overlay=example_overlay(document, **parts))


def _parts(document: Document) -> Iterator[dict[str, Any]]:
    yield {"summary": "Our <b>own</b> words & more."}
    yield {"related": [{"text": "Nearby", "target": {"kind": "page", "page": document.id}}]}
    taken = [each.decode() for each in dict.fromkeys(_ID.findall(canonical_bytes(document)))]
    ids = [block.id for block in blocks_of(document)]
    for after in [None, *ids[:3]]:
        for name in ("section", "subsection", "steps", "long"):
            block = _own(name)
            for own in ("own", *taken[-2:]):
                yield {"insertions": [{"after": after, "blocks": [block.model_copy(update={"id": own})]}]}
    yield from ({"hidden": [each]} for each in ids[:4])
    yield {"hidden": ids}
    for name in slots_of(document):
        yield {"slots": [{"slot": name, "blocks": [_own("words")]}]}


def _own(name: str) -> Any:
    if name == "long":
        return RichTextBlock(id="long", value=RichText(html=f"<p>{'word ' * 900}</p>"))
    return next(block for block in OWN_BLOCKS if block.id == name)


def example_overlay(document: Document, **parts: Any) -> Overlay:
    """Return an overlay of some organisation for `document`."""
    known = {"id": document.id, "locale": document.locale, "organisation": OWNER}
    return Overlay.model_validate({**known, "last_updated": "2030-05-05T10:00:00+01:00", **parts})


@st.composite
def sites(draw: st.DrawFn, document: Document) -> Shown:
    """Draw a site that shows `document`."""
    found = references_in(canonical_bytes(document))
    places = {page: draw(st.sampled_from(PLACES)) for page in found.pages}
    contacts = {each: draw(st.sampled_from(("one", "other", "led", "none"))) for each in found.contacts}
    return shown(
        document,
        site=draw(st.sampled_from(("national", "marlshire", "pendrick"))),
        overlay=draw(overlays(document)) if block_fields(document) else None,
        places=places,
        contacts=contacts,
        first=draw(st.sampled_from((None, document.locale, "cy"))),
        below=draw(st.integers(0, 2)),
    )
