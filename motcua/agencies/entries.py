"""What the journal keeps of offices and their officers: functions given and taken, leave, first sign-ins."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel

from motcua.journal.kinds import kind


class AccountOpened(BaseModel):
    """An account was made for an officer; it opens nothing until functions are approved."""

    agency: UUID


class Invited(BaseModel):
    """The officer may set a new password; `again`: the old one opens nothing any more."""

    again: bool


class PasswordSet(BaseModel):
    """The officer set a password with a code sent to their telephone."""


class Suspended(BaseModel):
    """The account opens nothing until two administrators open it again."""

    why: str


class Proposed(BaseModel):
    """What one administrator wants; `kind` as in `agencies.Proposal`."""

    proposal: UUID
    kind: str
    title: str
    roles: list[str]
    valid_from: date | None
    valid_to: date | None
    why: str


class Decided(BaseModel):
    """What another administrator said; `before` are the functions held until then."""

    proposal: UUID
    kind: str
    roles: list[str]
    before: list[str]
    proposed_by: UUID
    answer: str


class Withdrawn(BaseModel):
    """Who proposed it took it back before anybody decided."""

    proposal: UUID
    kind: str
    roles: list[str]


class Appointed(BaseModel):
    """Functions given from the command line of the installation, before there were administrators."""

    agency: UUID
    title: str
    roles: list[str]


class LeaveEntered(BaseModel):
    """An officer is away, and who has their functions meanwhile."""

    leave: UUID
    substitute: UUID | None
    valid_from: date
    valid_to: date


class LeaveEnded(BaseModel):
    """The officer is back before the last day, or the leave was called off."""

    leave: UUID


class OfficeChanged(BaseModel):
    """An office was opened, renamed, moved, closed or opened again; what changed, old and new."""

    change: str
    before: str
    after: str


class PostKept(BaseModel):
    """An office's post and its usual functions."""

    title: str
    roles: list[str]


ACCOUNT_OPENED = kind("officer.account_opened", AccountOpened)
INVITED = kind("officer.invited", Invited)
PASSWORD_SET = kind("officer.password_set", PasswordSet)
SUSPENDED = kind("officer.suspended", Suspended)
ROLE_PROPOSED = kind("officer.role_proposed", Proposed)
ROLE_APPROVED = kind("officer.role_approved", Decided)
ROLE_DECLINED = kind("officer.role_declined", Decided)
ROLE_WITHDRAWN = kind("officer.role_withdrawn", Withdrawn)
APPOINTED = kind("officer.appointed", Appointed)
LEAVE_ENTERED = kind("officer.leave_entered", LeaveEntered)
LEAVE_ENDED = kind("officer.leave_ended", LeaveEnded)
OFFICE_CHANGED = kind("office.changed", OfficeChanged)
POST_KEPT = kind("office.post_kept", PostKept)
