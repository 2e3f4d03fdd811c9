"""A bounded attack: every address and every parameter with strings that break careless programs; never a 500."""

import io
import json
from collections.abc import Iterator
from urllib.parse import quote
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from motcua.dossiers.models import Dossier, Paper
from motcua.kit.references import uuid7
from tests.security import addresses, people
from tests.security.objects import Thing
from tests.security.test_strangers import things

__all__ = ["things"]
pytestmark = pytest.mark.django_db

NUL = "\x00 xin chào \x00"
TEMPLATE = "{{ 7*191 }}"
KEYS = (
    "|2026-11-21T00:00:00|" + "0" * 32,
    f"9999-12-31T23:59:59-12:00|0001-01-01T00:00:00+14:00|{UUID(int=1)}",
)
"""Tampered keys of a page: without a zone, and at the ends of time."""
STRINGS = (
    "'; DROP TABLE dossiers_dossier; --", "' OR '1'='1", "%' UNION SELECT 1 --", TEMPLATE, "{% debug %}",
    "${7*191}", "%(name)s %s %d {0}", "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', NUL,
    "MC-261121\x00-7K3F9-QXD2W", "\u202eđảo\u202c", "a\u0301" * 40, "𝕹𝖌𝖚𝖞ễ𝖓", "A" * 5000, "-1", "9" * 400,
    "../../../etc/passwd", "..%2f..%2fetc", "x\r\nSet-Cookie: hacked=1", "//evil.example/",
    "https://evil.example/", "javascript:alert(1)", "\\\\evil.example", *KEYS, "||", "[]", "null",
)  # fmt: skip
PARAMETERS = (
    "q", "ma", "sau", "next", "co-quan", "linh-vuc", "tim", "vai", "viec", "phone", "loai", "cach", "moi", "nho",
    "kiem-tra", "pin",
)  # fmt: skip
PAGES = {
    "anonymous": (
        "home", "procedure_search", "sign_up", "sign_in", "officer_sign_in", "proof_challenge", "track", "track_open",
        "track_pin", "check", "search_redirect", "my_dossiers", "help", "healthz", "readyz",
    ),
    "owner": ("my_dossiers",),
    "clerk": ("inbox",),
    "administrator": ("administration", "administration_rights", "gallery", "catalogue_list", "catalogue_offer_set"),
    "province": ("catalogue_list", "catalogue_new", "catalogue_import"),
}  # fmt: skip
CODES = ("procedure", "start", "check_result")


def sane(answer: object, place: str) -> Iterator[str]:
    """No failure, no header of the attacker's, no evaluated template, no script of the attacker's."""
    status, headers, text = answer.status_code, str(answer.headers), answer.content.decode("utf-8", "replace")  # type: ignore[attr-defined]
    if status >= 500:
        yield f"{place}: {status}"
    if "hacked" in answer.cookies or "\n" in headers or "evil.example" in answer.headers.get("Location", "")[:24]:  # type: ignore[attr-defined]
        yield f"{place}: {headers}"
    if "1337" in text and "7*191" in place:
        yield f"{place}: a template was evaluated"
    if "<script>alert" in text or "<img src=x" in text:
        yield f"{place}: markup came back"


@pytest.mark.parametrize("who", PAGES)
def test_no_parameter_of_a_page_breaks_it(who: str, things: dict[str, Thing]) -> None:
    client = people.browser(who, things)
    wrong = [
        fault
        for name in PAGES[who]
        for text in STRINGS
        for fault in sane(client.get(reverse(name), dict.fromkeys(PARAMETERS, text)), f"{name} {text[:30]!r}")
    ]
    assert not wrong, "\n".join(wrong)


def test_each_parameter_alone(things: dict[str, Thing]) -> None:
    """A string that stops a page early would hide the parameters behind it."""
    browsers = {who: people.browser(who, things) for who in PAGES}
    strange = (NUL, "MC-261121\x00-7K3F9-QXD2W", *KEYS)
    wrong = [
        fault
        for who, names in PAGES.items()
        for name in names
        for parameter in PARAMETERS
        for text in strange
        for fault in sane(browsers[who].get(reverse(name), {parameter: text}), f"{name}?{parameter}={text[:30]!r}")
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_code_in_an_address_breaks_it(method: str, things: dict[str, Thing]) -> None:
    client, wrong = Client(raise_request_exception=False), []
    for name in CODES:
        base = reverse(name, args=["X"]).removesuffix("X/")
        for text in STRINGS:
            place = f"{method} {name} {text[:30]!r}"
            wrong += sane(getattr(client, method)(f"{base}{quote(text, safe='')}/"), place)
    assert not wrong, "\n".join(wrong)


def test_no_name_inside_a_dossiers_address_breaks_it(things: dict[str, Thing]) -> None:
    """Section, component and act are chosen from lists, never looked up as files or attributes."""
    client, office = people.browser("owner", things), people.browser("clerk", things)
    draft, other = things["draft"], things["supplementing"]
    wrong = []
    for text in (*STRINGS, "__class__", "perform", "submit", "receive"):
        part = quote(text, safe="")
        for base in (
            f"/nop-ho-so/{draft.code}/{draft.dossier.id}/to-khai/{part}/",
            f"/nop-ho-so/{draft.code}/{draft.dossier.id}/giay-to/{part}/",
            f"/nop-ho-so/{part}/{draft.dossier.id}/",
            f"/ho-so/{other.dossier.id}/bo-sung/giay-to/{part}/",
            f"/ho-so/{other.dossier.id}/bo-sung/to-khai/{part}/",
            f"/ho-so/{other.dossier.id}/viec/{part}/",
        ):
            for method in ("get", "post"):
                wrong += sane(getattr(client, method)(base), f"{method} {base[:80]}")
        wrong += sane(office.get(f"/mot-cua/ho-so/{other.dossier.id}/viec/{part}/"), f"desk act {text[:30]!r}")
    assert not wrong, "\n".join(wrong)


def test_every_form_takes_hostile_text(things: dict[str, Thing]) -> None:
    """Each POST of the owner, the clerk and a passer-by with every field of the page hostile."""
    fields = (
        "name", "phone", "email", "agency", "method", "reason", "note", "remove", "ma", "pin", "confirmation-code",
        "altcha", "code", "password", "full_name", "personal_id", "next", "loai", "kind", "id", "seen", "language",
        "birth_date-d", "birth_date-m", "birth_date-y", "_seen", "resend",
    )  # fmt: skip
    wrong = []
    for who in ("owner", "clerk", "administrator"):
        client = people.browser(who, things)
        cookie = client.cookies["motcua"].value if "motcua" in client.cookies else ""
        for address in addresses.of({name: things[name] for name in ("draft", "submitted", "supplementing")}):
            for text in (TEMPLATE, NUL):
                client.cookies.clear()
                if cookie:
                    client.cookies["motcua"] = cookie
                point = transaction.savepoint()
                answer = client.post(address.path, dict.fromkeys(fields, text))
                transaction.savepoint_rollback(point)
                if not answer.streaming:
                    wrong += sane(answer, f"{who} {address.key} {text[:20]!r}")
    assert not wrong, "\n".join(wrong)


def test_a_paper_is_only_found_in_its_own_dossier(things: dict[str, Thing]) -> None:
    """The owner of one dossier, or its officer, cannot reach into another by mixing identifiers."""
    owner, clerk = people.browser("owner", things), people.browser("officer", things)
    mine, theirs = things["draft"], things["colleague"]
    assert owner.get(reverse("paper_file", args=[mine.dossier.id, theirs.paper])).status_code == 404
    for paper in (mine.paper, things["begun"].paper, uuid7()):
        assert clerk.get(reverse("desk_paper", args=[things["processing"].dossier.id, paper])).status_code == 404
    address = reverse("draft_paper", args=[mine.code, mine.dossier.id, mine.component])
    owner.post(address, {"remove": str(theirs.paper)})
    assert Paper.objects.filter(pk=theirs.paper).exists()


def test_identifiers_that_exist_for_others_answer_like_those_that_do_not(things: dict[str, Thing]) -> None:
    """Nothing tells a stranger that a dossier is there: same status, same page."""
    for who in ("other_citizen", "other_clerk", "administrator"):
        client = people.browser(who, things)
        for name in ("dossier", "receipt_pdf", "result_pdf", "supplement", "desk", "desk_receipt"):
            theirs = client.get(reverse(name, args=[things["resolved"].dossier.id]))
            nobodys = client.get(reverse(name, args=[uuid7()]))
            assert theirs.status_code == nobodys.status_code, (who, name)
            assert _same(theirs.content) == _same(nobodys.content), (who, name)


def _same(content: bytes) -> str:
    """The page without its own address and tokens."""
    import re

    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|value=\"[A-Za-z0-9]{64}\"", "", content.decode())


NAMES = (
    "../../../etc/passwd.jpg", "..\\..\\windows\\win.ini.jpg", "a\r\nSet-Cookie: hacked=1.jpg", "a\x00.jpg",
    "\u202egpj.exe.jpg", "<script>alert(1)</script>.jpg", "A" * 400 + ".jpg", ".jpg", "con.jpg", "'; DROP--.jpg",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_no_file_name_leaves_its_folder_or_its_header(name: str, things: dict[str, Thing], settings) -> None:  # type: ignore[no-untyped-def]
    from tests.support import dossiers

    client, mine = people.browser("owner", things), things["draft"]
    address = reverse("draft_paper", args=[mine.code, mine.dossier.id, mine.component])
    picture = io.BytesIO(dossiers.photograph().read())
    picture.name = name
    answer = client.post(address, {"paper": picture})
    assert answer.status_code in (302, 422), answer.status_code
    given = Paper.objects.filter(dossier=mine.dossier).latest("id")
    key = given.file.storage_key
    assert ".." not in key and key.split("/")[-1].startswith(given.file.id.hex)
    shown = client.get(reverse("paper_file", args=[mine.dossier.id, given.id]))
    assert shown.status_code == 200 and "hacked" not in str(shown.headers.keys())
    assert "\n" not in shown["Content-Disposition"] and "/etc" not in shown["Content-Disposition"]
    b"".join(shown.streaming_content)
    assert not list(sane(client.get(address), name))


def test_answers_may_be_any_text_and_come_back_as_text(things: dict[str, Thing]) -> None:
    """What looks like JSON, a template or a tag stays what it is: text of one person."""
    client, mine = people.browser("owner", things), things["draft"]
    address = reverse("draft_section", args=[mine.code, mine.dossier.id, mine.section])
    for text in (*STRINGS, json.dumps({"requester": {"full_name": "x"}}), "😀" * 300):
        fields = {"full_name": text, "__proto__": text, "requester.full_name": text, text[:50]: "x"}
        answer = client.post(address, fields)
        assert not list(sane(answer, text[:30]))
    fresh = Dossier.objects.get(pk=mine.dossier.pk)
    assert set(fresh.answers) <= set(mine.dossier.answers)
