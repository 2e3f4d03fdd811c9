"""Who acts: one small value that the journal records and the policy asks."""

from dataclasses import dataclass, field, replace
from typing import ClassVar, Literal
from uuid import UUID

Kind = Literal["citizen", "organisation", "officer", "system", "anonymous"]


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, an officer of an office, or the system itself.

    `held` are the drafts this browser session began without an account; `opened` the dossiers it may read
    because code and PIN were given. `on_behalf_of` is the principal of the mandate this session works under, and
    `scope` the procedures it covers (empty = all), `ground` why ("parent", "authorised" …). `parties` are invitations
    to drafts of others whose telephone was proven in this browser. `assurance` is the level of the account
    (0 anonymous … 3 signature). `lent` are those of `roles` that an officer has only while standing in for
    `instead_of` (names of people). `elsewhere`: they have a post at another office too, and may work there instead.
    `personal_id` is an officer's own number (empty for everybody else), so that their private account is known as
    theirs; it is never written down.
    """

    account: UUID | None
    name: str
    kind: Kind
    on_behalf_of: UUID | None = None
    agency: UUID | None = None
    roles: frozenset[str] = frozenset()
    assurance: int = 0
    held: frozenset[UUID] = field(default_factory=frozenset)
    opened: frozenset[UUID] = field(default_factory=frozenset)
    scope: frozenset[str] = frozenset()
    ground: str = ""
    parties: frozenset[UUID] = field(default_factory=frozenset)
    lent: frozenset[str] = frozenset()
    instead_of: str = ""
    elsewhere: bool = False
    personal_id: str = field(default="", repr=False)

    @property
    def party(self) -> UUID | None:
        """Whose business this is: the principal's while acting for another, else one's own."""
        return self.on_behalf_of or self.account

    def using(self, roles: frozenset[str]) -> "Actor":
        """The same officer doing what any of `roles` may do: as themselves when their own function is enough."""
        if not self.lent or not (self.roles - self.lent) & roles:
            return self
        return replace(self, lent=frozenset(), instead_of="")

    @property
    def signature(self) -> str:
        """The name as the journal keeps it: "Hoàng Minh Tuệ (thay Bùi Quốc Khải)"."""
        return f"{self.name} (thay {self.instead_of})" if self.instead_of else self.name

    SYSTEM: ClassVar["Actor"]
    ANONYMOUS: ClassVar["Actor"]


Actor.SYSTEM = Actor(None, "Hệ thống", "system")
Actor.ANONYMOUS = Actor(None, "Người dùng chưa đăng nhập", "anonymous")
