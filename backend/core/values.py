"""Closed sets of values that several models offer, with the words that editors see. The names are the contract's."""

from django.db import models


class Nation(models.TextChoices):
    """A nation of the United Kingdom."""

    ENGLAND = "england", "England"
    WALES = "wales", "Wales"
    SCOTLAND = "scotland", "Scotland"
    NORTHERN_IRELAND = "northern_ireland", "Northern Ireland"


class Weekday(models.TextChoices):
    """A day of the week, Monday first (ISO 8601)."""

    MONDAY = "monday", "Monday"
    TUESDAY = "tuesday", "Tuesday"
    WEDNESDAY = "wednesday", "Wednesday"
    THURSDAY = "thursday", "Thursday"
    FRIDAY = "friday", "Friday"
    SATURDAY = "saturday", "Saturday"
    SUNDAY = "sunday", "Sunday"
