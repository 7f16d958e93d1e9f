"""What all editorial page types share: the rules of publishing, the tabs of the editor, the public address."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, Panel, TabbedInterface, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, Site

from backend.core.blocks import Problem
from backend.core.blocks.faults import fault_sentences
from backend.core.forms import WithinReach
from backend.core.models import BasePage
from backend.pages.preview import DraftPreview

RESERVED_SLUGS = frozenset(
    {
        "a-z",
        "assets",
        "media",
        "404",
        "browse",
        "changes",
        "find-support",
        "find-your-local-team",
        "past-events",
        "postcodes",
        "search",
    }
)
"""Names at the root of every site that the builder makes itself."""


class EditorialPageForm(WithinReach, WagtailAdminPageForm):
    """The editor's form: it tells the page whether a draft is being saved, and refuses reserved addresses.

    Whether a change is safety-critical is asked anew for each publication, and only of pages that others use.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Leave out or untick what concerns one publication only."""
        super().__init__(*args, **kwargs)
        if "safety_critical" not in self.fields:
            return
        self.initial["safety_critical"] = False
        offers = apps.get_model("sharing", "Offer").objects
        if not self.instance.pk or not offers.covering(self.instance).exists():
            del self.fields["safety_critical"]
            self.instance.safety_critical = False

    def _post_clean(self) -> None:
        self.instance.is_unfinished = self.is_deferred_validation
        try:
            super()._post_clean()
        finally:
            self.instance.is_unfinished = False

    def clean(self) -> dict[str, Any]:
        """Return the cleaned data; a reserved slug becomes an error of that field."""
        cleaned: dict[str, Any] = super().clean()
        sentence = reserved_slug(cleaned.get("slug"), self.parent_page)
        if sentence and "slug" not in self.errors:
            self.add_error("slug", sentence)
        return cleaned


class PublicAddress(Page):
    """A page that has an address on its organisation's static site."""

    class Meta:
        abstract = True

    def can_move_to(self, parent: Page) -> bool:
        """Say whether this page may stand below `parent`: not where its address is reserved."""
        return bool(super().can_move_to(parent)) and not reserved_slug(self.slug, parent)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Return site, root address and path of the public page; other languages than the site's first have a prefix.

        Wagtail would ask Django's URL configuration, which has no public pages: the sites are static.
        """
        places = self._get_relevant_site_root_paths(request)
        if not places:
            return None
        place = places[0]
        path = self.url_path[len(place.root_path) :]
        languages = {
            other.language_code for other in self._get_site_root_paths(request) if other.site_id == place.site_id
        }
        abroad = len(languages) > 1 and place.language_code != _first_language(place.site_id)
        return place.site_id, place.root_url, f"/{place.language_code}/{path}" if abroad else f"/{path}"

    def get_url(self, request: HttpRequest | None = None, current_site: Site | None = None) -> str | None:
        """Return the whole public address: where the admin runs there is no site to be relative to."""
        address: str | None = self.get_full_url(request)
        return address

    url = property(get_url)


class EditorialPage(DraftPreview, PublicAddress, BasePage):
    """A page of one of the types of the contract.

    A subclass yields from `problems` what must be right before it is published. Drafts are spared it, so that an
    unfinished page can be saved; `save()` of a live page and the editor's Publish are not.
    """

    base_form_class = EditorialPageForm
    admin_default_ordering = "ord"
    is_unfinished = False

    class Meta:
        abstract = True

    def problems(self) -> Iterator[Problem]:
        """Yield the field and one sentence for everything that keeps this page from being published."""
        yield from ()

    def clean_fields(self, exclude: Any = None) -> None:
        """Validate every field, the blocks of StreamFields included, which Django leaves to forms."""
        errors: dict[str, Any] = {}
        try:
            super().clean_fields(exclude=exclude)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        skipped = {*(exclude or ()), *errors}
        for field in self._meta.get_fields():
            if isinstance(field, StreamField) and field.name not in skipped:
                block = field.stream_block
                try:
                    (block.clean_deferred if self.is_unfinished else block.clean)(getattr(self, field.name))
                except ValidationError as error:
                    errors[field.name] = fault_sentences(error)
        if errors:
            raise ValidationError(errors)

    def clean(self) -> None:
        """Reject a reserved address always, and what is wrong between fields unless a draft is being saved."""
        super().clean()
        if sentence := reserved_slug(self.slug, self.get_parent()):
            raise ValidationError({"slug": sentence})
        if not self.is_unfinished and (problems := dict(self.problems())):
            raise ValidationError(problems)


def reserved_slug(slug: str | None, parent: Page | None) -> str | None:
    """Return why `slug` cannot stand below `parent`, or None when it can."""
    if not slug or parent is None or not parent.is_site_root():
        return None
    if slug in RESERVED_SLUGS:
        return f"“/{slug}/” is made by the site itself. Choose another last part of the address."
    if slug in dict(settings.WAGTAIL_CONTENT_LANGUAGES):
        return f"“/{slug}/” is kept for pages in another language. Choose another last part of the address."
    return None


def page_tabs(
    content: list[Panel], *, private: list[Panel] | None = None, body_is_all: bool = False
) -> TabbedInterface:
    """Return the editor of a page type: what it says, then what is said about it, then what is never published.

    With `body_is_all` the page consists of its body, as a standard page does; otherwise that is for what is left over.
    """
    more = MultiFieldPanel(
        BasePage.body_panels,
        heading="Text" if body_is_all else "More content",
        help_text="What the page says: add text, headings, contacts, pictures and more with the plus sign."
        if body_is_all
        else "Optional. Anything that has no place above: it follows the parts above on the page.",
    )
    tabs = [
        ObjectList([*content, more], heading="Content"),
        ObjectList(BasePage.about_panels, heading="About this page"),
        ObjectList(
            [
                FieldPanel(
                    "slug", help_text="The last part of the address. When it changes, the old address redirects."
                ),
                FieldPanel("index_terms"),
            ],
            heading="Address and A–Z",
        ),
        ObjectList(Page.settings_panels, heading="Settings"),
    ]
    if private:
        tabs.insert(1, ObjectList(private, heading="Consent (private)"))
    return TabbedInterface(tabs, base_form_class=EditorialPageForm)


def opening_panels(*, title: str, summary: str) -> list[Panel]:
    """Return the panels of title and summary with help for the type of page."""
    return [TitleFieldPanel("title", help_text=title), FieldPanel("summary", help_text=summary)]


def _first_language(site_id: int) -> str:
    """Return the language of the site's own root page."""
    return Site.objects.values_list("root_page__locale__language_code", flat=True).get(pk=site_id)


def chosen(model: str, **options: Any) -> models.ForeignKey[Any, Any]:
    """Return a reference to something of another app that cannot be deleted while a page uses it."""
    return models.ForeignKey(model, null=True, on_delete=models.PROTECT, related_name="+", **options)
