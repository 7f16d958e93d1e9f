"""Holes in what sites share: places in finished HTML that are filled with what is one site's only.

A hole is written as no document can write it: text is escaped, and rich text has no such element.
"""

import re
from collections.abc import Mapping
from typing import Final

from markupsafe import Markup, escape

from frontend.render.formats import Moment
from frontend.render.safe import made_here

BODY: Final = made_here("<!body>")
STORY: Final = made_here("<!story>")
LEDE: Final = made_here("<!lede>")
ADDED: Final = made_here("<!added>")
MINUTES: Final = made_here("<!minutes>")
UPDATED: Final = Moment(made_here("<!updated-iso>"), made_here("<!updated>"))

_HOLE: Final = re.compile(r"<!(body|story|lede|added|minutes|updated|updated-iso)>")


def filled(html: str, values: Mapping[str, str]) -> Markup:
    """Return HTML with its holes filled, each by its name; text is escaped, and what fills a hole is not searched."""
    return made_here(_HOLE.sub(lambda hole: str(escape(values[hole[1]])), html))
