"""The Nu HTML Checker on generated files, when Java and the checker are there (`make test` fetches the checker)."""

import json
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.parts.availability import needed
from tools.nu_checker import jar

MEND = "Install Java and npm (on Debian: apt-get install default-jre-headless npm) and run `make test` with a network."

type Check = Callable[[Sequence[Path]], list[str]]


@pytest.fixture(scope="session")
def html_faults() -> Check:
    """A function that returns one line an error in the given HTML files, all checked by one Java process."""
    java = needed(shutil.which("java"), "Java", MEND)
    program = needed(jar(), "the Nu HTML Checker", MEND)

    def check(files: Sequence[Path]) -> list[str]:
        ended = subprocess.run(
            [java, "-Xss4m", "-jar", str(program), "--format", "json", "--stdout", "--exit-zero-always",
             "--errors-only", *map(str, files)],
            capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL, timeout=300,
        )  # fmt: skip
        return [_line(message) for message in json.loads(ended.stdout)["messages"]]

    return check


def _line(message: dict[str, object]) -> str:
    path = unquote(urlsplit(str(message.get("url", ""))).path)
    return f"{path}:{message.get('lastLine', '?')}: {message['message']} «{str(message.get('extract', '')).strip()}»"
