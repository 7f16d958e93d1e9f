"""Small regular work of any app: `run_publishing` says when there is time for it."""

from django.dispatch import Signal

housekeeping = Signal()
"""Sent every quarter of an hour or so. What listens must be quick, and safe to repeat."""
