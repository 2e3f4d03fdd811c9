"""The five steps everyone knows of every dossier, and how many are behind it: all that anybody may know (R49)."""

from django.utils.translation import gettext_lazy

from motcua.dossiers.lifecycle import State

ROAD = (
    (gettext_lazy("Nộp hồ sơ"), "submitted_at"),
    (gettext_lazy("Tiếp nhận"), "received_at"),
    (gettext_lazy("Xử lý"), ""),
    (gettext_lazy("Có kết quả"), ""),
    (gettext_lazy("Trả kết quả"), "ended_at"),
)
"""The steps, each with the field of the dossier that says when it was done, where one does."""
REACHED = {
    State.SUBMITTED: 1, State.INTAKE_SUPPLEMENT: 1, State.REJECTED: 1, State.WITHDRAWN: 1, State.ACCEPTED: 2,
    State.RESOLVED: 4, State.REFUSED_MERITS: 4, State.RETURNED: 5,
}  # fmt: skip
UNDER_WAY = 3


def reached(state: State) -> int:
    """How many of the five steps are behind a dossier in this state, the one it is in included."""
    return REACHED.get(state, UNDER_WAY)
