"""What templates see of a site."""

from content_models import ExternalPage, Manifest
from content_models.contacts import ContactLink
from content_models.links import PageLink, UrlLink
from content_models.rich_text import RichText
from content_models.values import Owner
from frontend.plan.view import SiteView
from tests.frontend.content import HELPLINE, TestSite, home, media_file, page_id, small_site


def view_of(site: TestSite, locale: str | None = None) -> SiteView:
    manifest: Manifest = site.manifest()
    return SiteView.of(manifest, site.documents(), locale)


def outside() -> ExternalPage:
    return ExternalPage(
        id=page_id("national"),
        locale="en",
        type="guide",
        title="National",
        summary="At its owner's.",
        url="https://national.example/guide/?a=1&b=2",
        owner=Owner(slug="national", name="The National Body"),
    )


def test_links_lead_to_this_site_to_the_owner_elsewhere_or_are_dead() -> None:
    site = small_site()
    site.external = (outside(),)
    view = view_of(site)
    here, there = view.page(PageLink(page=page_id("one"))), view.page(PageLink(page=page_id("national")))
    assert here is not None
    assert here == view.link(PageLink(page=page_id("one")))
    assert (here.url, here.external) == ("/advice/one/", False)
    assert there is not None
    assert (there.external, there.owner) == (True, "The National Body")
    assert view.link(UrlLink(url="https://example.org/")) == "https://example.org/"
    assert view.link(PageLink(page=page_id("nobody"))) is None


def test_links_in_text_are_resolved_and_dead_ones_keep_their_words() -> None:
    site = small_site()
    site.external = (outside(),)
    pages = [page_id(name) for name in ("one", "national", "nobody")]
    html = "".join(f'<p><a href="page:{page}" rel="nofollow">x <strong>y</strong></a></p>' for page in pages)
    assert view_of(site).html(RichText(html=html)) == (
        '<p><a href="/advice/one/">x <strong>y</strong></a></p>'
        '<p><a href="https://national.example/guide/?a=1&amp;b=2">x <strong>y</strong></a></p>'
        "<p>x <strong>y</strong></p>"
    )


def test_a_page_that_is_not_translated_is_linked_in_another_language() -> None:
    site = small_site()
    site.locales = ("en", "cy")
    site.pages["/cy/"] = home("Hafan", locale="cy")
    welsh = view_of(site, "cy")
    assert welsh.home is not None
    assert welsh.home.card.title == "Hafan"
    found = welsh.page(PageLink(page=page_id("one")))
    assert found is not None
    assert (found.locale, found.url) == ("en", "/advice/one/")
    assert welsh.home.alternates == (
        ("en", "http://testshire.localhost:8080/"),
        ("cy", "http://testshire.localhost:8080/cy/"),
    )
    assert len(welsh.pages) == 1


def test_contacts_and_files_are_found() -> None:
    view = view_of(small_site())
    contact = view.contact(ContactLink(contact=HELPLINE))
    assert contact is not None
    assert contact.phone == "0800 789 321"
    assert view.contact(ContactLink(contact=page_id("nobody"))) is None
    file = media_file(b"x")
    assert view.media(file) == f"/media/{file.digest[:16]}/path.svg"


def test_the_index_has_titles_and_terms_of_all_pages_but_home() -> None:
    terms = [term.term for _, terms in view_of(small_site()).index() for term in terms]
    assert terms == ["Advice", "one term", "Page one", "Page three", "Page two", "three term", "two term"]
