"""What can go wrong when content is compiled, recorded or read."""


class PublishingError(Exception):
    """Something about publishing failed; the message is one sentence for the person who can act."""


class StoreError(PublishingError):
    """The content store does not give what was asked for."""


class Unknown(StoreError):
    """There never was such a thing (HTTP 404)."""


class Withdrawn(StoreError):
    """It was public once and is not any more (HTTP 410)."""


class UnknownSite(Unknown):
    """No public site has this name."""


class UnknownPage(Unknown):
    """The site has no page with this id and never had one."""


class WithdrawnPage(Withdrawn):
    """The site had a page with this id and has taken it down."""


class UnknownDocument(Unknown):
    """No document has this digest."""


class WithdrawnDocument(Withdrawn):
    """The page of this document has been taken down."""


class UnknownOverlay(Unknown):
    """No overlay has this digest."""


class WithdrawnOverlay(Withdrawn):
    """The page of this overlay has been taken down, or is adopted no more."""


class UnknownMedia(Unknown):
    """No file has this digest."""


class WithdrawnMedia(Withdrawn):
    """Every page that showed this file has been taken down."""


class PageNotCompiled(PublishingError):
    """A page cannot become a document as it stands; its last good version stays public."""


class SiteNotCompiled(PublishingError):
    """An organisation's settings do not make a site as they stand; its last good manifest stays public."""
