"""The one budget of an analysis: steps, not seconds, so that the same form is judged alike on every machine."""

MOST_IN_ALL = 320_000
"""Steps of a whole analysis: a second or so. The largest form shipped takes a few thousand."""
MOST_OF_ONE = 16_000
"""Steps of one question about rules; the hardest one of a form shipped takes a few hundred."""


class Undecided(Exception):
    """The steps are used up: those of one question, or those of the whole analysis."""


class Budget:
    """Steps left, for the question at hand and for all; and where they went."""

    def __init__(self, most: int = MOST_IN_ALL, most_of_one: int = MOST_OF_ONE) -> None:
        self.left = most
        self.spent: dict[str, int] = {}
        """Steps by the address of the question looked at."""
        self._most_of_one = most_of_one
        self._one = most_of_one
        self._at = ""

    @property
    def out(self) -> bool:
        """Whether nothing more can be looked at."""
        return self.left <= 0

    def begin(self, at: str) -> None:
        """A new question about the rules at this address. Raises Undecided when nothing is left."""
        self._at, self._one = at, self._most_of_one
        self.spend(4)

    def spend(self, steps: int) -> None:
        """Raises Undecided when the steps of the question, or of the analysis, are used up."""
        self.left -= steps
        self._one -= steps
        self.spent[self._at] = self.spent.get(self._at, 0) + steps
        if self.left < 0 or self._one < 0:
            raise Undecided

    def read(self, rule: str) -> bool:
        """Whether there is room to take a rule apart; it is counted by its length."""
        self.left -= len(rule) // 2
        return not self.out

    def hungriest(self, many: int) -> list[str]:
        """The addresses that took most, the hungriest first."""
        return sorted(self.spent, key=lambda at: -self.spent[at])[:many]
