"""A national body and two neighbours with public sites, and what people of theirs do; made once for all tests of a file."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from wagtail.models import Page

from backend.organisations.models import Organisation, Role
from backend.publishing.models import CompiledPage
from backend.sharing.adopting import adopt
from backend.sharing.models import AdoptedPage, Adoption, Mode, Offer, SharingRecord
from backend.sharing.offering import offer
from content_models import Entry
from tests.backend.publishing.adoptions import make_source
from tests.backend.publishing.sites import drained, make_site, manifest


@dataclass
class Neighbours:
    """`national` offers `source`; `essex` and `colchester` have nothing of it yet."""

    national: Organisation
    essex: Organisation
    colchester: Organisation
    source: Any
    offer: Offer

    def anew(self) -> "Neighbours":
        """Return everything as it is in the database now."""
        national, essex, colchester = (
            Organisation.objects.get(pk=one.pk) for one in (self.national, self.essex, self.colchester)
        )
        source = type(self.source).objects.get(pk=self.source.pk)
        return Neighbours(national, essex, colchester, source, Offer.objects.get(pk=self.offer.pk))


def make_neighbours() -> Neighbours:
    """Make the three sites and the offer."""
    national = make_site("national", kind="national", may_offer=True)
    essex, colchester = make_site("essex"), make_site("colchester", kind="council")
    source = make_source(national)
    made = offer(source, actor=None)
    drained()
    return Neighbours(national, essex, colchester, source, made)


def use(offered: Offer, organisation: Organisation, mode: Mode = Mode.FOLLOW, **choices: Any) -> Adoption:
    """Adopt a page below the home page, and let it reach the site."""
    home = organisation.root_page
    assert home is not None
    chosen: Any = {"parent": home, "slug": "help", "actor": None, "publish": True} | choices
    found = adopt(offered, mode=mode, **chosen)
    drained()
    return found


def home(organisation: Organisation) -> Page:
    """Return the home page of a site as it is in the database now."""
    assert organisation.site is not None
    return Page.objects.get(pk=organisation.site.root_page_id)


def person(organisation: Organisation, role: Role = Role.EDITOR) -> Any:
    """Return somebody with a role in an organisation, with an email address."""
    name = f"{organisation.slug}-{role}"
    user, _ = get_user_model().objects.get_or_create(
        username=name, defaults={"email": f"{name}@example.org", "first_name": "Sam", "last_name": organisation.name}
    )
    user.groups.add(organisation.roles.get(role=role).group)
    return user


def version(page: Any) -> str:
    """Return the digest of the document that a page has or shows."""
    return str(CompiledPage.objects.get(page_id=page.pk).document_id)


def shown(organisation: Organisation, path: str = "/help/") -> Entry | None:
    """Return what stands at a path of a site, if anything does."""
    return next((entry for entry in manifest(organisation).entries if entry.path == path), None)


def anew(adoption: Adoption) -> Adoption:
    """Return an adoption as it is in the database now."""
    return Adoption.objects.get(pk=adoption.pk)


def adopted_page(adoption: Adoption) -> AdoptedPage:
    """Return the page that stands for an adoption, as it is published."""
    return AdoptedPage.objects.get(pk=adoption.page_id)


def own_page(adoption: Adoption) -> Any:
    """Return the page of an adoption as what it is now."""
    return Page.objects.get(pk=Adoption.objects.get(pk=adoption.pk).page_id).specific


def told(**about: Any) -> list[tuple[str, str]]:
    """Return the letters that wait, by organisation and text."""
    from backend.sharing.models import Letter

    return list(Letter.objects.filter(**about).order_by("pk").values_list("organisation__slug", "text"))


def actions(**about: Any) -> list[str]:
    """Return what the audit trail says was done, oldest first."""
    return list(SharingRecord.objects.filter(**about).order_by("pk").values_list("action", flat=True))
