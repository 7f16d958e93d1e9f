"""The second line of defence: what an address names is looked at before its view runs."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import ResolverMatch
from django.views.generic import View
from wagtail.models import Page

from backend.core.admin_guard import AdminGuard, named_by, sent_with
from backend.media.models import CustomImage
from backend.organisations.models import Contact, Organisation, Role
from tests.backend.pages.factories import make_contact, make_image, make_organisation

pytestmark = pytest.mark.django_db

GUARD = AdminGuard(lambda request: HttpResponse())


@pytest.fixture
def ours() -> Organisation:
    return make_organisation("colchester")


@pytest.fixture
def theirs() -> Organisation:
    return make_organisation("essex-police")


def person(organisation: Organisation, role: Role = Role.ADMINISTRATOR) -> Any:
    user = get_user_model().objects.create(username=f"{organisation.slug}-{role}")
    user.groups.add(organisation.roles.get(role=role).group)
    return user


class ContactView(View):
    model = Contact


def guard(user: Any, route: str, view: Any = None, form: dict[str, Any] | None = None, **arguments: Any) -> None:
    request = RequestFactory().post("/", form) if form is not None else RequestFactory().get("/")
    request.user = user
    request.resolver_match = ResolverMatch(ContactView.as_view(), (), arguments, route=route)
    GUARD.process_view(request, view or ContactView.as_view(), (), arguments)


def test_a_record_of_ones_own_passes_and_one_of_another_organisation_is_not_found(
    ours: Organisation, theirs: Organisation
) -> None:
    user = person(ours)
    guard(user, "admin/contacts/<int:pk>/", pk=make_contact(ours).pk)
    with pytest.raises(Http404):
        guard(user, "admin/contacts/<int:pk>/", pk=make_contact(theirs).pk)
    guard(user, "admin/pages/<int:page_id>/", page_id=ours.site.root_page_id)
    with pytest.raises(Http404):
        guard(user, "admin/pages/<int:page_id>/", page_id=theirs.site.root_page_id)


def test_a_form_cannot_name_the_page_of_another_organisation_either(ours: Organisation, theirs: Organisation) -> None:
    user = person(ours)
    guard(user, "admin/copy/", form={"new_parent_page": ours.site.root_page_id})
    guard(user, "admin/copy/", form={"new_parent_page": "no number"})
    with pytest.raises(Http404):
        guard(user, "admin/copy/", form={"new_parent_page": theirs.site.root_page_id})


def test_the_public_api_is_never_looked_at(theirs: Organisation, ours: Organisation) -> None:
    user = person(ours)
    contact = make_contact(theirs)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        guard(user, "api/v1/contacts/<int:pk>/", pk=contact.pk)
    assert not queries.captured_queries


def test_superusers_pass_and_strangers_are_the_log_ins_business(theirs: Organisation) -> None:
    contact = make_contact(theirs)
    root = get_user_model().objects.create_superuser("root", password="not guessed")
    for user in (root, AnonymousUser()):
        guard(user, "admin/contacts/<int:pk>/", pk=contact.pk)


def test_one_record_costs_a_constant_number_of_queries(ours: Organisation) -> None:
    user = person(ours)
    contact = make_contact(ours)
    counts = []
    for number in (0, 20):
        for _ in range(number):
            make_contact(ours)
        with CaptureQueriesContext(connection) as queries:
            guard(user, "admin/contacts/<int:pk>/", pk=contact.pk)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 2


def test_models_are_read_from_the_view_and_from_the_address() -> None:
    of_view = list(named_by(ContactView.as_view(), {"pk": 3}))
    assert of_view == [(Contact, "3")]
    by_words = {"app_label": "media", "model_name": "customimage", "object_id": "4"}
    assert list(named_by(View.as_view(), by_words)) == [(CustomImage, "4")]
    assert list(named_by(View.as_view(), {"page_id": 5, "action_name": "approve"})) == [(Page, "5")]


def test_what_names_nothing_is_left_to_the_view() -> None:
    assert list(named_by(View.as_view(), {"pk": 3})) == []
    assert list(named_by(View.as_view(), {"app_label": "no", "model_name": "such", "pk": "3"})) == []
    assert list(named_by(ContactView.as_view(), {"pk": "new"})) == []
    assert list(sent_with(RequestFactory().get("/?new_parent_page=3"))) == []


def test_the_guard_stands_in_front_of_wagtails_own_views(ours: Organisation, theirs: Organisation) -> None:
    client = Client()
    client.force_login(person(ours, Role.EDITOR))
    image = make_image(theirs)
    for address in (f"/admin/images/{image.pk}/", f"/admin/pages/{theirs.site.root_page_id}/edit/"):
        assert client.get(address).status_code == 404
    assert client.get(f"/admin/images/{make_image(ours).pk}/").status_code == 200
