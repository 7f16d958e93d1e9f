"""Read a folder of Markdown files into an organisation's pages.

`problems`, `front_matter`, `markdown` and `files` are pure; `convert` follows the fields' blocks; `apply` writes.
"""

from backend.pages.importing.apply import ImportReport, import_folder
from backend.pages.importing.problems import ImportFailed, Problem
from backend.pages.importing.references import Aliases

__all__ = ["Aliases", "ImportFailed", "ImportReport", "Problem", "import_folder"]
