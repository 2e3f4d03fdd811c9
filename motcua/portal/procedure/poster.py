"""A poster (A4) for the wall of the one-stop shop: the name, a QR that opens the page, what to bring, fee and time."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from motcua.kit.identity import phone_display
from motcua.portal.procedure import facts, papers, sharing
from motcua.portal.procedure.gathering import Shown
from motcua.ui import pdf
from motcua.ui.navigation import Contact

TEMPLATE = "portal/poster.typ"
MOST_PAPERS = 7
LONGEST = {"paper": 130, "fact": 170, "office": 160, "address": 200}


def data(shown: Shown, contact: Contact) -> dict[str, Any]:
    """What stands on it, in Vietnamese: the wall speaks to everybody."""
    with translation.override("vi"):
        office = shown.offices.only
        name = office.agency.name if office else contact.name
        return {
            "office": _short(name, "office"), "centre": _short(contact.name if contact.name != name else "", "office"),
            "name": shown.version.name, "code": shown.version.code, "online": shown.offices.taking,
            "papers": _papers(shown), "pending": "components" in shown.doubts,
            "facts": [[fact.label, _short(fact.text or _("Hãy hỏi cán bộ"), "fact")] for fact in facts.four(shown)[:2]],
            "address": _short(contact.address, "address"),
            "phone": phone_display(contact.phone) if contact.phone else "",
            "qr": sharing.address(shown.version.code, office.agency.code if office else ""),
            "shown": sharing.address(shown.version.code).partition("://")[2],
        }  # fmt: skip


def draw(shown: Shown, said: dict[str, Any]) -> bytes:
    """The PDF. Raises `ui.pdf.PaperError`."""
    assert shown.version.published_at
    return pdf.render(TEMPLATE, said, at=shown.version.published_at, title=shown.version.name)


def _papers(shown: Shown) -> list[str]:
    """The papers everybody brings; the first case's when there are none for everybody."""
    if "components" in shown.doubts:
        return []
    groups = papers.groups(shown.papers)
    rows = [paper for group in groups if group.key == "always" for paper in group.papers]
    lines = [f"{_short(row.name, 'paper')}{f' ({_together(row.count)})' if row.count else ''}" for row in rows]
    others = any(group.key in ("case", "sometimes") for group in groups) or len(lines) > MOST_PAPERS
    return lines[:MOST_PAPERS] + ([_("Giấy tờ khác tùy trường hợp: quét mã để xem")] if others else [])


def _together(words: str) -> str:
    """The same words on one line."""
    return words.replace(" ", "\u00a0")


def _short(text: str, what: str) -> str:
    most = LONGEST[what]
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
