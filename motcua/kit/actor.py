"""Who acts: one small value that the journal records and the policy asks."""

from dataclasses import dataclass, field
from typing import ClassVar, Literal
from uuid import UUID

Kind = Literal["citizen", "organisation", "officer", "system", "anonymous"]


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, an officer of an office, or the system itself.

    `held` are the drafts this browser session began without an account; `opened` the dossiers it may read
    because code and PIN were given. `on_behalf_of` is the principal of the mandate this session works under, and
    `scope` the procedures it covers (empty = all). `assurance` is the level of the account (0 anonymous … 3 signature).
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

    @property
    def party(self) -> UUID | None:
        """Whose business this is: the principal's while acting for another, else one's own."""
        return self.on_behalf_of or self.account

    SYSTEM: ClassVar["Actor"]
    ANONYMOUS: ClassVar["Actor"]


Actor.SYSTEM = Actor(None, "Hệ thống", "system")
Actor.ANONYMOUS = Actor(None, "Người dùng chưa đăng nhập", "anonymous")
