"""Every address of sharing, tried by those who may not: strangers find nothing, colleagues are told who can."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

from backend.organisations.models import Organisation, Role
from backend.sharing import urls
from backend.sharing.models import AdoptedPage, Adoption, Offer, SharingRecord
from backend.sharing.powers import Deed, refusal
from tests.backend.pages.factories import make_organisation, make_page
from tests.backend.publishing.sites import drained
from tests.backend.sharing.worlds import Shared, make_shared, make_user

pytestmark = pytest.mark.django_db

AUTHOR, EDITOR, ADMINISTRATOR = Role.AUTHOR, Role.EDITOR, Role.ADMINISTRATOR


@dataclass(frozen=True)
class Address:
    """One address: what it is about, the lowest role that may read it, the lowest that may send to it, and what is sent."""

    about: str
    read: Role = AUTHOR
    send: Role | None = None
    sent: dict[str, str] = field(default_factory=dict)


ADDRESSES = {
    "library": Address("everybody"),
    "shared_content": Address("everybody"),
    "usage": Address("everybody"),
    "usage_csv": Address("everybody"),
    "records": Address("everybody"),
    "offered": Address("library", AUTHOR, ADMINISTRATOR, {"slug": "a", "mode": "follow"}),
    "look": Address("library"),
    "compare": Address("adoption", AUTHOR, EDITOR, {"decision": "accept", "digest": "0"}),
    "seen": Address("adoption", EDITOR, EDITOR),
    "manage": Address("adoption"),
    "mode": Address("adoption", ADMINISTRATOR, ADMINISTRATOR, {"mode": "review"}),
    "switch": Address("adoption", ADMINISTRATOR, ADMINISTRATOR),
    "take_in": Address("adoption", ADMINISTRATOR, ADMINISTRATOR),
    "detach": Address("adoption", ADMINISTRATOR, ADMINISTRATOR),
    "leave": Address("adoption", ADMINISTRATOR, ADMINISTRATOR),
    "offer": Address("page", ADMINISTRATOR, ADMINISTRATOR, {"everybody": "True"}),
    "withdraw": Address("offer", ADMINISTRATOR, ADMINISTRATOR, {"ends_on": "2090-01-01", "reason": "x"}),
    "recall": Address("offer", ADMINISTRATOR, ADMINISTRATOR, {"reason": "x"}),
    "restore": Address("offer", ADMINISTRATOR, ADMINISTRATOR),
}
"""All of them; a view that is added later has to be added here."""


@pytest.fixture
def shared() -> Shared:
    """Return a page that a national body offers to councils, and a council uses."""
    made = make_shared(body=[{"type": "rich_text", "id": "one", "value": "<p>Listen first.</p>"}], published=True)
    Offer.objects.filter(pk=made.offer.pk).update(everybody=False, kinds=["council"], locked_blocks=[])
    Organisation.objects.filter(pk=made.owner.pk).update(may_offer=True)
    return made


@pytest.fixture
def stranger(shared: Shared) -> Organisation:
    """Return a force, which may offer pages of its own and to which this one is not offered."""
    other = make_organisation("other-force", name="Other Police", kind="force")
    Organisation.objects.filter(pk=other.pk).update(may_offer=True)
    return other


def addresses_of(patterns: Any) -> Iterator[str]:
    """Yield the names of all addresses of the app."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses_of(pattern.url_patterns)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield pattern.name


def where(name: str, shared: Shared) -> str:
    """Return the address of a screen about what is shared."""
    numbers = {
        "everybody": [],
        "library": [shared.offer.pk],
        "offer": [shared.offer.pk],
        "adoption": [shared.adoption.pk],
        "page": [shared.source.pk],
    }[ADDRESSES[name].about]
    return reverse(f"sharing:{name}", args=[*numbers, shared.adopter.slug] if name == "look" else numbers)


def owners_of(name: str, shared: Shared) -> Organisation:
    """Return whose business a screen is."""
    return shared.owner if ADDRESSES[name].about in {"offer", "page"} else shared.adopter


def everything() -> list[Any]:
    """Return all that an attack could change."""
    tables: list[Any] = [Adoption, Offer, SharingRecord, AdoptedPage]
    return [list(table.objects.order_by("pk").values()) for table in tables]


def client_of(organisation: Organisation, role: Role) -> Client:
    client = Client()
    client.force_login(make_user(organisation, role))
    return client


def below(role: Role) -> list[Role]:
    """Return the roles that may less."""
    order = [AUTHOR, EDITOR, ADMINISTRATOR]
    return order[: order.index(role)]


def test_every_address_is_attacked() -> None:
    assert sorted(addresses_of(urls.urlpatterns)) == sorted(ADDRESSES)


def test_strangers_of_every_role_find_nothing_and_change_nothing(shared: Shared, stranger: Organisation) -> None:
    before = everything()
    for role in Role:
        client = client_of(stranger, role)
        for name, address in ADDRESSES.items():
            if address.about == "everybody":
                continue
            for answer in (client.get(where(name, shared)), client.post(where(name, shared), address.sent)):
                html = answer.content.decode()
                assert answer.status_code == 404, (name, role)
                assert shared.source.title not in html
                assert shared.adopter.name not in html
    assert everything() == before


def test_the_other_side_of_what_is_shared_has_no_way_in_either(shared: Shared) -> None:
    before = everything()
    sides = {"adoption": shared.owner, "offer": shared.adopter, "page": shared.adopter, "library": shared.owner}
    for name, address in ADDRESSES.items():
        if address.about in sides:
            client = client_of(sides[address.about], ADMINISTRATOR)
            assert client.get(where(name, shared)).status_code == 404, name
            assert client.post(where(name, shared), address.sent).status_code == 404, name
    assert everything() == before


def test_colleagues_with_too_little_power_are_told_who_can(shared: Shared) -> None:
    before = everything()
    for organisation in (shared.owner, shared.adopter):
        make_user(organisation, ADMINISTRATOR)
    for name, address in ADDRESSES.items():
        owner = owners_of(name, shared)
        for role in below(address.read):
            answer = client_of(owner, role).get(where(name, shared))
            assert answer.status_code == 403, (name, role)
            assert f"Ask {owner.slug}-" in answer.content.decode()
        for role in below(address.send or AUTHOR):
            answer = client_of(owner, role).post(where(name, shared), address.sent)
            assert answer.status_code == 403, (name, role)
            assert f"administrator of {owner.name} can " in answer.content.decode()
    assert everything() == before


def test_each_screen_opens_for_those_who_may(shared: Shared) -> None:
    drained()
    before = everything()
    for name, address in ADDRESSES.items():
        client = client_of(owners_of(name, shared), address.read)
        assert client.get(where(name, shared)).status_code == {"look": 302, "seen": 405}.get(name, 200), name
    assert everything() == before


def test_whoever_has_not_signed_in_is_asked_to(shared: Shared) -> None:
    for name, address in ADDRESSES.items():
        for answer in (Client().get(where(name, shared)), Client().post(where(name, shared), address.sent)):
            assert (answer.status_code, "/admin/login/" in answer["Location"]) == (302, True), name


def test_lists_show_nothing_of_what_two_others_share(shared: Shared, stranger: Organisation) -> None:
    for role in Role:
        client = client_of(stranger, role)
        for name in ("library", "shared_content", "usage", "usage_csv", "records"):
            html = client.get(where(name, shared), {"q": "Colchester"}).content.decode()
            assert shared.source.title not in html, name
            assert shared.adopter.name not in html, name
        assert shared.source.title not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_an_organisation_that_may_not_offer_is_told_who_can_allow_it(shared: Shared) -> None:
    page = make_page("standard", shared.adopter, title="Ours", slug="ours")
    answer = client_of(shared.adopter, ADMINISTRATOR).get(reverse("sharing:offer", args=[page.pk]))
    assert answer.status_code == 403
    assert "Whoever runs this installation can allow it." in answer.content.decode()


def test_neither_a_home_page_nor_somebody_elses_words_are_offered(shared: Shared) -> None:
    Organisation.objects.filter(pk=shared.adopter.pk).update(may_offer=True)
    client = client_of(shared.adopter, ADMINISTRATOR)
    for page in (shared.adoption.page_id, shared.adopter.root_page.pk):
        assert client.get(reverse("sharing:offer", args=[page])).status_code == 404


def test_a_page_below_the_offered_one_is_looked_at_only_where_the_section_is_offered(shared: Shared) -> None:
    own = make_page("standard", shared.owner, title="Not offered", slug="not-offered")
    client = client_of(shared.adopter, AUTHOR)
    for page in (str(own.pk), str(shared.owner.root_page.pk), "x", "9" * 30):
        assert client.get(where("look", shared), {"page": page}).status_code == 404


def test_people_of_a_role_in_one_organisation_have_none_of_its_power_in_another(
    shared: Shared, stranger: Organisation
) -> None:
    person = make_user(stranger, ADMINISTRATOR)
    person.groups.add(shared.adopter.roles.get(role=AUTHOR).group)
    client = Client()
    client.force_login(person)
    for name in ("mode", "detach", "leave"):
        assert client.post(where(name, shared), ADDRESSES[name].sent).status_code == 403
    assert client.get(where("manage", shared)).status_code == 200


def test_names_of_people_are_told_to_their_colleagues_only(shared: Shared) -> None:
    make_user(shared.owner, ADMINISTRATOR)
    sentence = refusal(Deed.ADOPT, shared.adopter)
    assert shared.owner.slug not in sentence
    assert sentence.endswith("Whoever runs this installation can make somebody one.")


def test_wagtails_own_screens_keep_to_the_same_powers(shared: Shared) -> None:
    page = shared.adoption.page_id
    edit, delete = (reverse(f"wagtailadmin_pages:{name}", args=[page]) for name in ("edit", "delete"))
    for role in Role:
        assert client_of(shared.adopter, role).get(edit).status_code == 200
    for role in (AUTHOR, EDITOR):
        client_of(shared.adopter, role).post(delete)
    assert AdoptedPage.objects.filter(pk=page).exists()
    client_of(shared.adopter, ADMINISTRATOR).post(delete)
    assert not AdoptedPage.objects.filter(pk=page).exists()


def test_an_author_of_another_organisation_edits_no_local_parts(shared: Shared, stranger: Organisation) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[shared.adoption.page_id])
    for organisation in (stranger, shared.owner):
        answer = client_of(organisation, AUTHOR).get(edit)
        assert (answer.status_code, shared.source.title in answer.content.decode()) == (404, False)
