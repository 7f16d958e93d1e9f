"""What the contract takes: the most characters of a value, and the forms of addresses, names and codes."""

import re
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.utils.deconstruct import deconstructible

LINE: Final = 255
TEXT: Final = 4000
WEB_ADDRESS: Final = 2000
ALTERNATIVE_TEXT: Final = 255

SLUG: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"
GSS_CODE: Final = r"^[EWSNK][0-9]{8}$"
"""An ONS geography code (GSS), e.g. E07000071 for Colchester."""


@deconstructible
class WebAddressValidator(URLValidator):
    """Accepts what the contract takes as a web address, and says one sentence about anything else."""

    schemes = ["http", "https"]
    message = "Give the full web address, starting with https:// and without spaces or quotes."
    allowed = re.compile(r"https?://[^\s\"'<>]+")

    def __call__(self, value: Any) -> None:
        """Raise ValidationError unless `value` is an address that everybody's software reads alike."""
        super().__call__(value)
        if not self.allowed.fullmatch(value):
            raise ValidationError(self.message, code=self.code, params={"value": value})


web_address = WebAddressValidator()
one_line = RegexValidator(r"[\r\n]", "Write this on one line.", inverse_match=True)
slug_words = RegexValidator(SLUG, "Use lower-case letters, digits and single hyphens, such as local-support.")
gss_code = RegexValidator(GSS_CODE, "An ONS code is a letter and eight digits, e.g. E07000071.")
