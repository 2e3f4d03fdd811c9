"""Amounts of Vietnamese đồng, whole numbers, in figures and in words (ND 254 Art 23: receipts show both)."""

from motcua.kit.numerals import reading


def dong(amount: int) -> str:
    """8000 → "8.000 đồng"; thousands parted by a dot, as Vietnamese papers write them."""
    return f"{amount:,}".replace(",", ".") + " đồng"


def in_words(amount: int) -> str:
    """8000 → "Tám nghìn đồng"; the first letter is a capital, as on a receipt."""
    words = reading(amount)
    return f"{words[0].upper()}{words[1:]} đồng"
