"""The proof of a level as an administrator reads it: item by item, with what is missing and where to put it right."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.backstage.catalogue.sections import section_of
from motcua.catalogue.levels.judging import prove
from motcua.catalogue.levels.proof import MOST, Finding, Proof
from motcua.catalogue.models import Confirmation, ProcedureVersion
from motcua.catalogue.titles import DOUBTED
from motcua.kit.words import N_

LEVELS = {
    1: N_("Mức độ 1: đủ thông tin"),
    2: N_("Mức độ 2: tải được mẫu"),
    3: N_("Mức độ 3: nộp hồ sơ trên mạng"),
    4: N_("Mức độ 4: trả phí và nhận kết quả không phải đến"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One condition. `said` is the evidence or what is missing; `href` where one puts it right ("" = not here)."""

    title: str
    ok: bool
    said: str
    href: str


@dataclass(frozen=True, slots=True)
class Step:
    """One level with its conditions; `met`: this and all lower levels hold."""

    title: str
    met: bool
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value nobody verified, or who answered for it (`by`)."""

    item: str
    title: str
    value: str
    why: str
    source: str
    by: Confirmation | None


def shown_proof(of: ProcedureVersion, agency: UUID | None = None) -> Proof:
    """The proof as people read it: the decision of a draft is typed on publishing, so its lack is nothing to put right.

    Once the decision stands, `publishing` proves the whole again.
    """
    proof = prove(of, agency)
    if of.published_at or of.decision:
        return proof
    laws = len(of.content.get("legal_basis", []))
    said = _("%(count)d văn bản; quyết định ghi khi công bố") % {"count": laws} if laws else ""
    found = tuple(
        Finding(replace(one.condition, lacking=N_("Chưa có căn cứ pháp lý.")), bool(laws), said)
        if one.condition.key == "laws" and not one.ok else one
        for one in proof.findings
    )  # fmt: skip
    return replace(proof, findings=found)


def why_full_online(proof: Proof) -> str:
    """Why level 3 may yet be toàn trình with the national code 4; empty where nobody wonders."""
    if proof.level != 3 or not proof.full_online:
        return ""
    return _("Toàn trình, mã 4: trường hợp thường không phải trả phí, kết quả nhận từ xa, không phải đến cơ quan.")


def steps(proof: Proof, code: str = "") -> list[Step]:
    """Levels 1–4; with `code`, what is missing leads to the section that puts it right."""
    return [
        Step(
            _(LEVELS[level]), proof.level >= level,
            [_line(one, code) for one in proof.findings if one.condition.level == level],
        )
        for level in range(1, MOST + 1)
    ]  # fmt: skip


def missing(proof: Proof, code: str = "") -> list[Line]:
    """What the next level lacks; nothing at level 4."""
    return [_line(one, code) for one in proof.lacking(proof.level + 1)] if proof.level < MOST else []


def _line(one: Finding, code: str) -> Line:
    section = section_of(one.condition.key) if code and not one.ok else None
    said = one.said if one.ok else " ".join(part for part in (_(one.condition.lacking), one.said) if part)
    href = reverse("catalogue_section", args=[code, section.key]) if section else ""
    return Line(_(one.condition.title), one.ok, said[:600], href)


def facts(proof: Proof) -> list[tuple[str, str]]:
    """Level, national code, kind and visits, in words."""
    kind = _("Toàn trình") if proof.full_online else _("Một phần") if proof.level >= 3 else _("Chỉ cung cấp thông tin")
    return [
        (_("Mức độ đã chứng minh"), str(proof.level) if proof.level else _("Chưa đủ mức độ 1")),
        (_("Loại dịch vụ công trực tuyến"), kind),
        (_("Mã mức độ quốc gia"), proof.national_code),
        (_("Số lần đến cơ quan"), str(proof.visits)),
    ]


def doubts(of: ProcedureVersion) -> list[Doubt]:
    """The doubts of a version, open ones first (one statement when there are any)."""
    if not of.doubts:
        return []
    known = {one.item: one for one in Confirmation.objects.filter(version=of)}
    found = [
        Doubt(one["item"], _(DOUBTED[one["item"]]), one["value"], one["why"], one["source"], known.get(one["item"]))
        for one in of.doubts
    ]
    return sorted(found, key=lambda doubt: doubt.by is not None)
