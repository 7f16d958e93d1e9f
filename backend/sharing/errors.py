"""What sharing refuses, each in one sentence for the person who asked for it."""


class SharingRefused(Exception):
    """Something cannot be done as things are; the message says what, and how to mend it."""
