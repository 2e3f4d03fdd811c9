"""The port to an identity provider, and the ways in which the road there and back can end badly."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.utils.translation import gettext as _

from motcua.people.errors import Refused


class NotSignedIn(Refused):
    """The road ended badly; `address` is where the person was going, when that is known."""

    address = ""


class Unreachable(NotSignedIn):
    """The provider does not answer, or not in time; nothing is wrong with the person."""

    @property
    def message(self) -> str:
        return _("Nơi cấp tài khoản chưa trả lời. Hãy thử lại sau ít phút, hoặc đăng nhập bằng cách khác.")


class Untrusted(NotSignedIn):
    """An answer that is not proven to be the provider's answer to this very question; `why` is for the log only."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why

    @property
    def message(self) -> str:
        return _("Câu trả lời của nơi cấp tài khoản chưa đáng tin. Bạn chưa được đăng nhập. Hãy thử lại.")


class Lapsed(NotSignedIn):
    """The sign-in was begun too long ago, in another browser, or has been used already."""

    @property
    def message(self) -> str:
        return _("Lượt đăng nhập này đã hết hạn hoặc đã dùng. Hãy bắt đầu lại.")


class Cancelled(NotSignedIn):
    """The person said no at the provider."""

    @property
    def message(self) -> str:
        return _("Bạn đã dừng đăng nhập ở nơi cấp tài khoản. Hãy chọn cách đăng nhập khác nếu muốn.")


@dataclass(frozen=True, slots=True)
class Configuration:
    """One provider, as an operator describes it.

    `subject` is the claim that names the person for ever. `acr` is asked for; only an answer that names one of them
    counts for more than level 1. `names` maps our names to the provider's claims, the first present one wins.
    `levels` maps the provider's own level (`loAs`) to ours; what is not listed is level 1.
    """

    name: str
    issuer: str
    client_id: str
    client_secret: str
    subject: str = "sub"
    scope: str = "openid"
    acr: tuple[str, ...] = ()
    authentication: str = "basic"
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    levels: Mapping[str, int] = field(default_factory=dict)
    organisations: frozenset[str] = frozenset()
    seconds: float = 8.0


@dataclass(frozen=True, slots=True)
class Question:
    """What one sign-in asks; `state` finds the way back, `nonce` and `verifier` stay in the session."""

    redirect_uri: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the provider is proven to have said about the person."""

    subject: str
    acr: str
    amr: tuple[str, ...]
    claims: Mapping[str, Any]


class Provider(Protocol):
    """Talks to one provider. Both methods may take seconds: never call them with a transaction open."""

    def address(self, question: Question) -> str:
        """Where the browser goes to sign in. Raises `Unreachable` or `Untrusted`."""

    def redeem(self, question: Question, code: str, issuer: str) -> Answer:
        """The proven answer for `code`; `issuer` is what came with it. Raises `Unreachable` or `Untrusted`."""

    def check_config(self) -> list[tuple[bool, str]]:
        """Is the provider there? (good, sentence for the health page) each."""
