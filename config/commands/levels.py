"""`motcua levels`: the level of every procedure of an office, with the proof of each."""

from typing import Any

import click

from config.console import as_json, show, start_django, table

TITLES = ("Mã", "Mức độ", "Chứng minh", "Số lần đến", "Mã quốc gia", "Thủ tục", "Còn thiếu để lên mức sau")
LONGEST_NAME = 60
ONLINE = 3
WAITS = {
    "confirmation": "Đủ mọi điều kiện của mức độ 3, chỉ chờ xác nhận giá trị pháp lý",
    "form": "Chưa biết mẫu tờ khai của pháp luật",
    "channel": "Chưa được nộp trực tuyến",
    "other": "Còn thiếu điều khác",
}
"""What keeps a procedure below level 3."""


@click.command()
@click.option("--office", required=True, help="Code or name of the office, such as H42.37.117.")
@as_json
def command(office: str, as_json: bool) -> None:
    """Which level each procedure reaches at an office, why, what is missing, and how often one must come."""
    start_django()
    from django.db.models import Q

    from motcua.agencies.models import Agency

    found = list(Agency.objects.filter(Q(code=office) | Q(name__iexact=office) | Q(short_name__iexact=office))[:2])
    if len(found) != 1:
        many = f"Có nhiều cơ quan tên “{office}”. Hãy gõ mã, ví dụ H42.37.117."
        none = f"Không có cơ quan nào mang mã hoặc tên “{office}”. Hãy xem lại mã, ví dụ H42.37.117."
        raise click.ClickException(many if found else none)
    rows = judged(found[0])
    show({"office": found[0].code, "procedures": rows}, as_json, lambda: _printed(found[0].name, rows))


def judged(agency: Any) -> list[dict[str, Any]]:
    """One row a procedure that the office offers, by code; six statements whatever their number."""
    from motcua.catalogue import api as catalogue
    from motcua.catalogue.models import Offering

    offered = list(
        Offering.objects.filter(agency=agency).select_related("version__procedure", "version__form")
        .order_by("procedure__code")
    )  # fmt: skip
    versions = [one.version for one in offered]
    proofs, documents = catalogue.prove_all(versions, agency.id), catalogue.documents(versions)
    return [_row(one, proofs[one.version_id], documents[one.version_id]) for one in offered]


def _row(offering: Any, proof: Any, document: Any) -> dict[str, Any]:
    lacking = [one.condition.key for one in proof.lacking(ONLINE)]
    return {
        "code": offering.version.code, "name": offering.version.name, "level": offering.level,
        "proven": proof.level, "visits": proof.visits, "full_online": proof.full_online,
        "national_code": proof.national_code,
        "proof": {one.condition.key: one.ok for one in proof.findings},
        "lacking": [one.condition.key for one in proof.lacking(min(proof.level + 1, 4))],
        "waits": _waits(lacking),
        "missing_forms": [one.name for one in document.content.forms if not one.definition] if lacking else [],
        "doubts": sorted({doubt.item for doubt in document.doubts}) if "verified" in lacking else [],
    }  # fmt: skip


def _waits(lacking: list[str]) -> str:
    """What keeps a procedure below level 3, the hardest thing first; "" when nothing does."""
    if not lacking:
        return ""
    if "online" in lacking:
        return "channel"
    if "form" in lacking:
        return "form"
    return "confirmation" if lacking == ["verified"] else "other"


def _printed(name: str, rows: list[dict[str, Any]]) -> str:
    from django.utils.translation import gettext

    from motcua.catalogue.levels.conditions import BY_KEY

    cells = [
        (
            row["code"], row["level"], row["proven"], row["visits"], row["national_code"],
            row["name"][:LONGEST_NAME], "; ".join(gettext(BY_KEY[key].title) for key in row["lacking"]) or "–",
        )
        for row in rows
    ]  # fmt: skip
    counts = " · ".join(f"mức độ {level}: {sum(row['level'] == level for row in rows)}" for level in (1, 2, 3, 4))
    return "\n".join([f"{name}: {len(rows)} thủ tục. {counts}.", table(TITLES, cells), *_groups(rows)])


def _groups(rows: list[dict[str, Any]]) -> list[str]:
    """How many are proven at level 3 or 4, and what each of the others waits for."""
    from django.utils.translation import gettext

    from motcua.catalogue.levels.conditions import BY_KEY
    from motcua.catalogue.titles import DOUBTED

    proven = sum(row["proven"] >= ONLINE for row in rows)
    lines = [f"\nChứng minh được mức độ 3 hoặc 4: {proven} thủ tục."]
    for key, words in WAITS.items():
        found = [row for row in rows if row["waits"] == key]
        lines.append(f"\n{words}: {len(found)}")
        for row in found:
            said = {
                "form": row["missing_forms"] or ["chưa rõ mẫu"],
                "confirmation": [gettext(DOUBTED.get(item, item)) for item in row["doubts"]],
                "other": [gettext(BY_KEY[one].title) for one in row["lacking"]],
            }.get(key, [])
            lines.append(f"  {row['code']}  {row['name'][:LONGEST_NAME]}" + (f" – {'; '.join(said)}" if said else ""))
    return lines
