"""Signs: what families noticed, and what else it could be."""

from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from backend.core.blocks import ActionBlock, Group, LineBlock, TextBlock
from backend.core.fields import WordsField
from backend.pages.models.base import EditorialPage, opening_panels, page_tabs
from backend.pages.models.fields import FormattedField, GroupField, ItemsField

STATEMENT = (
    "There is no checklist. Each of these signs usually has another explanation, and nobody is judged by one of them. "
    "You know the person: trust the feeling that something has changed, and talk it through with somebody."
)


class SignBlock(Group):
    """One sign."""

    title = LineBlock(
        label="Sign", help_text="What somebody might notice, such as “New friends they will not talk about”."
    )
    description = TextBlock(
        help_text="How it can look in daily life. Describe behaviour, never a group of people.", rows=2
    )
    otherwise = TextBlock(
        label="What else it could be",
        help_text="Compulsory, so that no sign accuses: the ordinary explanation.",
        rows=2,
    )

    class Meta:
        icon = "view"
        label = "Sign"
        label_format = "{title}"


class SignThemeBlock(Group):
    """Signs that belong together."""

    title = LineBlock(label="Theme", help_text="Such as “Being online”.")
    scope = LineBlock(required=False, label="Where it shows", help_text="Such as “Phones, games, chats”.")
    signs = blocks.ListBlock(SignBlock(), min_num=1, label="Signs")

    class Meta:
        icon = "view"
        label = "Theme"
        label_format = "{title}"


class SignsPage(EditorialPage):
    """A signs page."""

    page_description = "Signs to spot, grouped by theme, each with what else it could be."

    statement = WordsField(
        "there is no checklist",
        default=STATEMENT,
        help_text="Compulsory: say that there is no checklist. It stands above all signs. Use the wording offered, or yours.",
    )
    reassurance = FormattedField(blank=True, help_text="What to remember before reading on. Optional.")
    action = GroupField(ActionBlock(), required=False, verbose_name="button")
    themes = ItemsField(SignThemeBlock(), least=1, verbose_name="themes")

    parent_page_types = ["pages.HomePage", "pages.SectionPage", "pages.StrategyPage", "sharing.AdoptedPage"]
    subpage_types: list[str] = []

    content_panels = [
        *opening_panels(
            title="Such as “Signs that somebody may need support”.",
            summary="For whom this is, and that talking early helps. At most 320 characters.",
        ),
        MultiFieldPanel(
            [FieldPanel("statement"), FieldPanel("reassurance"), FieldPanel("action")],
            heading="Before the signs",
            help_text="Read first, so that nobody uses the page as a test of somebody.",
        ),
        FieldPanel("themes", heading="The signs", help_text="Group them by where they show."),
    ]
    edit_handler = page_tabs(content_panels)

    class Meta:
        verbose_name = "signs page"
