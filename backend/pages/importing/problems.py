"""What can be wrong with a folder of content, each with its file and line.

ImportFailed
"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend: in which file (relative to the folder), on which line (from 1), and what to do."""

    file: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class ImportFailed(Exception):
    """The folder holds problems; nothing was changed."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__(f"{len(self.problems)} problem{'s' if len(self.problems) != 1 else ''}; nothing was changed")


type Keys = tuple[str | int, ...]
"""The way to a value in front matter, e.g. `("steps", 0, "title")`."""
