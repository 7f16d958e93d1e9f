"""The organisations app in the admin."""

from typing import Any

from django.apps import apps
from wagtail import hooks
from wagtail.contrib.redirects.models import Redirect
from wagtail.snippets.models import register_snippet

from backend.core.page_chooser import only_explorable
from backend.organisations.admin_views import ContactViewSet, OrganisationViewSet
from backend.organisations.models import Contact, Organisation, RecordLogEntry
from backend.organisations.people_history import register_steps
from backend.organisations.people_views import PeopleMenuItem
from backend.organisations.summary import count_own_pages
from backend.organisations.switching import SwitchMenuItem

register_snippet(ContactViewSet)
register_snippet(OrganisationViewSet)
hooks.register("construct_page_chooser_queryset", only_explorable)
# Wagtail puts its own there by the same hook.
hooks.register("construct_homepage_summary_items", count_own_pages, order=100)


@hooks.register("register_log_actions")
def log_records_with_their_organisation(actions: Any) -> None:
    """Keep the history of records apart by organisation; partners belong to `pages`, so they are named by string."""
    for model in (Contact, Organisation, Redirect, apps.get_model("pages", "Partner")):
        actions.register_model(model, RecordLogEntry)


@hooks.register("register_admin_menu_item")
def organisation_menu_item() -> SwitchMenuItem:
    """Say in the menu for whom one is working."""
    return SwitchMenuItem()


@hooks.register("register_settings_menu_item")
def people_menu_item() -> PeopleMenuItem:
    """Lead administrators to the people of their organisation."""
    return PeopleMenuItem()


hooks.register("register_log_actions", register_steps)
