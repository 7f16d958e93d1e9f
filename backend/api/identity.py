"""What the API calls itself. `version` follows semantic versioning; the path's `v1` is its first number."""

from typing import Final

NAME: Final = "Waymark"
VERSION: Final = "1.2.0"
PREFIX: Final = "/api/v1/"
