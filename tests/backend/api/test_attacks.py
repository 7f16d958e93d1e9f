"""Nobody reads what is not public, by any parameter there is: drafts, private pages, withdrawn pages, other sites' pages."""

import json
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import quote
from uuid import UUID

from django.contrib.auth import get_user_model
from django.test import Client, TestCase
from wagtail.models import Page, PageViewRestriction, Site

from backend.organisations.models import Organisation
from backend.publishing.models import StoredDocument
from tests.backend.pages.factories import make_page
from tests.backend.publishing.sites import drained, make_site

SECRETS = ("Zebra draft", "Zebra revision", "Zebra private", "Zebra below", "Zebra withdrawn", "Zebra elsewhere")

FILTERS = (
    "q=zebra", "q=Zebra%20draft", "path=/draft/", "path=/private/", "path=/private/below/", "path=/withdrawn/",
    "path=/elsewhere/", "type=guide", "type=section", "locale=en&limit=100", "offset=0&limit=100",
)  # fmt: skip
FORGED = (
    "live=0", "live=false", "draft=1", "revision=latest", "preview=1", "site=colchester", "site=colchester&limit=1",
    "organisation=2", "fields=*", "status=draft", "organisation__slug=colchester", "document__title=x", "type=page",
    "type=guide,standard", "type__in=guide", "path=%2Fdraft%2F%00", "path=/draft", "path=/*/", "path=/%25/",
    "locale=en%00", "locale=*", "locale=en&locale=cy", "offset=-1", "limit=1000000", "q=%00",
)  # fmt: skip
NAMES = (
    "..", ".", "%2e%2e", "../colchester", "%2e%2e%2fcolchester", "MARLSHIRE", "Marlshire", "marlshire%00", "marlshire%20",
    "%20marlshire", "marlshire%0a", "ｍarlshire", "mаrlshire", "marlshire,colchester", "*", "%25", "marlshire;colchester",
    "marlshire%2Fcolchester", "-", "marlshire-", "a" * 81, "None", "null", "0", "1", "'", "marlshire'--",
    "%EF%BB%BFmarlshire", "marlshire\u200d", "%ff", "localhost",
)  # fmt: skip


def answers(client: Client, *addresses: str) -> str:
    """Return all that the API says at these addresses, whatever the status."""
    return "\n".join(client.get(f"/api/v1/{address}").getvalue().decode() for address in addresses)


@dataclass(frozen=True)
class Hidden:
    """A page that is not public, as an attacker who knows everything about it would name it."""

    pk: int
    key: UUID
    title: str


class NobodyReadsWhatIsNotPublic(TestCase):
    """Two organisations with everything that must not come out of the first, all written through the real publishing."""

    hidden: ClassVar[dict[str, Hidden]]
    elsewhere: ClassVar[UUID]
    shown: ClassVar[UUID]

    @classmethod
    def setUpTestData(cls) -> None:
        """Publish a page, a revision, a private page with a child, one that goes again, and another organisation's."""
        Site.clear_site_root_paths_cache()
        marlshire, colchester = make_site("marlshire"), make_site("colchester", kind="council")
        cls.shown = make_page("standard", marlshire, title="Plain page", slug="plain").translation_key
        drafted = make_page("standard", marlshire, title="Public title", slug="drafted")
        drafted.title = "Zebra revision"
        drafted.save_revision()
        private = make_page("section", marlshire, title="Zebra private", slug="private")
        below = make_page("standard", private, title="Zebra below", slug="below")
        withdrawn = make_page("standard", marlshire, title="Zebra withdrawn", slug="withdrawn")
        drained()
        PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
        withdrawn.unpublish()
        draft = make_page("standard", marlshire, title="Zebra draft", slug="draft", published=False)
        pages = {"draft": draft, "private": private, "below": below, "withdrawn": withdrawn}
        cls.hidden = {name: Hidden(page.pk, page.translation_key, page.title) for name, page in pages.items()}
        cls.elsewhere = make_page("guide", colchester, title="Zebra elsewhere", slug="elsewhere").translation_key
        drained()

    @classmethod
    def tearDownClass(cls) -> None:
        """Forget where the sites of these tests began."""
        super().tearDownClass()
        Site.clear_site_root_paths_cache()

    def test_the_scene_is_real(self) -> None:
        assert "Plain page" in answers(self.client, "sites/marlshire/export")
        assert "Zebra elsewhere" in answers(self.client, "sites/colchester/export")
        assert StoredDocument.objects.filter(title="Zebra withdrawn").exists(), (
            "the store remembers it, the API does not"
        )

    def test_no_list_shows_what_is_not_public(self) -> None:
        said = answers(
            self.client,
            "sites/",
            "sites/marlshire/manifest",
            "sites/marlshire/export",
            "sites/marlshire/pages/?limit=100",
        )
        for secret in SECRETS:
            assert secret not in said
        for page in self.hidden.values():
            assert str(page.key) not in said

    def test_no_id_opens_a_hidden_page(self) -> None:
        for page in self.hidden.values():
            key = page.key
            for site in ("marlshire", "colchester"):
                for name in (
                    key,
                    str(key).upper(),
                    key.hex,
                    page.pk,
                    f"{page.pk}/",
                    f"{key}%00",
                    f"{{{key}}}",
                    f"urn:uuid:{key}",
                ):
                    for query in ("", "?locale=en"):
                        response = self.client.get(f"/api/v1/sites/{site}/pages/{name}{query}")
                        assert response.status_code in {404, 410}, (page, name)
                        assert page.title not in response.content.decode()

    def test_another_organisations_page_is_not_on_this_site(self) -> None:
        key = self.elsewhere
        assert self.client.get(f"/api/v1/sites/colchester/pages/{key}").status_code == 200
        response = self.client.get(f"/api/v1/sites/marlshire/pages/{key}")
        assert response.status_code == 404
        assert "Zebra" not in response.content.decode()

    def test_no_filter_finds_a_hidden_page(self) -> None:
        for query in FILTERS:
            response = self.client.get(f"/api/v1/sites/marlshire/pages/?{query}")
            assert response.status_code == 200, query
            assert "Zebra" not in response.content.decode(), query

    def test_a_parameter_that_would_open_more_is_refused(self) -> None:
        for query in FORGED:
            response = self.client.get(f"/api/v1/sites/marlshire/pages/?{query}")
            assert response.status_code == 400, query
            assert "Zebra" not in response.content.decode(), query

    def test_no_digest_opens_what_was_withdrawn_or_made_private(self) -> None:
        hidden = {page.key for page in self.hidden.values()}
        stored = StoredDocument.objects.filter(page_id__in=hidden)
        assert stored
        for document in stored:
            for name in (document.digest, document.digest.upper(), document.digest[:16], f"{document.digest}%00"):
                response = self.client.get(f"/api/v1/documents/{name}")
                assert response.status_code in {404, 410}
                assert "Zebra" not in response.content.decode()

    def test_only_the_exact_name_is_a_site(self) -> None:
        for name in NAMES:
            encoded = name if "%" in name else quote(name, safe="/;,'*")
            for rest in ("manifest", "export", "pages/", f"pages/{self.shown}"):
                response = self.client.get(f"/api/v1/sites/{encoded}/{rest}")
                assert response.status_code == 404, name
                assert response["Content-Type"] == "application/problem+json"
                assert json.loads(response.content)["status"] == 404

    def test_a_log_in_shows_no_more_than_none(self) -> None:
        before = answers(self.client, "sites/marlshire/export", "sites/marlshire/pages/?limit=100")
        editor = get_user_model().objects.create_superuser("admin", "admin@example.org", "swordfish-and-chips")
        self.client.force_login(editor)
        assert answers(self.client, "sites/marlshire/export", "sites/marlshire/pages/?limit=100") == before
        draft = self.hidden["draft"].key
        assert self.client.get(f"/api/v1/sites/marlshire/pages/{draft}").status_code == 404

    def test_what_is_published_and_taken_down_comes_and_goes(self) -> None:
        draft = self.hidden["draft"]
        address = f"/api/v1/sites/marlshire/pages/{draft.key}"
        Page.objects.get(pk=draft.pk).get_latest_revision().publish()
        drained()
        page = self.client.get(address).json()
        assert page["document"]["title"] == "Zebra draft"
        assert self.client.get(f"/api/v1/documents/{page['digest']}").status_code == 200
        Page.objects.get(pk=draft.pk).specific.unpublish()
        drained()
        assert self.client.get(address).status_code == 410
        assert self.client.get(f"/api/v1/documents/{page['digest']}").status_code == 410

    def test_an_organisation_that_took_everything_down_shows_nothing_of_it(self) -> None:
        assert Organisation.objects.count() == 2
        home = Organisation.objects.get(slug="colchester").root_page
        assert home is not None
        for page in Page.objects.descendant_of(home):
            page.specific.unpublish()
        drained()
        assert "Zebra" not in answers(self.client, "sites/colchester/export", "sites/colchester/pages/")
