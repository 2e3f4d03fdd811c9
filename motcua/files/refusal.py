"""Why a file is not taken, in words the person can act on."""


class Refused(Exception):
    """The file is not taken; nothing is stored. `message` is Vietnamese, says the fault and how to fix it."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotKept(Refused):
    """Nothing is wrong with the file: the disk is full, or the store does not answer. Kept neither there nor here."""
