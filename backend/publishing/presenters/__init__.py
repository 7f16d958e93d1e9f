"""Presenters: pages become documents. One module a page type; the field names are the same on both sides."""

from backend.publishing.presenters.registry import PRESENTERS, code_version, present

__all__ = ["PRESENTERS", "code_version", "present"]
