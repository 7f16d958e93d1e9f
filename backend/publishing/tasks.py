"""The background task of publishing. Where it runs (at once, or in a worker) is the setting `TASKS`."""

from django.tasks import task


@task()
def drain_intents() -> int:
    """Take up every intent that is due; returns how many were finished."""
    from backend.publishing.drain import drain

    return len(drain().finished)
