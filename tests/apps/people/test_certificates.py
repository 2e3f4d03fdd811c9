"""A signed challenge proves a holder only when everything about it is right; whatever is wrong or silent refuses."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.people import certificates, mandates, organisations
from motcua.people.adapters import signed_challenges
from motcua.people.certificates import CertificateRefused, Challenge, Holder
from motcua.people.enterprises import Enterprise
from motcua.people.models import Account, Certificate, Identity, Mandate
from tests.apps.people import tokens
from tests.contracts.fixtures import sandbox, sandbox_process
from tests.contracts.process import SandboxProcess

__all__ = ["sandbox", "sandbox_process"]
pytestmark = pytest.mark.django_db
BOTH = ("ca_ocsp", "ca_list")


@pytest.fixture
def authority(sandbox: SandboxProcess, tmp_path: Path, settings: LazySettings) -> Iterator[SandboxProcess]:
    tokens.trust(sandbox, tmp_path / "trust")
    settings.MOTCUA_TRUST = str(tmp_path / "trust")
    yield sandbox
    for service in BOTH:
        sandbox.control(service, "ok")


def refusal(signed: bytes, asked: Challenge | None = None) -> str:
    with pytest.raises(CertificateRefused) as refused:
        certificates.check(signed, asked or tokens.challenge())
    assert refused.value.message.endswith(".")
    return refused.value.reason


def test_who_signed_is_told_from_the_certificate_and_the_file_counts_once(authority: SandboxProcess) -> None:
    token, asked = tokens.issued(authority, tax_code="0100109106"), tokens.challenge()
    signed = token.sign(tokens.page())
    holder = certificates.check(signed, asked)
    assert (holder.tax_code, holder.personal_id, holder.name) == ("0100109106", "", "Công ty Thử Nghiệm")
    assert refusal(signed, asked) == "used"


def test_a_text_can_be_signed_instead_beside_it_or_around_it(authority: SandboxProcess) -> None:
    token = tokens.issued(authority, personal_id="036195999901", name="Trịnh Bảo Ngọc")
    for detached in (True, False):
        asked = tokens.challenge()
        asked = Challenge(f"{asked.nonce}{detached}", asked.until, asked.text, asked.pdf_length, asked.pdf_digest)
        holder = certificates.check(token.beside(asked.text.encode(), detached), asked)
        assert (holder.personal_id, holder.tax_code) == ("036195999901", "")
    assert refusal(token.beside(b"something else")) == "other_document"
    assert refusal(token.beside(b"something else", detached=False)) == "other_document"


def test_another_file_two_signatures_and_additions_are_refused(authority: SandboxProcess) -> None:
    token, page = tokens.issued(authority), tokens.page()
    other = page.replace(b"420", b"421")
    assert refusal(token.sign(other)) == "other_document"
    assert refusal(page) == "unsigned"
    signed = token.sign(page)
    assert refusal(token.sign(signed, "Signature2")) == "several"
    assert refusal(_added(signed)) == "changed"
    assert refusal(token.sign(_added(page))) == "other_document"
    begun = len(page) + 200
    spoiled = signed[:begun] + bytes([signed[begun] ^ 1]) + signed[begun + 1 :]
    assert refusal(spoiled) in ("broken", "unreadable", "changed", "other_document")
    assert refusal(b"%PDF-1.7\n" + b"x" * 200) == "other_document"
    assert refusal(b"nonsense") == "unreadable"
    assert refusal(b"x" * (certificates.LARGEST + 1)) == "too_large"


def _added(content: bytes) -> bytes:
    """Something more on the page, in a revision of its own, as an attacker would add it."""
    writer = IncrementalPdfFileWriter(BytesIO(content))
    drawn = writer.add_object(generic.StreamObject(stream_data=b"BT (Toi ban nha) Tj ET"))
    found = writer.root["/Pages"]["/Kids"][0]
    found[generic.NameObject("/Contents")] = drawn
    writer.update_container(found)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_signature_under_a_swapped_certificate_is_refused(authority: SandboxProcess) -> None:
    """The key of a nobody, the certificate of a company put in its place."""
    victim, thief = tokens.issued(authority), tokens.stranger()
    mixed = signers.SimpleSigner(
        signing_cert=victim.signer().signing_cert, signing_key=thief.signer().signing_key,
        cert_registry=victim.signer().cert_registry,
    )  # fmt: skip
    assert refusal(thief.sign(tokens.page(), signer=mixed)) == "broken"


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [({"ends": -1, "begins": -30}, "expired"), ({"begins": 2, "ends": 9}, "expired"), ({"usage": "encipher"}, "usage")],
)
def test_dates_and_use_of_the_certificate_count(
    authority: SandboxProcess, wanted: dict[str, object], reason: str
) -> None:
    assert refusal(tokens.issued(authority, **wanted).sign(tokens.page())) == reason


def test_an_unknown_root_is_refused_though_it_bears_the_right_name(authority: SandboxProcess) -> None:
    assert refusal(tokens.stranger().sign(tokens.page())) == "unknown_root"


def test_the_certificate_of_an_authority_signs_nobody_in(authority: SandboxProcess) -> None:
    assert refusal(tokens.stranger(authority=True).sign(tokens.page())) == "usage"


def test_a_person_who_also_names_an_employer_is_a_person(authority: SandboxProcess) -> None:
    """Otherwise every employee with a certificate could be the company."""
    token = tokens.stranger(uid="CCCD:036195999901", employer="MST:0100109106")
    said = signed_challenges._holder(token.signer().signing_cert)
    assert (said.personal_id, said.tax_code) == ("036195999901", "")


def test_a_drawing_that_hides_the_words_is_refused(authority: SandboxProcess) -> None:
    token = tokens.issued(authority)
    metadata = signers.PdfSignatureMetadata(field_name="Drawn", subfilter=fields.SigSeedSubFilter.PADES)

    def drawn(*box: int) -> bytes:
        made = signers.PdfSigner(metadata, token.signer(), new_field_spec=fields.SigFieldSpec("Drawn", box=box))
        return bytes(made.sign_pdf(IncrementalPdfFileWriter(BytesIO(tokens.page()))).getvalue())

    assert refusal(drawn(0, 0, 420, 595)) == "other_document"
    assert certificates.check(drawn(20, 20, 200, 100), tokens.challenge()).tax_code == "0100109106"


def test_no_root_at_all_means_nobody(authority: SandboxProcess, settings: LazySettings, tmp_path: Path) -> None:
    settings.MOTCUA_TRUST = str(tmp_path / "nothing here")
    assert refusal(tokens.issued(authority).sign(tokens.page())) == "unknown_root"


def test_revoked_is_seen_by_question_and_by_list(authority: SandboxProcess) -> None:
    token = tokens.issued(authority)
    signed = token.sign(tokens.page())
    tokens.revoke(authority, token)
    assert refusal(signed) == "revoked"
    authority.control("ca_ocsp", "fail")
    assert refusal(signed) == "revoked"


@pytest.mark.parametrize("lie", ["fail", "stale", "forged", "nonce"])
def test_an_answer_that_is_no_answer_leads_to_the_list_and_silence_of_both_refuses(
    authority: SandboxProcess, lie: str
) -> None:
    signed = tokens.issued(authority).sign(tokens.page())
    authority.control("ca_ocsp", lie)
    assert certificates.check(signed, tokens.challenge()).tax_code
    authority.control("ca_list", lie if lie != "nonce" else "fail")
    asked = Challenge("next", *list(tokens.challenge().as_json().values())[1:])
    assert refusal(signed, asked) == "silent"


def test_a_certificate_without_a_number_names_nobody(authority: SandboxProcess) -> None:
    token = tokens.issued(authority, tax_code="1234567890")  # its check figure is wrong
    assert refusal(token.sign(tokens.page())) == "nameless"


def test_a_challenge_that_is_over_is_refused_before_anybody_is_asked() -> None:
    over = Challenge("n", clock.now().timestamp() - 1, "t", 1, "d")
    assert refusal(b"anything", over) == "used"


def holder(**more: object) -> Holder:
    first = {"fingerprint": "f" * 64, "name": "Công ty A", "issuer": "CA", "serial": "1", "valid_to": clock.now()}
    return Holder(**{**first, **more})  # type: ignore[arg-type]


def citizen(phone: str = "0900000301") -> Account:
    return Account.objects.get(phone=phone)


def test_the_organisations_certificate_turns_out_who_only_claimed_to_represent_it() -> None:
    liar, boss = citizen("0900000302"), citizen("0900000301")
    facts = organisations.Facts("0100109106", "Công ty A")
    claimed = organisations.add(liar, facts, actor=Actor.SYSTEM)
    assert organisations.level(claimed, 2, 2) == 1
    mandate = certificates.prove(holder(tax_code="0100109106"), boss, actor=Actor.SYSTEM)
    assert mandate is not None and mandate.principal == claimed.principal
    assert (mandate.proven, organisations.level(Mandate.objects.get(pk=mandate.pk), 1, 3)) == ("certificate", 3)
    assert [one.principal for one in mandates.of_agent(liar.pk)] == []
    assert certificates.sign_in(holder(tax_code="0100109106"), actor=Actor.SYSTEM) == mandate.principal
    assert [one.pk for one in mandates.of_agent(boss.pk)] == [mandate.pk]


def test_an_unknown_organisation_comes_to_be_by_its_certificate() -> None:
    made = certificates.sign_in(holder(tax_code="0100109106"), actor=Actor.SYSTEM)
    assert (made.kind, made.phone, made.assurance, made.tax_code) == ("organisation", None, 3, "0100109106")
    assert Certificate.objects.get(fingerprint="f" * 64).account == made


def sure(phone: str, number: str) -> Account:
    """A citizen whose number an electronic identity vouches for."""
    Account.objects.filter(phone=phone).update(assurance=2, personal_id=number)
    person = citizen(phone)
    Identity.objects.create(
        account=person, provider="vneid", subject=phone, assurance=2, told={"personal_id": number}
    )  # fmt: skip
    return person


def test_a_certificate_proves_nobody_but_its_holder() -> None:
    known, number = sure("0900000301", "036195999901"), "036195999901"
    Account.objects.filter(phone="0900000302").update(personal_id="")
    for stranger, theirs in ((citizen("0900000302"), number), (known, "036190000017")):
        with pytest.raises(CertificateRefused) as refused:
            certificates.prove(holder(personal_id=theirs), stranger, actor=Actor.SYSTEM)
        assert refused.value.reason == "other_person"
        stranger.refresh_from_db()
        assert stranger.assurance < certificates.SIGNATURE
    assert not Certificate.objects.exists()


def test_a_number_of_two_accounts_opens_neither() -> None:
    for phone in ("0900000301", "0900000302"):
        sure(phone, "036195999901")
    with pytest.raises(CertificateRefused) as refused:
        certificates.sign_in(holder(personal_id="036195999901"), actor=Actor.SYSTEM)
    assert refused.value.reason == "unsure_person"


def test_the_registry_proves_only_whom_it_names() -> None:
    person = sure("0900000301", "036195999901")
    facts = organisations.Facts("0100109106", "Công ty A")
    for named, proven in (("036190000017", "declared"), ("036195999901", "registry")):
        said = Enterprise("0100109106", "Công ty A", "", "business", "Trịnh Bảo Ngọc", named)
        made = organisations.add(person, facts, actor=Actor.SYSTEM, registered=said, shown=2)
        assert made.proven == proven
        made.principal.delete()


def test_a_number_that_somebody_only_typed_opens_nothing() -> None:
    person = citizen()
    number = person.personal_id
    with pytest.raises(CertificateRefused):
        certificates.sign_in(holder(personal_id=number), actor=Actor.SYSTEM)
    Account.objects.filter(pk=person.pk).update(assurance=2)
    known = Identity.objects.create(account=person, provider="vneid", subject="s", assurance=2, told={})
    with pytest.raises(CertificateRefused):  # the identity vouches for the person, not for the number they typed
        certificates.sign_in(holder(personal_id=number), actor=Actor.SYSTEM)
    Identity.objects.filter(pk=known.pk).update(told={"personal_id": number})
    assert certificates.sign_in(holder(personal_id=number), actor=Actor.SYSTEM).pk == person.pk
    other = citizen("0900000302")
    with pytest.raises(CertificateRefused):
        certificates.prove(holder(personal_id=number), other, actor=Actor.SYSTEM)
