"""Where search stands on a site."""

from typing import Final

PAGE: Final = "search/"
"""The path of the page below the home of its language."""

INDEX: Final = "search/index/"
"""The path of the index below the home of its language."""
