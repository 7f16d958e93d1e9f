"""What of a page is for an event that is still to come, and goes when it is over.

The HTML of a document is the same at any time, so that sites can share it; the frame around it knows the time.
"""

import re
from typing import Final

from markupsafe import Markup

from frontend.render.safe import made_here

_TO_COME: Final = re.compile(r"<!-- to come -->(.*?)<!-- /to come -->", re.DOTALL)
"""The marks of `pages/event.html`. In the words of a document they would be escaped."""


def at_this_time(html: Markup, *, over: bool) -> Markup:
    """Return an event's HTML without the marks, and when it is `over` without what stands between them."""
    return made_here(_TO_COME.sub("" if over else r"\1", str(html)))
