"""Where a dossier can stand, and what each place means to people, to the State's systems and to the clock.

Pure. Words and national codes: DOMAIN §2.5 and §5.1. `supplement_answered` and `awaiting_seal` are ours
(docs/adr/0001).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from motcua.kit.words import N_

Group = Literal["draft", "in_progress", "paused", "settled", "not_received"]


class State(StrEnum):
    """The statutory states every dossier shares, whatever its procedure."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    INTAKE_SUPPLEMENT = "intake_supplement"
    REJECTED = "rejected"
    ACCEPTED = "accepted"
    PROCESSING = "processing"
    MERIT_SUPPLEMENT = "merit_supplement"
    SUPPLEMENT_ANSWERED = "supplement_answered"
    AWAITING_SIGNATURE = "awaiting_signature"
    AWAITING_SEAL = "awaiting_seal"
    WITHDRAWAL_REQUESTED = "withdrawal_requested"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    RESOLVED = "resolved"
    REFUSED_MERITS = "refused_merits"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is true of a state.

    `national` is the code of the national portal; None: never told, or the code before it stays.
    `counts`: the office's time limit is running. `terminal`: nothing can follow.
    """

    label: str
    national: int | None
    group: Group
    counts: bool = False
    terminal: bool = False


FACTS: Mapping[State, Facts] = {
    State.DRAFT: Facts(N_("Bản nháp"), None, "draft"),
    State.SUBMITTED: Facts(N_("Mới đăng ký, chờ tiếp nhận"), 1, "in_progress"),
    State.INTAKE_SUPPLEMENT: Facts(N_("Yêu cầu bổ sung trước khi tiếp nhận"), 5, "paused"),
    State.REJECTED: Facts(N_("Không được tiếp nhận"), 3, "not_received", terminal=True),
    State.ACCEPTED: Facts(N_("Được tiếp nhận"), 2, "in_progress", counts=True),
    State.PROCESSING: Facts(N_("Đang xử lý"), 4, "in_progress", counts=True),
    State.MERIT_SUPPLEMENT: Facts(N_("Yêu cầu bổ sung giấy tờ"), 5, "paused"),
    State.SUPPLEMENT_ANSWERED: Facts(N_("Đã bổ sung, chờ kiểm tra"), 4, "in_progress", counts=True),
    State.AWAITING_SIGNATURE: Facts(N_("Trình ký"), 4, "in_progress", counts=True),
    State.AWAITING_SEAL: Facts(N_("Đã ký, chờ đóng dấu"), 4, "in_progress", counts=True),
    State.WITHDRAWAL_REQUESTED: Facts(N_("Công dân yêu cầu rút hồ sơ"), None, "in_progress", counts=True),
    State.WITHDRAWN: Facts(N_("Đã rút hồ sơ"), 7, "settled", terminal=True),
    State.STOPPED: Facts(N_("Dừng xử lý"), 8, "paused", terminal=True),
    State.RESOLVED: Facts(N_("Đã xử lý xong, chờ trả kết quả"), 9, "settled"),
    State.REFUSED_MERITS: Facts(N_("Từ chối giải quyết"), 9, "settled"),
    State.RETURNED: Facts(N_("Đã trả kết quả"), 10, "settled", terminal=True),
}
