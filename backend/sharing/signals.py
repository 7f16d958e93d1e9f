"""What the publishing task tells sharing, which stands below it and cannot be asked by name what there is to do.

Receivers run in the task, in no transaction of its own, and possibly twice: a task that died is run again. What they raise
keeps the intent undone, so that it is tried again.
"""

from django.dispatch import Signal

sources_compiled = Signal()
"""Pages were compiled: `pages` are their primary keys. Sent before followers move, so reviewers whose `accepted_digest` is set
to the new version here (a safety-critical change) move with them, whatever their number."""

section_changed = Signal()
"""The section that `adoption` (the root of an adopted section, in step) stands for has a page that the adopter lacks, or
another order."""
