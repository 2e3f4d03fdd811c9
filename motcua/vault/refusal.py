"""Why the store does not do what was asked, in words the person can act on."""


class Refused(Exception):
    """Nothing was changed. `message` is Vietnamese, says why and what to do; `field` is the input it belongs to."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message, self.field = message, field
