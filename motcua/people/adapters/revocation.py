"""Is a certificate revoked? OCSP with a nonce of our own first (RFC 6960), else the list (RFC 5280); silence refuses.

Addresses come from certificates, so nothing is fetched before the chain was found to end at a root of ours.
"""

import secrets
from collections.abc import Iterable
from typing import Any

import httpx
from asn1crypto import algos, core, crl, ocsp, x509  # type: ignore[import-untyped]
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import RevokedError
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)

PATIENCE = httpx.Timeout(6, connect=3)  # seconds
MOST_ADDRESSES = 2
"""Of each kind that are tried for one certificate."""
LARGEST_ANSWER, LARGEST_LIST = 64 * 1024, 16 * 1024 * 1024  # bytes; lists of large authorities have megabytes


class Revoked(Exception):
    """An authority said so."""


class Silent(Exception):
    """Nobody who may say so said that the certificate is good."""


async def check(path: ValidationPath, roots: list[x509.Certificate], others: list[x509.Certificate]) -> None:
    """Pass only when every certificate of the path below its root is said to be good now; else `Revoked`, `Silent`."""
    chain: list[Any] = list(path)
    pairs = list(zip(chain[1:], chain[:-1], strict=True))
    with httpx.Client(timeout=PATIENCE, follow_redirects=False, trust_env=False) as client:
        answers = [answer for subject, issuer in pairs for answer in _ask(client, subject, issuer)]
        if answers and await _good(chain[-1], roots, others, answers, []):
            return
        lists = [found for subject, _issuer in pairs for found in _lists(client, subject)]
    if not await _good(chain[-1], roots, others, answers, lists):
        raise Silent


async def _good(
    leaf: x509.Certificate, roots: list[x509.Certificate], others: list[x509.Certificate],
    answers: list[ocsp.OCSPResponse], lists: list[crl.CertificateList],
) -> bool:  # fmt: skip
    rule = RevocationCheckingRule.CRL_OR_OCSP_REQUIRED
    context = ValidationContext(
        trust_roots=roots, other_certs=others, ocsps=answers, crls=lists, allow_fetching=False,
        revinfo_policy=CertRevTrustPolicy(RevocationCheckingPolicy(rule, rule)),
    )  # fmt: skip
    try:
        await CertificateValidator(leaf, others, context).async_validate_path()
    except RevokedError as error:
        raise Revoked from error
    except Exception:  # whatever else is wrong with an answer: it says nothing
        return False
    return True


def _ask(client: httpx.Client, subject: x509.Certificate, issuer: x509.Certificate) -> Iterable[ocsp.OCSPResponse]:
    nonce = secrets.token_bytes(32)
    body = _request(subject, issuer, nonce).dump()
    for address in _web(subject.ocsp_urls):
        headers = {"Content-Type": "application/ocsp-request", "Accept": "application/ocsp-response"}
        got = _fetched(client, "POST", address, LARGEST_ANSWER, content=body, headers=headers)
        answer = _answer(got, nonce) if got else None
        if answer is not None:
            yield answer
            return


def _request(subject: x509.Certificate, issuer: x509.Certificate, nonce: bytes) -> ocsp.OCSPRequest:
    named = ocsp.CertId(
        {
            "hash_algorithm": algos.DigestAlgorithm({"algorithm": "sha1"}),  # what every responder understands
            "issuer_name_hash": subject.issuer.sha1,
            "issuer_key_hash": issuer.public_key.sha1,
            "serial_number": subject.serial_number,
        }
    )
    extension = ocsp.TBSRequestExtension({"extn_id": "nonce", "critical": False, "extn_value": core.OctetString(nonce)})
    return ocsp.OCSPRequest({"tbs_request": {"request_list": [{"req_cert": named}], "request_extensions": [extension]}})


def _answer(got: bytes, nonce: bytes) -> ocsp.OCSPResponse | None:
    """An answer to this very question: one to another question (a replay) is none. Prepared answers have no nonce."""
    try:
        answer = ocsp.OCSPResponse.load(got, strict=True)
        if answer["response_status"].native != "successful":
            return None
        echoed = answer.nonce_value
        if echoed is not None and echoed.native != nonce:
            return None
    except (ValueError, TypeError, KeyError):
        return None
    return answer


def _lists(client: httpx.Client, subject: x509.Certificate) -> Iterable[crl.CertificateList]:
    addresses = [address for point in subject.crl_distribution_points for address in ([point.url] if point.url else [])]
    for address in _web(addresses):
        got = _fetched(client, "GET", address, LARGEST_LIST)
        try:
            if got:
                found = crl.CertificateList.load(got, strict=True)
                found["tbs_cert_list"]["this_update"].native  # noqa: B018 - reading shows whether it is a list
                yield found
                return
        except (ValueError, TypeError, KeyError):
            continue


def _web(addresses: Iterable[str]) -> list[str]:
    return [one for one in addresses if one.startswith(("http://", "https://"))][:MOST_ADDRESSES]


def _fetched(client: httpx.Client, method: str, address: str, most: int, **more: Any) -> bytes | None:
    """The body when it came whole and is not larger than `most`."""
    try:
        with client.stream(method, address, **more) as answer:
            body = bytearray()
            for part in answer.iter_bytes():
                body += part
                if len(body) > most:
                    return None
            return bytes(body) if answer.status_code == 200 else None
    except (httpx.HTTPError, httpx.InvalidURL):
        return None
