"""The adopted page: where a page of the library stands in an organisation's own tree, and what is added to it there."""

from typing import Any, ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.models import Page

from backend.core.blocks import LinkBlock
from backend.core.fields import StreamField
from backend.pages.models.base import PublicAddress
from backend.pages.preview import DraftPreview
from backend.sharing.editor.form import AdoptedPageForm
from backend.sharing.going_live import GoesLiveIfItMay
from backend.sharing.overlay_blocks import overlay_blocks
from backend.sharing.powers import AdoptedPagePermissions

PARENTS = ["pages.HomePage", "pages.SectionPage", "pages.StrategyPage", "pages.CampaignPage", "sharing.AdoptedPage"]
CHILDREN = [
    "sharing.AdoptedPage",
    "pages.SectionPage",
    "pages.StrategyPage",
    "pages.SignsPage",
    "pages.GuidePage",
    "pages.CaseStudyPage",
    "pages.SignpostPage",
    "pages.FilmPage",
    "pages.EventPage",
    "pages.CampaignPage",
    "pages.ToolkitPage",
    "pages.NewsPage",
    "pages.StandardPage",
]


class AdoptedPage(GoesLiveIfItMay, DraftPreview, PublicAddress):
    """A page of another organisation, shown in one's own tree with local parts.

    It holds only what is local: the address, and the overlay. What it shows and in which version is its `adoption`'s.
    """

    overlay = StreamField(overlay_blocks(), blank=True, verbose_name="local parts")
    own_summary = models.TextField(
        "your own summary",
        max_length=320,
        blank=True,
        help_text="Shown under the title instead of the owner's, on cards and in search results. Empty: the owner's.",
    )
    related = StreamField([("link", LinkBlock())], blank=True, verbose_name="your own related links")

    base_form_class = AdoptedPageForm
    shows_others: ClassVar[bool] = True
    is_creatable = False
    parent_page_types = PARENTS
    subpage_types = CHILDREN
    is_unfinished = False

    content_panels: ClassVar[list[Any]] = [
        FieldPanel(
            "overlay",
            heading="The page and your local parts",
            help_text="The words of the page stay its owner's. What you add stands on your site only.",
        ),
        MultiFieldPanel([FieldPanel("own_summary")], heading="Your own summary (optional)"),
        FieldPanel("related", heading="Your own related links (optional)"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading="Content"),
            ObjectList([FieldPanel("slug")], heading="Address"),
            ObjectList(Page.settings_panels, heading="Settings"),
        ],
        base_form_class=AdoptedPageForm,
    )

    class Meta:
        verbose_name = "shared page"

    def permissions_for_user(self, user: Any) -> AdoptedPagePermissions:
        """Return what `user` may do with this page: every author of its organisation writes its local parts."""
        return AdoptedPagePermissions(user, self)
