#!/usr/bin/env python
"""Django's commands for this project: `python backend/manage.py <command>`."""

import os
import sys
from pathlib import Path


def main() -> None:
    """Run one command with the development settings unless the environment names others."""
    # Started as a file, Python looks for packages in this folder; ours are named from the one above.
    here = Path(__file__).resolve().parent
    sys.path[:] = [str(here.parent), *(entry for entry in sys.path if Path(entry or ".").resolve() != here)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.settings.development")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
