"""Partners in the admin."""

from typing import ClassVar

from wagtail.admin.panels import FieldPanel, ObjectList

from backend.core.scoped_views import ScopedSnippetViewSet
from backend.organisations.record_forms import OrganisationRecordForm
from backend.pages.models import Partner


class PartnerViewSet(ScopedSnippetViewSet):
    """The register of partners."""

    model = Partner
    icon = "group"
    menu_label = "Partners"
    menu_name = "partners"
    menu_order = 325
    list_display: ClassVar = ["name", "url", "organisation"]

    edit_handler = ObjectList(
        [FieldPanel("organisation"), FieldPanel("name"), FieldPanel("url"), FieldPanel("logo"), FieldPanel("shared")],
        base_form_class=OrganisationRecordForm,
    )
