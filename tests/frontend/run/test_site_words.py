"""Words that were translated anew change the pages in their language, and no other."""

from pathlib import Path

from content_models import Manifest
from content_models.contacts import Contact, ContactWords
from content_models.site import SiteWords
from frontend.report import Silent
from frontend.run.build import Builder
from frontend.store.content import Store
from tests.frontend.content import TestSite, helpline, home, small_site
from tests.frontend.memory_source import MemorySource
from tests.frontend.render.gallery import renderer


def welsh_site() -> TestSite:
    site = small_site(pages=("one",))
    site.locales = ("en", "cy")
    site.pages["/cy/"] = home("Hafan", locale="cy")
    return site


def built(folder: Path, site: TestSite, manifest: Manifest) -> tuple[dict[str, bytes], int]:
    """Build one step further; return the pages of the release, and how many were rendered."""
    source = MemorySource(manifest, list(site.documents()))
    builder = Builder(
        source, Store(folder / "store"), folder / "sites", renderer(), reporter=Silent(), processes=1, precompress=False
    )
    (result,) = builder.build(builder.chosen(()))
    assert result.status == "released", result.error
    current = folder / "sites" / manifest.slug / "current"
    files = {str(path.relative_to(current)): path.read_bytes() for path in current.rglob("*.html")}
    return files, result.rendered


def with_words(site: TestSite, sequence: int, strapline: str, contact: Contact) -> Manifest:
    manifest = site.manifest()
    organisation = manifest.site.organisation.model_copy(update={"strapline": "Act early"})
    words = (SiteWords(locale="cy", strapline=strapline),)
    settings = manifest.site.model_copy(update={"organisation": organisation, "translations": words})
    return manifest.model_copy(update={"sequence": sequence, "site": settings, "contacts": (contact,)})


def named(label: str) -> Contact:
    return helpline().model_copy(update={"translations": (ContactWords(locale="cy", label=label),)})


def test_a_changed_translation_of_strapline_or_contact_renders_the_pages_of_its_language_only(tmp_path: Path) -> None:
    site = welsh_site()
    first, _ = built(tmp_path, site, with_words(site, 1, "Yn gynnar", named("Llinell")))
    assert b"Yn gynnar" in first["cy/index.html"]
    assert b"Act early" in first["index.html"]
    welsh = {name for name in first if name.startswith("cy/")}
    second, rendered = built(tmp_path, site, with_words(site, 2, "Yn gynt", named("Llinell")))
    assert {name for name in first if first[name] != second[name]} == welsh
    assert b"Yn gynt" in second["cy/a-z/index.html"]
    assert rendered == len(welsh)
    third, rendered = built(tmp_path, site, with_words(site, 3, "Yn gynt", named("Llinell gymorth")))
    assert {name for name in second if second[name] != third[name]} == welsh
    assert b"Llinell gymorth" in third["cy/index.html"]
    assert rendered == len(welsh)
