"""What sharing refuses to do, told to the person who asked for it."""


class SharingRefused(Exception):
    """It cannot be done. The message is one sentence: what, why, and how to go on."""
