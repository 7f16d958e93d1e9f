"""Film: a page around one film."""

from collections.abc import Iterator

from wagtail.admin.panels import FieldPanel

from backend.core.blocks import Problem
from backend.core.fields import WordsField
from backend.pages.models.base import EditorialPage, chosen, opening_panels, page_tabs


class FilmPage(EditorialPage):
    """A film with its transcript."""

    page_description = "One film, with its captions, transcript and other versions."

    film = chosen(
        "media.Film",
        verbose_name="film",
        help_text="Poster, captions, transcript and described versions belong to the film itself: edit them there.",
    )
    content_warning = WordsField(
        "content warning", blank=True, help_text="What may upset somebody who watches. Optional."
    )

    parent_page_types = [
        "pages.HomePage",
        "pages.SectionPage",
        "pages.StrategyPage",
        "pages.CampaignPage",
        "sharing.AdoptedPage",
    ]
    subpage_types: list[str] = []

    content_panels = [
        *opening_panels(
            title="The title of the film.",
            summary="What it shows and for whom it is, without giving the ending away. At most 320 characters.",
        ),
        FieldPanel("film"),
        FieldPanel("content_warning"),
    ]
    edit_handler = page_tabs(content_panels)

    class Meta:
        verbose_name = "film"

    def problems(self) -> Iterator[Problem]:
        """Yield a sentence for a film that not everybody can follow."""
        for sentence in self.film.publication_problems() if self.film else ():
            yield "film", sentence
