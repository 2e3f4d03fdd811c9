"""Questions as rows to write on by hand: the room each kind of answer needs."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from motcua.forms.kinds._choosing import RADIOS_UP_TO, Choosing
from motcua.forms.kinds.paper import LABELS, PaperOptions
from motcua.forms.kinds.place import PlaceOptions
from motcua.forms.kinds.statement import StatementOptions
from motcua.forms.paper.sheet import Column, Part, Row, Shape
from motcua.forms.schema import Field

LONG = 3
"""Lines left for a long answer."""
DIGITS = 12
"""Figures of a personal identification number."""
ROOM = 3
"""Rows to write in where there may be several."""
MORE = "Không đủ chỗ thì ghi tiếp vào tờ rời theo đúng các mục trên."
MOST_COLUMNS = 5
MOST_TICKED = 14
"""Boxes of a question with several answers; of a longer list the answers are written."""
HEADER_CHOICES = 40
"""Signs of choices that a column's heading may hold."""
WIDE = {"address", "place", "id_paper", "paper", "bank_account", "long_text", "statement", "many"}
"""Kinds whose answer does not fit into a column."""
WIDTHS = {"person_name": 5, "personal_id": 4, "date": 3, "partial_date": 3, "phone": 3, "text": 4, "email": 4}
"""Kind → share of a table's width; 3 for the others, 2 for those with a short answer."""
SHORT = {"yes_no", "number", "time"}


def rows(asked: Field, number: str) -> Iterator[Row]:
    """The rows of one question, empty. One that the form works out is left for the office."""
    if asked.kind == "rows":
        yield from _several(asked, number)
    elif asked.kind == "group":
        yield Row(number, asked.label, "head", required=is_required(asked))
        yield from inside(asked, 1)
    else:
        yield row(asked, number)


def inside(asked: Field, indent: int) -> Iterator[Row]:
    """The questions of one row or of a group, under letters."""
    for place, inner in enumerate(askable(asked.fields)):
        yield replace(row(inner, f"{letter(place)})"), indent=indent)


def askable(fields: list[Field]) -> list[Field]:
    """What is written by somebody: without statements, which are signed below, and without what only sorts cases."""
    return [one for one in fields if not one.derive and not isinstance(one.options, StatementOptions)]


def letter(place: int) -> str:
    """a, b, c … of the Vietnamese alphabet as laws use it."""
    letters = "abcdđeghiklmnopqrstuvxy"
    return letters[place % len(letters)] * (1 + place // len(letters))


def is_required(asked: Field) -> bool:
    """Whether the star may stand on paper: mandatory for everybody."""
    return asked.required is True and not asked.show_when


def columns(asked: Field, *, answered: bool = False) -> tuple[Column, ...]:
    """The columns of a table of rows; none when the rows do not fit into one and stand one below the other."""
    fields = askable(asked.fields)
    if len(fields) > MOST_COLUMNS or any(one.kind in WIDE for one in fields):
        return ()
    widths = (2 if one.kind in SHORT else WIDTHS.get(one.kind, 3) for one in fields)
    labels = (one.label if answered else _heading(one) for one in fields)
    return tuple(Column(label, width) for label, width in zip(labels, widths, strict=True))


def _heading(asked: Field) -> str:
    """The question with its star and, where they are short, its choices: a column has no room for boxes."""
    label = asked.label + (" (*)" if is_required(asked) else "")
    choices = " / ".join(boxes(asked))
    return f"{label}: {choices}" if choices and len(choices) <= HEADER_CHOICES else label


def _several(asked: Field, number: str) -> Iterator[Row]:
    head = Row(number, asked.label, "head", required=is_required(asked))
    shown = min(ROOM, asked.most)
    if heads := columns(asked):
        yield replace(head, shape="table", columns=heads, cells=(("",) * len(heads),) * shown)
    else:
        yield head
        for place in range(shown):
            yield Row("", f"{asked.item or 'Mục'} {place + 1}", "head", indent=1)
            yield from inside(asked, 2)
    if asked.most > shown:
        yield Row("", MORE, "note")


def row(asked: Field, number: str) -> Row:
    """One simple question."""
    required = is_required(asked)
    if asked.worked_out:
        return Row(number, asked.label, parts=(Part(""),), office=True)
    if choices := boxes(asked):
        return Row(number, asked.label, "boxes", choices=choices, required=required)
    if isinstance(asked.of_kind, Choosing):
        return Row(number, asked.label, parts=(Part(""),), required=required)
    shape, count = SHAPES.get(asked.kind, ("line", 0))
    return Row(number, asked.label, shape, PARTS.get(asked.kind, _plain)(asked), (), count, required)


def boxes(asked: Field) -> tuple[str, ...]:
    """The choices that stand on paper with a box each; none where there are too many, or none at all."""
    if asked.kind == "yes_no":
        return "Có", "Không"
    return tuple(text for _value, text in offers(asked))


def offers(asked: Field) -> tuple[tuple[str, str], ...]:
    """(stored value, words) of those choices."""
    listed = getattr(asked.of_kind, "offers", None)
    found = listed(asked) if listed and not asked.worked_out else ()
    few = len(found) <= (MOST_TICKED if asked.kind == "many" else RADIOS_UP_TO)
    return tuple((offer.value, offer.text) for offer in found) if few else ()


def _plain(asked: Field) -> tuple[Part, ...]:
    return (Part(""),)


def _day(asked: Field) -> tuple[Part, ...]:
    return Part("Ngày", 12), Part("tháng", 12), Part("năm", 16)


def _hour(asked: Field) -> tuple[Part, ...]:
    return Part("", 12), Part("giờ", 12), Part("phút", 12)


def _address(asked: Field) -> tuple[Part, ...]:
    return Part("Số nhà, đường, thôn, tổ dân phố"), Part("Xã, phường"), Part("Tỉnh, thành phố")


def _place(asked: Field) -> tuple[Part, ...]:
    assert isinstance(asked.options, PlaceOptions)
    return Part(asked.options.facility_label), *_address(asked)


def _identity(asked: Field) -> tuple[Part, ...]:
    return Part("Loại giấy tờ"), Part("Số"), Part("Ngày cấp"), Part("Nơi cấp")


def _paper(asked: Field) -> tuple[Part, ...]:
    options = asked.options
    assert isinstance(options, PaperOptions)
    return tuple(Part(options.labels.get(part, LABELS[part])) for part in options.asks)


def _account(asked: Field) -> tuple[Part, ...]:
    return Part("Ngân hàng"), Part("Số tài khoản"), Part("Chủ tài khoản")


def _money(asked: Field) -> tuple[Part, ...]:
    return Part("Số tiền (đồng)"), Part("Bằng chữ")


SHAPES: dict[str, tuple[Shape, int]] = {"long_text": ("lines", LONG), "personal_id": ("squares", DIGITS)}
PARTS: dict[str, Callable[[Field], tuple[Part, ...]]] = {
    "date": _day, "partial_date": _day, "time": _hour, "address": _address, "place": _place, "id_paper": _identity,
    "paper": _paper, "bank_account": _account, "money": _money,
}  # fmt: skip
"""Kind → what is written for it; every other kind is one dotted line."""
