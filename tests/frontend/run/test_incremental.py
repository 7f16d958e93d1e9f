"""Whatever happens to a site, building it step by step makes the same files, byte for byte, as building it at once."""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content_models import Document, Manifest, Redirect, canonical_bytes, digest
from content_models.contacts import ContactWords
from content_models.examples import example_documents, example_manifest
from content_models.links import PageLink
from content_models.site import SiteWords
from frontend.render import Renderer
from frontend.report import Silent
from frontend.run.build import Builder
from frontend.store.content import Store
from tests.frontend.content import TestSite, entry, helpline, home, page_id, section, standard
from tests.frontend.memory_source import MemorySource
from tests.frontend.plain_renderer import PlainRenderer

NAMES = ("one", "two", "three", "four")
PLACES = ("/", "/advice/", "/advice/deep/")
REAL = Renderer()


NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


def build(
    folder: Path, manifest: Manifest, documents: Sequence[Document], renderer: Any, now: datetime = NOW
) -> dict[str, bytes]:
    source = MemorySource(manifest, list(documents))
    store = Store(folder / "store")
    builder = Builder(source, store, folder / "sites", renderer, reporter=Silent(), processes=1, now=lambda: now)
    [result] = builder.build(builder.chosen(()))
    assert result.error is None, result.error
    current = folder / "sites" / manifest.slug / "current"
    return {str(path.relative_to(current)): path.read_bytes() for path in current.rglob("*") if path.is_file()}


def assert_steps_equal_cold(steps: Sequence[tuple[Any, ...]]) -> None:
    memory = "/dev/shm" if Path("/dev/shm").is_dir() else None
    folder = Path(tempfile.mkdtemp(prefix="waymark-incremental-", dir=memory))
    try:
        for number, step in enumerate(steps):
            assert build(folder / "steps", *step) == build(folder / f"cold-{number}", *step)
    finally:
        shutil.rmtree(folder)


@st.composite
def sites(draw: st.DrawFn) -> TestSite:
    """Sites that differ from each other in everything that an output may depend on."""
    site = TestSite(sequence=draw(st.integers(0, 3)))
    site.pages["/"] = home(draw(st.sampled_from(("Home", "Start"))))
    site.pages["/advice/"] = section("advice", "Advice", draw(st.sampled_from(("manual", "title", "newest"))))
    for name in draw(st.lists(st.sampled_from(NAMES), unique=True)):
        target = page_id(draw(st.sampled_from(NAMES)))
        title = draw(st.sampled_from((f"Page {name}", "Same title")))
        terms = draw(st.sampled_from(((), ("term",))))
        place = draw(st.sampled_from(PLACES))
        site.pages[f"{place}{name}/"] = standard(name, title, f'<p><a href="page:{target}">x</a></p>', terms=terms)
    if draw(st.booleans()):
        site.locales = ("en", "cy")
        site.pages["/cy/"] = home("Hafan", locale="cy")
    site.contacts = (helpline(draw(st.sampled_from(("0800 111", "0800 222")))),)
    if draw(st.booleans()):
        site.redirects = (Redirect(path="/old/", target=PageLink(page=page_id(draw(st.sampled_from(NAMES))))),)
    site.gone = draw(st.sampled_from(((), ("/advice/one/",))))
    return site


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(sites(), st.sampled_from(("1", "2"))), min_size=2, max_size=5))
def test_any_history_of_a_site_ends_where_a_cold_build_does(history: list[tuple[TestSite, str]]) -> None:
    assert_steps_equal_cold(
        [(site.manifest(), list(site.documents()), PlainRenderer(version)) for site, version in history]
    )


@dataclass(frozen=True)
class Edit:
    """What is done to an example site: places of pages that are left out, renamed, edited, and of contacts changed.

    A `strapline` is that of the Welsh pages.
    """

    left_out: frozenset[int]
    renamed: frozenset[int]
    edited: frozenset[int]
    contacts: frozenset[int]
    strapline: str | None


DAYS = st.sampled_from([NOW, *(datetime(2027, month, 28, tzinfo=UTC) for month in (1, 3, 4))])
"""Between them the events of the example sites end."""

PLACES_IN_SITE = st.frozensets(st.integers(1, 24), max_size=5)
EDITS = st.builds(
    Edit,
    PLACES_IN_SITE,
    PLACES_IN_SITE,
    PLACES_IN_SITE,
    st.frozensets(st.integers(0, 5), max_size=2),
    st.sampled_from((None, "Yn gynnar")),
)


CHANGED = {"note": "Changed.", "translations": (ContactWords(locale="cy", label="Newidiwyd"),)}


def edited_example(slug: str, edit: Edit) -> tuple[Manifest, list[Document]]:
    """Return an example site after an edit."""
    manifest = example_manifest(slug)
    by_digest = {digest(canonical_bytes(document)): document for document in example_documents().values()}
    documents: dict[str, Document] = {}
    for place, each in enumerate(manifest.entries):
        if place in edit.left_out:
            continue
        document = by_digest[each.digest]
        if place in edit.renamed:
            document = document.model_copy(update={"title": "Renamed"})
        if place in edit.edited:
            document = document.model_copy(update={"change_note": "Edited."})
        documents[each.path] = document
    contacts = tuple(
        contact.model_copy(update=CHANGED) if place in edit.contacts else contact
        for place, contact in enumerate(manifest.contacts)
    )
    entries = tuple(entry(path, document) for path, document in documents.items())
    words = (SiteWords(locale="cy", strapline=edit.strapline),)
    site = manifest.site.model_copy(update={"translations": words})
    return manifest.model_copy(update={"entries": entries, "contacts": contacts, "site": site}), list(
        documents.values()
    )


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(("marlshire", "national")), st.lists(st.tuples(EDITS, DAYS), min_size=2, max_size=3))
def test_what_the_real_templates_show_is_covered_by_the_keys(slug: str, history: list[tuple[Edit, datetime]]) -> None:
    """A template that reads more than the plan's keys cover would leave a stale page here."""
    assert_steps_equal_cold([(*edited_example(slug, edit), REAL, now) for edit, now in history])
