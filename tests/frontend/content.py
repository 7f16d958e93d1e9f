"""Made-up sites for the tests of the builder: documents and manifests, as the backend would compile them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid5

from content_models import (
    AdoptedEntry,
    Document,
    Entry,
    ExternalPage,
    Manifest,
    Overlay,
    Redirect,
    canonical_bytes,
    digest,
)
from content_models.blocks import RichTextBlock
from content_models.contacts import Contact, ContactKind, ContactLink
from content_models.documents import Event, Home, News, Section, Signpost, Standard
from content_models.documents.event import Venue
from content_models.documents.home import EmergencyStrip, WorriedRoute
from content_models.documents.signpost import Cost, Coverage
from content_models.links import Action, UrlLink
from content_models.media import Image, MediaFile, Rendition
from content_models.rich_text import RichText
from content_models.site import Brand, BrandColours, HelpPanel, Organisation, SecurityContact, Site
from content_models.values import Area, Hours, Licence, Nation, OrganisationKind, Owner

NAMESPACE = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
HELPLINE = uuid5(NAMESPACE, "helpline")
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"/>'
COLOURS = BrandColours(
    brand="#17375a",
    brand_text="#17375a",
    accent="#f2c14e",
    wash="#eef3f7",
    dark_brand="#17375a",
    dark_brand_text="#a9c8e8",
    dark_wash="#1a242c",
)


def page_id(name: str) -> UUID:
    """Return the identity of the page with this name, the same in all tests."""
    return uuid5(NAMESPACE, name)


def common(name: str, title: str, locale: str = "en") -> dict[str, object]:
    """Return what every document of the tests has in common."""
    moment = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
    return {
        "id": page_id(name),
        "locale": locale,
        "title": title,
        "summary": f"What {title} is about.",
        "nations": (Nation.ENGLAND,),
        "owner": Owner(slug="testshire", name="Testshire"),
        "licence": Licence(name="OGL v3", holder="Testshire"),
        "first_published": moment,
        "last_updated": moment,
    }


def text_block(number: int, html: str) -> RichTextBlock:
    """Return a block of rich text."""
    return RichTextBlock(id=f"text-{number}", value=RichText(html=html))


def home(title: str = "Home", *, locale: str = "en", body: str = "<p>Welcome.</p>") -> Home:
    """Return a home page."""
    return Home.model_validate(
        {
            **common("home", title, locale),
            "worried": WorriedRoute(
                heading="Worried?",
                text="Tell somebody.",
                actions=(Action(text="Report", target=UrlLink(url="https://www.gov.uk/report-terrorism")),),
            ),
            "emergency": EmergencyStrip(heading="Help", introduction="Whom to tell."),
            "body": (text_block(1, body),),
        }
    )


def section(name: str, title: str, order: str = "manual") -> Section:
    """Return a section."""
    return Section.model_validate({**common(name, title), "order": order})


def standard(
    name: str, title: str, body: str = "<p>Words.</p>", *, locale: str = "en", terms: tuple[str, ...] = ()
) -> Standard:
    """Return a standard page."""
    return Standard.model_validate(
        {**common(name, title, locale), "body": (text_block(1, body),), "index_terms": terms}
    )


def news(name: str, title: str, day: date, picture: MediaFile | None = None) -> News:
    """Return a news item, with a picture if there is a file for it."""
    image = None
    if picture:
        rendition = Rendition(**picture.model_dump(), width=4, height=3)
        image = Image(alt="A path", renditions=(rendition,))
    return News.model_validate({**common(name, title), "published_on": day, "image": image})


def event(name: str, title: str, starts: datetime, ends: datetime, **fields: object) -> Event:
    """Return an event in a hall."""
    given = {
        "starts": starts,
        "ends": ends,
        "timezone": "Europe/London",
        "venue": Venue(name="Hall"),
        "audience": "All",
    }
    return Event.model_validate({**common(name, title), **given, **fields})


def signpost(
    name: str,
    title: str,
    *,
    needs: tuple[str, ...] = (),
    areas: tuple[Area, ...] = (),
    languages: tuple[str, ...] = ("en",),
    cost: str = "free",
    **fields: object,
) -> Signpost:
    """Return a service that answers the helpline; without areas it helps everywhere."""
    given = {
        "organisation_name": title,
        "what_they_do": RichText(html="<p>They listen.</p>"),
        "audience": "All",
        "needs": needs,
        "contacts": (ContactLink(contact=HELPLINE),),
        "hours": Hours(always=True),
        "languages": languages,
        "cost": Cost.model_validate({"kind": cost}),
        "coverage": Coverage(national=not areas, areas=areas),
        "last_verified": date(2026, 3, 1),
        "next_check": date(2026, 9, 1),
    }
    return Signpost.model_validate({**common(name, title), **given, **fields})


def media_file(data: bytes, filename: str = "path.svg", media_type: str = "image/svg+xml") -> MediaFile:
    """Return what a document says of a file with these bytes."""
    return MediaFile(digest=digest(data), media_type=media_type, size=len(data), filename=filename)


def helpline(number: str = "0800 789 321") -> Contact:
    """Return the contact that every site of the tests names."""
    return Contact(
        id=HELPLINE, kind=ContactKind.ANONYMOUS_HOTLINE, label="Hotline", need="To tell somebody", phone=number
    )


@dataclass
class TestSite:
    """A site that a test may change: pages by path, in order."""

    __test__ = False

    slug: str = "testshire"
    pages: dict[str, Document] = field(default_factory=dict)
    locales: tuple[str, ...] = ("en",)
    redirects: tuple[Redirect, ...] = ()
    gone: tuple[str, ...] = ()
    external: tuple[ExternalPage, ...] = ()
    contacts: tuple[Contact, ...] = (helpline(),)
    sequence: int = 1
    base_url: str = ""
    demonstration: str | None = None
    feedback_url: str | None = None
    favicon: MediaFile | None = None
    kind: OrganisationKind = OrganisationKind.FORCE
    areas: tuple[Area, ...] = ()
    security: SecurityContact | None = None

    def site(self) -> Site:
        """Return its settings."""
        return Site(
            organisation=Organisation(
                slug=self.slug,
                name=self.slug.title(),
                kind=self.kind,
                nations=(Nation.ENGLAND,),
                areas=self.areas,
            ),
            base_url=self.base_url or f"http://{self.slug}.localhost:8080",
            locales=self.locales,
            brand=Brand(colours=COLOURS, favicon=self.favicon),
            help=HelpPanel(introduction="Whom to tell", contacts=(ContactLink(contact=HELPLINE),)),
            demonstration=self.demonstration,
            feedback_url=self.feedback_url,
            security=self.security,
        )

    def manifest(self) -> Manifest:
        """Return its manifest."""
        return Manifest(
            sequence=self.sequence,
            site=self.site(),
            contacts=self.contacts,
            entries=tuple(entry(path, document) for path, document in self.pages.items()),
            external=self.external,
            redirects=self.redirects,
            gone=self.gone,
        )

    def documents(self) -> Iterable[Document]:
        """Return its documents."""
        return self.pages.values()


def entry(path: str, document: Document) -> Entry:
    """Return the entry of a document at a path."""
    return Entry(
        path=path,
        id=document.id,
        locale=document.locale,
        type=document.type,
        digest=digest(canonical_bytes(document)),
    )


def small_site(slug: str = "testshire", pages: Sequence[str] = ("one", "two", "three")) -> TestSite:
    """Return a site with a home page, a section, and pages in it that link to each other."""
    site = TestSite(slug=slug)
    site.pages["/"] = home(f"Home of {slug}")
    site.pages["/advice/"] = section("advice", "Advice")
    for name in pages:
        link = page_id(pages[0])
        site.pages[f"/advice/{name}/"] = standard(
            name,
            f"Page {name}",
            f'<p>Words of {name}. <a href="page:{link}">The first</a></p>',
            terms=(f"{name} term",),
        )
    return site


def overlay_for(site: TestSite, path: str, **parts: Any) -> Overlay:
    """Return an overlay of `site` for its page at `path`, by default one that adds words at the end."""
    document = site.pages[path]
    known = {
        "id": document.id, "locale": document.locale, "organisation": {"slug": site.slug, "name": site.slug.title()},
        "last_updated": "2026-11-12T09:30:00Z",
    }  # fmt: skip
    text = {"id": "own", "type": "rich_text", "value": {"html": "<p>Words of our own.</p>"}}
    return Overlay.model_validate(known | (parts or {"insertions": [{"blocks": [text]}]}))


@dataclass
class AdoptingSite(TestSite):
    """A site that follows pages of another, and adds overlays to some, by path."""

    __test__ = False
    follows: frozenset[str] = frozenset()
    overlays: dict[str, Overlay] = field(default_factory=dict)

    def manifest(self) -> Manifest:
        """Return its manifest."""
        manifest = super().manifest()
        return manifest.model_copy(update={"entries": tuple(map(self._with_overlay, manifest.entries))})

    def _with_overlay(self, entry: Entry) -> Entry:
        overlay = self.overlays.get(entry.path)
        if overlay is None and entry.path not in self.follows:
            return entry
        adopted = AdoptedEntry(owner={"slug": "national", "name": "National"}, mode="follow")  # type: ignore[arg-type]
        own = digest(canonical_bytes(overlay)) if overlay else None
        return entry.model_copy(update={"overlay": own, "adopted": adopted})
