"""Who may do what: every deed by every role, and the sentence for those who may not."""

import pytest
from django.contrib.auth import get_user_model

from backend.organisations.models import Organisation, Role
from backend.sharing.attention import Kind
from backend.sharing.powers import Deed, Power, Refused, may, may_offer, names_of, refusal, require
from backend.sharing.views.steps import STEPS, TAGS
from tests.backend.pages.factories import make_organisation, make_page
from tests.backend.sharing.worlds import make_user

pytestmark = pytest.mark.django_db

AUTHORS = {Deed.EDIT, Deed.SEE_USAGE}
EDITORS = AUTHORS | {Deed.DECIDE}
OWNERS = {Deed.OFFER, Deed.END}


@pytest.fixture
def council() -> Organisation:
    return make_organisation("colchester", name="Colchester Council", kind="council")


def deeds(role: Role, organisation: Organisation) -> set[Deed]:
    """Return what somebody in a role may do."""
    user = make_user(organisation, role)
    return {deed for deed in Deed if may(user, deed, organisation)}


def test_each_role_may_do_what_its_table_says(council: Organisation) -> None:
    assert deeds(Role.AUTHOR, council) == AUTHORS
    assert deeds(Role.EDITOR, council) == EDITORS
    assert deeds(Role.ADMINISTRATOR, council) == set(Deed) - OWNERS
    council.may_offer = True
    assert deeds(Role.EDITOR, council) == EDITORS
    assert deeds(Role.ADMINISTRATOR, council) == set(Deed)


def test_a_role_elsewhere_and_an_account_that_was_closed_count_for_nothing(council: Organisation) -> None:
    stranger = make_user(make_organisation("essex"), Role.ADMINISTRATOR)
    former = make_user(council, Role.ADMINISTRATOR)
    former.is_active = False
    assert not any(may(user, deed, council) for user in (stranger, former) for deed in Deed)


def test_a_refusal_says_who_can_by_name(council: Organisation) -> None:
    author = make_user(council, Role.AUTHOR)
    assert refusal(Deed.DETACH, council).endswith("Whoever runs this installation can make somebody one.")
    make_user(council, Role.ADMINISTRATOR)
    with pytest.raises(Refused) as refused:
        require(author, Deed.DETACH, council)
    assert str(refused.value) == (
        "Only an administrator of Colchester Council can make a shared page your own copy. Ask colchester-administrator."
    )
    make_user(council, Role.EDITOR)
    assert "an editor or administrator" in refusal(Deed.DECIDE, council)
    assert refusal(Deed.DECIDE, council).endswith("Ask colchester-administrator or colchester-editor.")
    assert "does not offer pages to others" in refusal(Deed.OFFER, council)


def test_only_a_few_names_are_told_and_none_of_people_who_left(council: Organisation) -> None:
    group = council.roles.get(role=Role.ADMINISTRATOR).group
    for name in "edcba":
        get_user_model().objects.create(username=name, is_active=name != "a").groups.add(group)
    assert names_of(Power.ARRANGE, council) == ["b", "c", "d"]


def test_a_home_page_and_a_page_of_nobodys_are_not_offered(council: Organisation) -> None:
    Organisation.objects.filter(pk=council.pk).update(may_offer=True)
    administrator = make_user(council, Role.ADMINISTRATOR)
    page = make_page("standard", council, title="Ours", slug="ours")
    assert may_offer(administrator, page)
    assert not may_offer(administrator, council.root_page)
    assert not may_offer(make_user(council, Role.EDITOR), page)
    assert not may_offer(administrator, page.get_root())


def test_everything_that_needs_attention_has_a_name_and_a_next_step() -> None:
    assert set(TAGS) == set(Kind)
    assert set(STEPS) == set(Kind)
