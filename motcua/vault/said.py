"""What its owner says of a paper: typed text read into clean values, or into what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from motcua.kit import clock
from motcua.kit.dates import parse_date, short_date
from motcua.kit.vietnamese import clean, fold
from motcua.kit.words import Invalid
from motcua.vault import kinds
from motcua.vault.models import Item

FIELDS = ("kind", "title", "number", "issuer", "issued_on", "valid_to")
LONGEST = {"title": 150, "number": 60, "issuer": 200}
OLDEST = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Said:
    """Clean values. `title` falls back to the name of the sort."""

    kind: str = kinds.OTHER
    title: str = ""
    number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    valid_to: date | None = None

    @property
    def name(self) -> str:
        return self.title or kinds.title(self.kind)

    @property
    def folded(self) -> str:
        """What the search looks through: name, sort, number, issuer, without marks."""
        return fold(" ".join((self.name, kinds.title(self.kind), self.number, self.issuer)))


@dataclass(slots=True)
class Reading:
    """`typed` is shown again as it came; `said` holds when there is no problem (field → how to fix it)."""

    typed: dict[str, str]
    said: Said = field(default_factory=Said)
    problems: dict[str, str] = field(default_factory=dict)


def read(data: Mapping[str, str]) -> Reading:
    """What a form sent, judged."""
    reading = Reading({name: clean(data.get(name, ""))[:500] for name in FIELDS})
    typed, problems = reading.typed, reading.problems
    if typed["kind"] not in {kind.code for kind in kinds.CHOSEN}:
        problems["kind"] = _("Hãy chọn đây là giấy tờ gì.")
    for name, most in LONGEST.items():
        if len(typed[name]) > most:
            problems[name] = _("Nội dung dài quá. Hãy viết ngắn hơn %(most)s chữ.") % {"most": most}
    issued, valid = _day(typed, "issued_on", problems), _day(typed, "valid_to", problems)
    if issued and issued > clock.now().date():
        problems["issued_on"] = _("Ngày cấp không thể sau hôm nay. Hãy xem lại trên giấy tờ.")
    if issued and valid and valid < issued:
        problems["valid_to"] = _("Ngày hết hạn phải sau ngày cấp. Hãy xem lại trên giấy tờ.")
    if not problems:
        reading.said = Said(typed["kind"], typed["title"], typed["number"], typed["issuer"], issued, valid)
    return reading


def _day(typed: Mapping[str, str], name: str, problems: dict[str, str]) -> date | None:
    if not typed[name]:
        return None
    try:
        day = parse_date(typed[name])
    except Invalid as error:
        problems[name] = _(error.message)
        return None
    if day < OLDEST:
        problems[name] = _("Ngày này xa quá. Hãy xem lại năm.")
    return day


def typed_of(item: Item) -> dict[str, str]:
    """What the inputs show first when a paper is edited."""
    return {
        "kind": item.kind, "title": item.title, "number": item.number, "issuer": item.issuer,
        "issued_on": short_date(item.issued_on) if item.issued_on else "",
        "valid_to": short_date(item.valid_to) if item.valid_to else "",
    }  # fmt: skip
