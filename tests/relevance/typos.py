"""One slip of the finger in what somebody types, always the same for the same seed."""

import random

NEAR = {
    "a": "qsz", "b": "vgn", "c": "xdv", "d": "sfe", "e": "wrd", "g": "fht", "h": "gjn", "i": "uok", "k": "jli",
    "l": "kop", "m": "njk", "n": "bmh", "o": "ipl", "p": "ol", "q": "wa", "r": "etf", "s": "adw", "t": "ryg",
    "u": "yij", "v": "cbf", "x": "zcs", "y": "tuh",
}  # fmt: skip
TELEX = {"à": "af", "á": "as", "ả": "ar", "ã": "ax", "ạ": "aj", "ê": "ee", "ô": "oo", "â": "aa", "đ": "dd", "ơ": "ow",
         "ư": "uw", "ă": "aw", "ế": "ees", "ồ": "oof", "ậ": "aaj", "ấ": "aas", "ố": "oos", "ộ": "ooj"}  # fmt: skip


def slip(text: str, seed: int) -> str:
    """`text` with one letter missing, doubled, swapped with its neighbour, wrong, or left as the keyboard wrote it."""
    chance = random.Random(f"{seed}{text}")
    places = [place for place, char in enumerate(text) if char.isalpha()]
    place = chance.choice(places)
    char = text[place]
    kind = chance.choice(("missing", "doubled", "swapped", "wrong", "telex"))
    if kind == "swapped" and place + 1 < len(text) and text[place + 1].isalpha():
        return text[:place] + text[place + 1] + char + text[place + 2 :]
    if kind == "missing":
        return text[:place] + text[place + 1 :]
    if kind == "telex" and char.lower() in TELEX:
        return text[:place] + TELEX[char.lower()] + text[place + 1 :]
    if kind == "wrong":
        return text[:place] + chance.choice(NEAR.get(char.lower(), "aeiou")) + text[place + 1 :]
    return text[:place] + char + text[place:]
