"""Why an answer of a visitor is not taken. None of these tells of anything that the visitor wrote."""


class FeedbackRefused(Exception):
    """An answer is not taken; the message says why."""


class UnknownVersion(FeedbackRefused):
    """The site does not show this version of a page, and did not show it lately."""


class TooManyAnswers(FeedbackRefused):
    """More answers have come than people give; `seconds` says when to try again."""

    def __init__(self, message: str, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds
