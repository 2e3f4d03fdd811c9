"""The task list: one line a task, and where "Tiếp tục" leads."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from motcua.dossiers import completeness
from motcua.dossiers.completeness import Task
from motcua.dossiers.models import Dossier
from motcua.kit.words import N_

Address = Callable[[Dossier, Task], str]
"""Where a task is done, in one face."""
LEFT = "con-thieu"
"""In the address of a page of the declaration that one is led back to: it then says what is missing."""
GROUPS = {
    N_("Nơi giải quyết"): ("agency",),
    N_("Tờ khai"): ("section",),
    N_("Thành phần hồ sơ"): ("paper",),
    N_("Nhận tin và nhận kết quả"): ("contact", "delivery"),
    N_("Cùng đồng ý"): ("cosign",),
}
"""The task list's headings, each with the kinds of task below it."""


def grouped(dossier: Dossier, tasks: list[Task], address: Address) -> list[dict[str, Any]]:
    """The tasks under their headings, as `ui.task_list` shows them."""
    groups: dict[str, list[dict[str, Any]]] = {title: [] for title in GROUPS}
    for task in tasks:
        title = next(title for title, kinds in GROUPS.items() if task.kind in kinds)
        groups[title].append(line(task, address(dossier, task)))
    return [{"title": _(title), "items": items} for title, items in groups.items() if items]


def line(task: Task, address: str) -> dict[str, Any]:
    """One task with where it stands."""
    if task.done and (task.started or not task.optional):
        state = "done"
    elif task.started:
        state = "started"
    else:
        state = "optional" if task.optional else "todo"
    return {"title": task.title, "href": address, "state": state, "hint": task.missing if task.started else ""}


def following(dossier: Dossier, kind: str, key: str, address: Address) -> str:
    """The next task that still lacks something after this one, wherever it stands; "" when none does.

    A page on which nothing is mandatory is shown in its turn all the same: who has something to say there must see it.
    """
    fresh = Dossier.objects.get(pk=dossier.pk)
    found = completeness.tasks(fresh, completeness.given(fresh))
    here = next((index for index, task in enumerate(found) if (task.kind, task.key) == (kind, key)), -1)
    after, before = found[here + 1 :], found[: here + 1]
    unseen = (task for task in after if not task.done or (task.kind == "section" and task.optional))
    if task := next(unseen, None):
        return address(fresh, task)
    if task := next((task for task in before if not task.done), None):
        return address(fresh, task) + (f"?{LEFT}=1" if task.kind == "section" else "")
    return ""
