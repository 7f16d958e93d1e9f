"""Organisations and their contacts in the admin."""

from typing import Any, ClassVar

from django import forms
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

from backend.core.scoped_views import ScopedSnippetViewSet
from backend.organisations.models import Contact, Organisation
from backend.organisations.organisation_form import OrganisationForm
from backend.organisations.record_forms import OrganisationRecordForm


class ColourInput(forms.TextInput):
    """The browser's own colour picker."""

    input_type = "color"


def colour_panels(*names: str) -> Any:
    """Return panels for colours, side by side."""
    return FieldRowPanel([FieldPanel(name, widget=ColourInput) for name in names])


class ContactViewSet(ScopedSnippetViewSet):
    """The contact registry."""

    model = Contact
    icon = "mail"
    menu_label = "Contacts"
    menu_name = "contacts"
    menu_order = 320
    list_display: ClassVar = ["label", "phone", "kind", "organisation"]
    list_filter: ClassVar = ["kind"]

    edit_handler = ObjectList(
        [
            FieldPanel("organisation"),
            MultiFieldPanel(
                [FieldPanel("label"), FieldPanel("need"), FieldPanel("kind"), FieldPanel("shared")],
                heading="What it is",
            ),
            MultiFieldPanel(
                [
                    FieldPanel("phone"),
                    FieldPanel("text_relay"),
                    FieldPanel("sign_language_url"),
                    FieldPanel("email"),
                    FieldPanel("url"),
                    FieldPanel("url_text"),
                    FieldPanel("page"),
                    FieldPanel("address_lines"),
                    FieldPanel("postcode"),
                ],
                heading="How to reach it",
                help_text="At least one of telephone, email, website, page or postal address.",
            ),
            MultiFieldPanel(
                [FieldPanel("hours_always"), FieldPanel("hours_times"), FieldPanel("hours_note")], heading="When"
            ),
            MultiFieldPanel(
                [FieldPanel("confidentiality"), FieldPanel("cost"), FieldPanel("note")], heading="Good to know"
            ),
            FieldPanel("translations"),
        ],
        base_form_class=OrganisationRecordForm,
    )


class OrganisationViewSet(ScopedSnippetViewSet):
    """Organisations and the settings of their sites."""

    model = Organisation
    icon = "site"
    menu_label = "Organisation"
    menu_name = "organisation"
    menu_order = 330
    list_display: ClassVar = ["name", "kind", "public_address"]

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("name"),
                    FieldPanel("slug"),
                    FieldPanel("kind"),
                    FieldPanel("strapline"),
                    FieldPanel("public_address"),
                    FieldPanel("nations"),
                    FieldPanel("areas_covered"),
                    FieldPanel("main_language"),
                    FieldPanel("other_languages"),
                    FieldPanel("demonstration"),
                    FieldPanel("translations"),
                    # No role has this permission, so only superusers see the field.
                    FieldPanel("may_offer", permission="organisations.grant_library"),
                ],
                heading="Organisation",
            ),
            ObjectList(
                [
                    HelpPanel(
                        "<p>These contacts stand on every page of your site, most urgent first, as what each is for says; of two "
                        "for the same, the upper one stands first. Without an emergency contact, 999 stands there. "
                        "Change their numbers and hours under Contacts.</p>"
                    ),
                    FieldPanel("help_introduction"),
                    InlinePanel(
                        "help_contacts", heading="Whom to tell", label="Contact", panels=[FieldPanel("contact")]
                    ),
                    FieldPanel("feedback_url"),
                ],
                heading="Help",
            ),
            ObjectList(
                [
                    MultiFieldPanel([FieldPanel("exit_url"), FieldPanel("exit_off")], heading="Exit this page"),
                    MultiFieldPanel(
                        [
                            FieldPanel("neutral_titles"),
                            FieldPanel("neutral_title"),
                            FieldPanel("neutral_description"),
                        ],
                        heading="What tabs and shared links show",
                    ),
                    MultiFieldPanel(
                        [FieldPanel("security_contact"), FieldPanel("security_policy")], heading="Security problems"
                    ),
                ],
                heading="Safety",
            ),
            ObjectList(
                [
                    FieldPanel("header_links"),
                    FieldPanel("footer_groups"),
                    FieldPanel("footer_contact"),
                    FieldPanel(
                        "contact_note",
                        help_text="E.g. “We answer within five working days”. In other languages: under Organisation.",
                    ),
                ],
                heading="Header and footer",
            ),
            ObjectList(
                [
                    HelpPanel("<p>Colours that could not be read beside each other are refused when you save.</p>"),
                    FieldPanel("logo"),
                    FieldPanel("favicon"),
                    MultiFieldPanel(
                        [
                            colour_panels("brand", "on_brand", "brand_text"),
                            colour_panels("accent", "on_accent", "wash"),
                        ],
                        heading="Colours",
                    ),
                    MultiFieldPanel(
                        [colour_panels("dark_brand", "dark_brand_text", "dark_wash")],
                        heading="Colours for people who prefer dark pages",
                    ),
                ],
                heading="Look",
            ),
            ObjectList([FieldPanel("licence_name"), FieldPanel("licence_url")], heading="Licence"),
        ],
        base_form_class=OrganisationForm,
    )
