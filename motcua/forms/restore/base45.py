"""Base45 (RFC 9285): bytes in the 45 signs that a QR code writes with 5.5 bits each."""

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES = {sign: value for value, sign in enumerate(ALPHABET)}
_BASE = len(ALPHABET)


def encode(data: bytes) -> str:
    """Two bytes as three signs, a last single byte as two."""
    signs: list[str] = []
    for at in range(0, len(data) - 1, 2):
        rest, low = divmod(data[at] * 256 + data[at + 1], _BASE)
        high, middle = divmod(rest, _BASE)
        signs += ALPHABET[low], ALPHABET[middle], ALPHABET[high]
    if len(data) % 2:
        middle, low = divmod(data[-1], _BASE)
        signs += ALPHABET[low], ALPHABET[middle]
    return "".join(signs)


def decode(text: str) -> bytes:
    """The bytes again; ValueError for a foreign sign, a wrong length, or a number too large for its bytes."""
    try:
        values = [_VALUES[sign] for sign in text]
    except KeyError as error:
        raise ValueError(f"not base45: {error}") from None
    made = bytearray()
    for at in range(0, len(values), 3):
        three = values[at : at + 3]
        number = sum(value * _BASE**place for place, value in enumerate(three))
        size = {3: 2, 2: 1}.get(len(three), 0)
        if not size or number >= 256**size:
            raise ValueError("not base45: too short, or a number too large")
        made += number.to_bytes(size)
    return bytes(made)
