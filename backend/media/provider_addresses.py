"""Addresses of films at providers, read by their pattern; nothing is fetched."""

import re

PATTERNS = (
    (
        "youtube",
        re.compile(r"^https?://(?:www\.|m\.)?youtube\.com/watch\?(?:[^#]*&)?v=([A-Za-z0-9_-]{11})(?:[&#].*)?$"),
    ),
    ("youtube", re.compile(r"^https?://youtu\.be/([A-Za-z0-9_-]{11})(?:[?#].*)?$")),
    (
        "youtube",
        re.compile(
            r"^https?://(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:embed|shorts|live|v)/([A-Za-z0-9_-]{11})(?:[/?#].*)?$"
        ),
    ),
    (
        "vimeo",
        re.compile(
            r"^https?://(?:www\.)?vimeo\.com/(?:channels/[\w-]+/|groups/[\w-]+/videos/)?(\d{5,12})(?:[/?#].*)?$"
        ),
    ),
    ("vimeo", re.compile(r"^https?://player\.vimeo\.com/video/(\d{5,12})(?:[/?#].*)?$")),
)


def parse_film_address(address: str) -> tuple[str, str] | None:
    """Return provider and id that `address` names, or None when it is no address of a film at YouTube or Vimeo."""
    address = address.strip()
    return next(
        ((provider, found[1]) for provider, pattern in PATTERNS if (found := pattern.match(address))),
        None,
    )


def film_address(provider: str, video_id: str) -> str:
    """Return the address by which people know a film at a provider; empty when there is none."""
    if not (provider and video_id):
        return ""
    return f"https://www.youtube.com/watch?v={video_id}" if provider == "youtube" else f"https://vimeo.com/{video_id}"
