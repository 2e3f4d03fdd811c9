"""Words that will be shown to people, written where no translation engine is at hand."""


def N_(message: str) -> str:  # noqa: N802 - the name Babel and every gettext reader knows
    """Mark a Vietnamese msgid for the catalogue and hand it back untouched; the screen translates it."""
    return message


class Invalid(ValueError):
    """What a person typed cannot be used; the message says, in Vietnamese, how to put it right.

    `message` is the msgid with named places (`%(name)s`), `params` fills them: a screen may translate the
    first and fill it with the second. `str()` gives the Vietnamese sentence.
    """

    def __init__(self, message: str, **params: str | int) -> None:
        self.message = message
        self.params = params
        super().__init__(message % params if params else message)
