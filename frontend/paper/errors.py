"""What can go wrong with paper, and the one place where it costs no more than one piece of it."""

from collections.abc import Iterator
from contextlib import contextmanager

from frontend.errors import FrontendError


class PaperFailed(FrontendError):
    """Something could not be put on paper; says what the library that did it said."""


@contextmanager
def failing_alone() -> Iterator[None]:
    """Turn whatever libraries stumble over into PaperFailed.

    They lay out what editors wrote and draw what somebody uploaded: that costs this leaflet or poster, and never the site with
    its telephone numbers.
    """
    try:
        yield
    except Exception as error:
        raise PaperFailed(f"{type(error).__name__}: {error}") from error
