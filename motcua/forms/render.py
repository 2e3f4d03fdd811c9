"""One page of the form as HTML: the same definition that is checked is what is seen."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date

from django.utils.translation import gettext as _
from markupsafe import Markup
from pydantic import JsonValue

from motcua.forms import rules
from motcua.forms.answers import Answers, View, settle, visible_fields
from motcua.forms.kinds.base import Circumstances, Invalid, Look, Places
from motcua.forms.prefill import carried
from motcua.forms.reading import SHOWN, Place, Problem, locked
from motcua.forms.schema import Field, FormDefinition, Section
from motcua.kit.clock import now
from motcua.ui.components import govuk

_BLANK = re.compile(r"\s*\n\s*")
FRAME = "form-section"
"""The id of the part of the page that is drawn again."""
FIRST_BUTTON = Markup(
    '<button type="submit" class="govuk-visually-hidden" tabindex="-1" aria-hidden="true">{}</button>'
)
"""Enter presses the first submit button of a form: that must be "Tiếp tục", not the list of communes."""


@dataclass(frozen=True)
class RenderContext:
    """What surrounds the page.

    `answers`: the stored document. `refresh_url`: where htmx posts the form to have the section drawn again;
    without it everything works by "Tiếp tục". `prefilled`: what `engine.prefilled` offered, to say where an
    answer comes from; `told`: the sentence for each name of `account.<name>`. `editable`: with it, every other answered field is shown but cannot be changed.
    """

    places: Places | None = None
    answers: Mapping[str, Mapping[str, JsonValue]] = attribute(default_factory=dict)
    refresh_url: str = ""
    prefilled: Mapping[str, Mapping[str, JsonValue]] = attribute(default_factory=dict)
    told: Mapping[str, str] = attribute(default_factory=dict)
    editable: set[Place] | None = None
    today: date | None = None


def summary(problems: Iterable[Problem]) -> list[dict[str, str]]:
    """The problems for the error summary on top of the page: text and the address of the input."""
    return [{"text": problem.message, "href": f"#{problem.anchor}"} for problem in problems]


def section(
    form: FormDefinition,
    section_key: str,
    typed: Mapping[str, str],
    problems: Iterable[Problem] = (),
    context: RenderContext | None = None,
) -> Markup:
    """The inputs of one page, with guidance, hints and error messages, in one frame that htmx may replace.

    The form element, the title, the error summary and the buttons belong to the page around it.
    """
    page = _Page(form, form.by_key[section_key], typed, problems, context or RenderContext())
    inner = _lean(Markup("").join(page.parts()))
    return Markup('<div id="{}" class="mc-form-section">{}</div>').format(FRAME, inner)


def _lean(html: str) -> Markup:
    """The same HTML without the blank lines of the components; long texts stay as typed."""
    pieces = re.split(r"(<textarea.*?</textarea>)", html, flags=re.DOTALL)
    kept = [piece if piece.startswith("<textarea") else _BLANK.sub("\n", piece) for piece in pieces]
    return Markup("".join(kept))  # noqa: S704 (rendered components)


class _Page:
    def __init__(
        self,
        form: FormDefinition,
        section: Section,
        typed: Mapping[str, str],
        problems: Iterable[Problem],
        context: RenderContext,
    ) -> None:
        self._form, self._section, self._typed, self._context = form, section, typed, context
        self._setting = Circumstances(context.today or now().date(), context.places)
        self._stored = context.answers.get(section.key, {})
        self._messages: dict[str, str] = {}
        for problem in problems:
            if problem.section == section.key:
                self._messages.setdefault(problem.field, problem.message)
        self._view = View(form, self._seen(), self._setting.today)
        self._controls = self._controlling()
        self._offered = self._offers()

    def _seen(self) -> Answers:
        """The document as it would be with what is typed now, wrong inputs left out."""
        values = {}
        for field in self._section.fields:
            if locked(self._section.key, field.key, self._stored, self._context.editable):
                values[field.key] = self._stored[field.key]
                continue
            try:
                value = field.of_kind.parse(field, self._parts(field), self._setting)
            except Invalid:
                continue
            if value is not None:
                values[field.key] = value
        answers = {**self._context.answers, self._section.key: values}
        return settle(self._form, answers, self._setting.today)

    def _offers(self) -> Mapping[str, JsonValue]:
        """What the account and earlier pages offer here, as if this page were still empty."""
        earlier = {key: values for key, values in self._context.answers.items() if key != self._section.key}
        setting = self._setting
        known = carried(self._form, earlier, setting.today, setting.places).get(self._section.key, {})
        return {**known, **self._context.prefilled.get(self._section.key, {})}

    def _parts(self, field: Field) -> dict[str, str]:
        return {suffix: self._typed.get(field.key + suffix, "") for suffix in field.of_kind.inputs}

    def _controlling(self) -> set[str]:
        """The fields whose answer shows or hides others, or help, on this same page."""
        shown = [field.show_when for field in self._section.fields]
        shown += [guidance.show_when for guidance in self._section.guidance]
        found: set[str] = set()
        for rule in filter(None, shown):
            for path in rules.names(rules.parse(rule)):
                place = self._form.resolve(path, self._section.key)
                if place and place[0] == self._section.key:
                    found.add(place[1])
        return found

    def parts(self) -> list[Markup]:
        fields = [field for field in visible_fields(self._section, self._view) if not field.derive]
        open_fields = [f for f in fields if not self._is_locked(f)]
        inputs = [Markup(self._field(field)) for field in fields]  # noqa: S704 (rendered components)
        return [*self._top(open_fields), *inputs]

    def _top(self, open_fields: list[Field]) -> Iterable[Markup]:
        keys = " ".join(field.key for field in open_fields)
        yield Markup('<input type="hidden" name="{}" value="{}">').format(SHOWN, keys)
        if any(name.endswith("-province") for field in open_fields for name in field.inputs):
            yield FIRST_BUTTON.format(_("Tiếp tục"))
        yield Markup('<p class="govuk-body mc-required-note">{}</p>').format(_("Mục có dấu * là bắt buộc"))
        for guidance in self._section.guidance:
            if self._view.holds(guidance.show_when, self._section.key):
                yield govuk("inset-text", {"text": _(guidance.text)})

    def _is_locked(self, field: Field) -> bool:
        return locked(self._section.key, field.key, self._stored, self._context.editable)

    def _field(self, field: Field) -> str:
        if self._is_locked(field):
            text = field.of_kind.shown(field, self._stored[field.key], self._context.places)
            return Markup(
                '<div class="govuk-form-group mc-locked"><p class="govuk-label govuk-label--s">{}</p>'
                '<p class="govuk-body">{}</p></div>'
            ).format(_(field.label), text)
        parts = self._parts(field)
        look = Look(
            typed=parts,
            message=self._messages.get(field.key, ""),
            starred=self._view.starred(self._section, field),
            note=self._origin(field, parts),
            places=self._context.places,
            live=self._live(field),
        )
        return field.of_kind.render(field, look)

    def _origin(self, field: Field, parts: Mapping[str, str]) -> str:
        """Where the answer comes from, as long as it is still the one that was offered."""
        value = self._offered.get(field.key)
        if value is None or field.prefill is None or not field.prefill.source:
            return ""
        offered = field.of_kind.typed(field, value)
        if any(parts.get(suffix, "") != text for suffix, text in offered.items()):
            return ""
        origin, _dot, name = field.prefill.source.partition(".")
        if origin == "account":
            return self._context.told.get(name) or _("Lấy từ tài khoản của bạn. Bạn có thể sửa.")
        return _("Lấy từ phần bạn đã khai ở trên. Bạn có thể sửa.")

    def _live(self, field: Field) -> dict[str, str]:
        """The attributes that draw the section again when this answer changes, where scripts run."""
        changes = field.key in self._controls or "-province" in field.of_kind.inputs
        if not changes or not self._context.refresh_url:
            return {}
        return {
            "hx-post": self._context.refresh_url,
            "hx-trigger": "change",
            "hx-target": f"#{FRAME}",
            "hx-swap": "outerHTML",
            "hx-include": "closest form",
        }
