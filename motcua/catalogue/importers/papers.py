"""Papers of the dossier out of the crawls: papers, notes and headings told apart (quirks 6 and 7)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from motcua.catalogue.importers.record import Item
from motcua.catalogue.importers.text import folded, joined, shortened, unmarked
from motcua.catalogue.schema import Paper
from motcua.catalogue.values import DeclaredForm
from motcua.kit.vietnamese import slug

GroupKind = Literal["", "case", "submit", "present", "note"]
MOST_COPIES = 20
LONGEST_NAME = 4_900
LONGEST_NOTE = 300
_NOTE = re.compile(r"^(?:luu y|ghi chu|chu y)\b")
_CONDITION = re.compile(r"^(?:\()?(?:truong hop|doi voi|neu|khi|trong truong hop)\b")
_PLAIN_GROUP = re.compile(
    r"^(?:a\) |1\) )?(?:thanh phan ho so|ho so|bao gom|gom|ho so gom(?: co)?)(?:,? (?:bao )?gom)?\W*$"
)
_PAPER = re.compile(
    r"^(?:ban (?:sao|chinh|chup|ke|khai|do|ve|goc)|don|to khai|giay|van ban|hop dong|quyet dinh|chung tu|hoa don|phieu"
    r"|bien ban|ho so|so |the |danh sach|bao (?:cao|gia)|tai lieu|mau |ho chieu|anh|van don|chung chi|bang |to trinh)"
)
_PRESENT = re.compile(r"xuat trinh")
_OPTIONAL = re.compile(r"\(?neu co\)?|neu (?:khong|da|la)|truong hop")
_DATABASE = re.compile(
    r"(?:khai thác|tra cứu|kết nối|có trong|có trên)[^.;]{0,80}?(Cơ sở dữ liệu [^.;,()]{3,80})", re.I
)
_FILE_HEAD = re.compile(r"(?<=[;.)\w])\d{1,2}\.M\S{4,80}$")
_ENDS = re.compile(r"\s(?:thì|bằng|hoặc|để|mà|khi|theo|và|có|do|được|đã|nhưng|không|nếu|của (?!Bộ))\b")
_FILE = re.compile(r"\.(?:docx?|pdf|xlsx?|rtf|odt)$", re.I)
_FORM_NUMBER = re.compile(
    r"(?i)\bm[ẫaâ]u\s+(?:(?:đơn|tờ khai|giấy|văn bản)\s+)?(?:s[ốo]\s*)?:?\s*"
    r"([A-ZĐ]{0,6}[-./]?[A-ZĐ]{0,4}[-./]?\d{1,3}[a-zđ]?(?:[-./][A-ZĐ0-9]{1,8}){0,3}|[A-Z]{2}-[A-Z]{2}-\d{1,3})"
)
_FILE_NUMBER = re.compile(r"(?i)(?:mau|mẫu|mu)\s*(?:so|số|s)?[\s._-]*((?:ct|tp|hk|na)?\d{1,3})(?!\d)")


@dataclass(slots=True)
class Papers:
    """The papers, the declared forms, counts of what was understood, and doubts (value, why)."""

    papers: list[Paper] = field(default_factory=list)
    forms: list[DeclaredForm] = field(default_factory=list)
    understood: dict[str, int] = field(default_factory=dict)
    doubts: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def know(self, kind: str) -> None:
        """Count one more item understood in this way."""
        self.understood[kind] = self.understood.get(kind, 0) + 1


def group_kind(heading: str) -> GroupKind:
    """What a heading over items means: a case, "must submit", "must present", notes; "" = only a heading."""
    flat = folded(unmarked(heading)).strip(" :")
    if not flat or _PLAIN_GROUP.match(flat):
        return ""
    if _NOTE.match(flat):
        return "note"
    if len(flat) < 120 and _PRESENT.search(flat) and "nop" not in flat:
        return "present"
    if len(flat) < 120 and re.search(r"\bphai nop\b|giay to nop", flat):
        return "submit"
    return "case"


def papers_of(groups: Sequence[tuple[str, list[Item]]]) -> Papers:
    """The items of all groups as papers, forms and notes."""
    made = Papers()
    codes: dict[str, int] = {}
    for heading, items in groups:
        kind = group_kind(heading)
        title = unmarked(" ".join(heading.split())).strip(" :") if kind == "case" else ""
        if len(title) > LONGEST_NAME // 10:
            made.notes.append(f"Nhóm giấy tờ: {title}")
            title = shortened(title, 480)
        for item in items:
            paper = _paper(item, kind, title, made, codes)
            if paper is not None:
                made.papers.append(paper)
    return made


def _paper(item: Item, kind: GroupKind, group: str, made: Papers, codes: dict[str, int]) -> Paper | None:
    name, glued = _name(item)
    if not any(char.isalnum() for char in name):
        made.know("papers_empty")
        return None
    form = form_of(name, item.files)
    if form is not None:
        made.know("form_unglued" if glued else "form_named")
        if form.name not in {known.name for known in made.forms} and len(made.forms) < 120:
            made.forms.append(form)
    duty = _duty(name, item, kind, form is not None)
    if duty != "submit":
        made.know(f"papers_{duty}")
    originals, copies = _counts(item, name, duty, made)
    must = duty == "submit" and kind == "submit" and bool(originals or copies) and not _OPTIONAL.search(folded(name))
    if must:
        made.know("papers_must")
    database = _DATABASE.search(name)
    if database:
        made.know("papers_database")
    head, note = (name, "") if len(name) <= LONGEST_NAME else (shortened(name, LONGEST_NAME), name[:25_000])
    return Paper(
        code=_code(name, codes), name=head, note=note, group=group, duty=duty, originals=originals, copies=copies,
        electronic=1 if item.electronic else 0, must=must or item.required, form=form.name if form else "",
        database=_ENDS.split(database[1])[0][:200] if database else "",
    )  # fmt: skip


def _name(item: Item) -> tuple[str, bool]:
    """The item without list marks and without the name of a file that was glued to its end."""
    name, glued = item.name, False
    for file in item.files:
        tail = folded(file)
        if item.glued and _FILE.search(name):
            name, glued = without_file(name), True
        elif tail and len(tail) > 4 and folded(name).endswith(tail) and len(name) > len(file):
            name, glued = _FILE_HEAD.sub("", name[: -len(file)]), True
    return unmarked(joined(name).lstrip(" ;:.\t")).strip(" ;:\t"), glued


def without_file(name: str) -> str:
    """ "… Nghị định 39/2026/NĐ-CP.mau so 12.doc" → "… Nghị định 39/2026/NĐ-CP": the glued file name taken off."""
    stem = _FILE.sub("", name)
    for place in range(len(stem) - 1, max(1, len(stem) - 130), -1):
        before, here, after = stem[place - 1], stem[place], stem[place + 1 : place + 2]
        words = (before.isalnum() or before == ")") and here.isupper() and after.islower()
        stop = before in ".;" and here.isalnum() and not stem[place - 2 : place - 1].isdigit()
        if words or stop:
            return stem[:place].rstrip(" ;.")
    return stem


def _duty(name: str, item: Item, kind: GroupKind, has_form: bool) -> Literal["submit", "present", "note"]:
    flat = folded(name)
    if kind == "note" or _NOTE.match(flat):
        return "note"
    counted = bool(item.originals or item.copies)
    if kind == "present":
        return "note" if not counted and _CONDITION.match(flat) else "present"
    if flat.startswith("xuat trinh"):
        return "present"
    if counted or has_form or item.originals is None:
        return "submit"
    return "submit" if _PAPER.match(flat) and len(name) <= LONGEST_NOTE else "note"


def _counts(item: Item, name: str, duty: str, made: Papers) -> tuple[int, int]:
    """Originals and copies; none for a note, a doubt where a paper has none or far too many."""
    if duty == "note":
        return 0, 0
    originals, copies = item.originals or 0, item.copies or 0
    if not 0 <= originals <= MOST_COPIES or not 0 <= copies <= MOST_COPIES:
        made.doubts.append((f"{originals} bản chính, {copies} bản sao", "Số bản quá lớn, chắc là nguồn ghi nhầm."))
        return min(max(originals, 0), MOST_COPIES), min(max(copies, 0), MOST_COPIES)
    if not originals and not copies and duty == "submit":
        made.doubts.append((shortened(name, 200), "Không ghi cần mấy bản chính, mấy bản sao."))
    return originals, copies


def _code(name: str, codes: dict[str, int]) -> str:
    """A key made of the name, with a number where several are alike."""
    base = slug(name[:100])[:48].strip("-")
    base = base if len(base) > 1 else f"giay-to-{base}".strip("-")
    codes[base] = codes.get(base, 0) + 1
    return base if codes[base] == 1 else f"{base}-{codes[base]}"


def form_of(name: str, files: Sequence[str]) -> DeclaredForm | None:
    """The form a paper is written on: its name in words, not that of a mangled file, and its number."""
    if not files:
        return None
    named = _FORM_NUMBER.search(name)
    number = named[1] if named else ""
    if not number:
        found = next((match for file in files if (match := _FILE_NUMBER.search(file))), None)
        number = found[1].upper() if found else ""
    title = re.split(r"\s+(?:\(?theo|\(?mẫu|\(?ban hành|quy định tại)\b|[(;:]", name, maxsplit=1, flags=re.I)[0].strip(
        " .,"
    )
    if len(title) < 6 or folded(title).startswith("theo"):
        title = f"Mẫu {number}" if number else shortened(name, 200) or readable(files[0])
    return DeclaredForm(name=shortened(title, 300), number=number[:60])


def readable(file: str) -> str:
    """A file name as words: "TO_KHAI (1).docx" → "TO KHAI"."""
    words = re.sub(r"\s*\(\d+\)$", "", _FILE.sub("", file))
    return re.sub(r"[_\s]+", " ", words).strip() or file
