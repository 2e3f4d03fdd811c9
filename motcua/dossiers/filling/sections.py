"""One page of the declaration: what it shows first, what came back, what is drawn again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from markupsafe import Markup

from motcua.agencies.places import Places
from motcua.dossiers import completeness, drafting
from motcua.dossiers.actions.base import Refused
from motcua.dossiers.filling.tasks import LEFT
from motcua.dossiers.models import Dossier
from motcua.dossiers.prefilling import Known
from motcua.forms import engine
from motcua.forms.render import RenderContext
from motcua.forms.render import section as render_section
from motcua.kit.actor import Actor

SEEN = "_seen"
"""Hidden input: what was saved of the section when its page was shown."""
Told = tuple[str, str]
"""The id of an input ("" for the whole page) and how to put it right."""


def posted(request: HttpRequest) -> dict[str, list[str]]:
    """The posted fields as the forms engine reads them."""
    return {name: request.POST.getlist(name) for name in request.POST}


def flat(fields: Mapping[str, list[str]]) -> dict[str, str]:
    """The last of each."""
    return {name: values[-1] for name, values in fields.items() if values}


def shown(dossier: Dossier, section: str) -> bool:
    """Whether this dossier's declaration has the page now."""
    pages = engine.visible_sections(completeness.form_of(dossier), dossier.answers)
    return section in {page.key for page in pages}


def first(dossier: Dossier, section: str) -> dict[str, str]:
    """What the inputs show first: what is being typed, else the saved answers."""
    typed: dict[str, str] = dossier.typed.get(section) or engine.typed(
        completeness.form_of(dossier), section, dossier.answers
    )
    return typed


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a posted page. Not `done`: it is shown again as `typed`, with `problems` and an HTTP `status`."""

    done: bool
    typed: Mapping[str, str]
    problems: tuple[engine.Problem, ...] = ()
    elsewhere: str = ""
    status: int = 200


def opened(dossier: Dossier, section: str, request: HttpRequest) -> Saved:
    """A page as it is opened; who was led back to it is told what is missing, not left to look for it."""
    if LEFT not in request.GET:
        return Saved(False, first(dossier, section))
    found = engine.problems(completeness.form_of(dossier), dossier.answers)
    return Saved(False, first(dossier, section), tuple(one for one in found if one.section == section))


def save(dossier: UUID, actor: Actor, section: str, request: HttpRequest) -> Saved:
    """Keep what can be kept of a posted page."""
    data = posted(request)
    try:
        reading = drafting.save_section(dossier, actor, section, data, request.POST.get(SEEN, ""))
    except drafting.ChangedElsewhere:
        told = _("Mục này vừa được lưu ở một cửa sổ khác. Hãy xem lại rồi bấm “Tiếp tục”.")
        return Saved(False, flat(data), elsewhere=told, status=409)
    except Refused as refused:
        return Saved(False, flat(data), elsewhere=str(refused), status=413)
    return Saved(reading.done, reading.typed, reading.problems, status=422 if reading.problems else 200)


def autosave(dossier: UUID, actor: Actor, section: str, request: HttpRequest) -> int:
    """Keep what is being typed; 204, or 409 when another window saved the page meanwhile, 413 when it is too long."""
    try:
        drafting.autosave(dossier, actor, section, posted(request), request.POST.get(SEEN, ""))
    except drafting.ChangedElsewhere:
        return 409
    except Refused:
        return 413
    return 204


def again(dossier: Dossier, section: str, request: HttpRequest, known: Known | None = None) -> Markup:
    """The inputs drawn again while somebody types (htmx); nothing is kept."""
    form = completeness.form_of(dossier)
    reading = engine.read_section(form, section, posted(request), dossier.answers, places=Places())
    return inputs(dossier, section, reading.typed, (), request.path, known)


def inputs(
    dossier: Dossier, section: str, typed: Mapping[str, str], problems: Sequence[engine.Problem], address: str,
    known: Known | None = None,
) -> Markup:  # fmt: skip
    """The questions of the page. `address` draws them again; `known` is what is known of the applicant's account."""
    context = RenderContext(
        places=Places(), answers=dossier.answers, refresh_url=address,
        prefilled=drafting.offered(dossier, known) if known else {}, told=known.told if known else {},
    )  # fmt: skip
    return render_section(completeness.form_of(dossier), section, typed, problems, context)


def context(dossier: Dossier, section: str, saved: Saved, address: str, known: Known | None = None) -> dict[str, Any]:
    """What the template of the page shows; `problems` are `Told`."""
    form = completeness.form_of(dossier)
    pages = engine.visible_sections(form, dossier.answers)
    told: list[Told] = [(one.anchor, one.message) for one in saved.problems]
    return {
        "section": form.by_key[section], "count": len(pages),
        "place": next((index for index, page in enumerate(pages, start=1) if page.key == section), 1),
        "inputs": inputs(dossier, section, saved.typed, saved.problems, address, known),
        "problems": [("", saved.elsewhere)] if saved.elsewhere else told,
        "seen": drafting.fingerprint(dossier, section),
    }  # fmt: skip
