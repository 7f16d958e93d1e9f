"""The background task of sharing. Where it runs (at once, or in a worker) is the setting `TASKS`."""

from django.tasks import task

from backend.sharing.telling import send_letters


@task()
def send_waiting_letters() -> int:
    """Send the letters that wait; returns how many went."""
    return send_letters()
