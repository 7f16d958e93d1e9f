"""Addresses that sites need for lists of their own are refused where pages get theirs."""

from backend.pages.models.base import RESERVED_SLUGS
from frontend.plan.planning import OF_LANGUAGE, RESERVED


def test_the_editor_and_the_builder_keep_the_same_names() -> None:
    assert {name.strip("/") for name in (*RESERVED, *OF_LANGUAGE)} | {"404"} == RESERVED_SLUGS
