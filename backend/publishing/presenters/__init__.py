"""Presenters: pages become documents. One module a page type; the field names are the same on both sides."""

from backend.publishing.presenters.registry import PRESENTERS, Shared, code_version, present

__all__ = ["PRESENTERS", "Shared", "code_version", "present"]
