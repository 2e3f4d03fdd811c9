"""Reading whole numbers aloud in Vietnamese as schools teach it: mốt, tư, lăm behind tens, linh for no tens."""

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
LARGEST = 10**18 - 1


def _pair(tens: int, units: int) -> list[str]:
    """The last two figures, when at least one of them is not zero and no hundred is wanted before them."""
    if tens == 0:
        return [DIGITS[units]]
    words = ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    if units == 1 and tens > 1:
        words.append("mốt")
    elif units == 4 and tens > 1:
        words.append("tư")
    elif units == 5:
        words.append("lăm")
    elif units:
        words.append(DIGITS[units])
    return words


def _group(number: int, full: bool) -> list[str]:
    """Three figures; `full` reads the empty hundreds too, as needed after a larger group."""
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    words = [DIGITS[hundreds], "trăm"] if hundreds or full else []
    if rest and tens == 0 and words:
        words.append("linh")
    return words + (_pair(tens, units) if rest else [])


def _read(number: int, full: bool) -> list[str]:
    for size, name in ((10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn")):
        if number >= size:
            high, low = divmod(number, size)
            head = [*_read(high, full), name]
            return head + (_read(low, True) if low else [])
    return _group(number, full)


def reading(number: int) -> str:
    """105 → "một trăm linh năm"; up to 18 figures, ValueError beyond."""
    if abs(number) > LARGEST:
        raise ValueError(f"{number} has more than 18 figures")
    if number < 0:
        return f"âm {reading(-number)}"
    return " ".join(_read(number, False)) if number else DIGITS[0]
