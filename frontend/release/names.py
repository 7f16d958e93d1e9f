"""Names in the output folder that the builder and the server both know."""

from typing import Final

OVERVIEW: Final = "_index"
"""The folder of the page that lists all sites; no site can have this name."""
