"""Standard page: blocks and nothing else."""

from dataclasses import dataclass

from content_models.documents import Standard
from frontend.render.pages.base import Given, PageBase


@dataclass(frozen=True, slots=True)
class StandardPage(PageBase):
    """A page of blocks."""


def build(given: Given[Standard]) -> StandardPage:
    """Return the context of `pages/standard.html`."""
    return StandardPage(mast=given.mast(), body=given.body)
