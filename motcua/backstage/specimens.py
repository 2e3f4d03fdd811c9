"""Who may see what, found out by asking the policy itself about made-up people and dossiers that are never stored."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers import policy
from motcua.dossiers.models import Dossier
from motcua.kit.actor import Actor
from motcua.kit.references import uuid7
from motcua.kit.words import N_
from motcua.vault import policy as vault

Question = Callable[["World", Actor], bool]

PEOPLE: Mapping[str, str] = {
    "owner": N_("Người nộp"),
    "agent": N_("Người được ủy quyền mọi việc"),
    "limited": N_("Người được ủy quyền thủ tục khác"),
    "pin": N_("Người có mã hồ sơ và mã tra cứu"),
    "stranger": N_("Người khác đã đăng nhập"),
    "nobody": N_("Người chưa đăng nhập"),
    "clerk": N_("Cán bộ tiếp nhận"),
    "officer": N_("Người thụ lý"),
    "leader": N_("Lãnh đạo"),
    "seal_clerk": N_("Văn thư"),
    "colleague": N_("Cán bộ nộp hồ sơ của chính mình"),
    "elsewhere": N_("Cán bộ cơ quan khác"),
    "administrator": N_("Quản trị"),
}
"""Who is asked about, in the order of the columns."""
_ROLES = {
    "clerk": "clerk", "officer": "civil_status_officer", "leader": "leader", "seal_clerk": "seal_clerk",
    "administrator": "administrator", "elsewhere": "clerk", "colleague": "clerk",
}  # fmt: skip


@dataclass(frozen=True)
class World:
    """An office, a citizen's dossiers at four moments, and everybody of `PEOPLE`; nothing of it is stored."""

    version: ProcedureVersion
    office: UUID = field(default_factory=uuid7)
    citizen: UUID = field(default_factory=uuid7)
    officer: UUID = field(default_factory=uuid7)
    counter: UUID = field(default_factory=uuid7)

    def dossier(self, name: str, owner: UUID | None = None) -> Dossier:
        """A draft, one typed at the counter, one on the way, or one waiting for a signature."""
        states = {"draft": "draft", "typed": "draft", "running": "submitted", "signing": "awaiting_signature"}
        typed = name == "typed"
        return Dossier(
            id=self.counter, version=self.version, agency_id=self.office, state=states[name],
            owner_id=None if typed else owner or self.citizen, channel="counter" if typed else "online",
        )  # fmt: skip

    def person(self, who: str) -> Actor:
        """One of `PEOPLE` as an actor."""
        if who in _ROLES:
            office = uuid7() if who == "elsewhere" else self.office
            return Actor(self.officer, who, "officer", agency=office, roles=frozenset([_ROLES[who]]))
        plain = Actor(self.citizen if who == "owner" else uuid7(), who, "citizen")
        match who:
            case "agent":
                return Actor(plain.account, who, "citizen", on_behalf_of=self.citizen)
            case "limited":
                scope = frozenset(["0.000000"])
                return Actor(plain.account, who, "citizen", on_behalf_of=self.citizen, scope=scope)
            case "pin":
                return Actor(None, who, "anonymous", opened=frozenset([self.counter]))
            case "nobody":
                return Actor.ANONYMOUS
        return plain


def _of(name: str, ask: Callable[[Actor, Dossier], bool]) -> Question:
    def asked(world: World, actor: Actor) -> bool:
        own = actor.account if actor.name == "colleague" else None
        return ask(actor, world.dossier(name, own))

    return asked


def _may(act: str) -> Callable[[Actor, Dossier], bool]:
    def asked(actor: Actor, dossier: Dossier) -> bool:
        return policy.is_visible(actor, dossier) and policy.may(actor, act, dossier)

    return asked


def _browses(world: World, actor: Actor) -> bool:
    return vault.may_browse(actor) and actor.party == world.citizen


def _picks(world: World, actor: Actor) -> bool:
    return vault.may_pick(actor, world.citizen)


QUESTIONS: Mapping[str, Question] = {
    N_("Bản nháp trên mạng: xem"): _of("draft", policy.is_visible),
    N_("Bản nháp trên mạng: sửa"): _of("draft", policy.may_edit_draft),
    N_("Bản nháp trên mạng: bỏ"): _of("draft", policy.may_discard),
    N_("Bản nháp trên mạng: mời người cùng làm"): _of("draft", policy.may_invite),
    N_("Bản nháp gõ tại quầy: xem"): _of("typed", policy.is_visible),
    N_("Bản nháp gõ tại quầy: sửa"): _of("typed", policy.may_edit_draft),
    N_("Hồ sơ đã nộp: xem"): _of("running", policy.is_visible),
    N_("Hồ sơ đã nộp: mở giấy tờ"): _of("running", policy.may_read_papers),
    N_("Hồ sơ đã nộp: tiếp nhận"): _of("running", _may("receive")),
    N_("Hồ sơ đã nộp: rút"): _of("running", _may("take_back")),
    N_("Hồ sơ chờ ký: ký"): _of("signing", _may("sign")),
    N_("Kho giấy tờ của người nộp: xem"): _browses,
    N_("Kho giấy tờ của người nộp: lấy vào hồ sơ"): _picks,
}
"""What is asked of the policy: words → how."""


def people() -> list[str]:
    """The headings of the columns."""
    return [_(words) for words in PEOPLE.values()]


def table() -> list[tuple[str, list[bool]]]:
    """Each question with the policy's answer for everybody; empty while nothing was ever published.

    A few statements: the version, and for each citizen whether they help with the draft.
    """
    version = ProcedureVersion.objects.exclude(published_at=None).order_by("id").first()
    if version is None:
        return []
    world = World(version)
    ask = partial(_answers, world)
    return [(_(words), ask(question)) for words, question in QUESTIONS.items()]


def _answers(world: World, question: Question) -> list[bool]:
    return [question(world, world.person(who)) for who in PEOPLE]


def as_rows() -> list[list[str]]:
    """The same as rows of a sheet."""
    yes, no = _("Được"), _("Không")
    rows = [[], [_("Đối tượng"), *people()]]
    return rows + [[words, *(yes if may else no for may in answers)] for words, answers in table()]
