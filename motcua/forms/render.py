"""One page of the form as HTML: the same definition that is checked is what is seen."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date

from django.utils.translation import gettext as _
from markupsafe import Markup
from pydantic import JsonValue

from motcua.forms import telling
from motcua.forms.answers import nested, visible_fields, visible_in_row
from motcua.forms.kinds.base import Circumstances, Look, Places
from motcua.forms.nested import RowInput, row_marker
from motcua.forms.prefill import carried
from motcua.forms.problem import FRAME, Problem
from motcua.forms.reading import SHOWN, PageInput, Place, locked
from motcua.forms.schema import Field, FormDefinition, Section
from motcua.kit.clock import now
from motcua.ui.components import govuk

_BLANK = re.compile(r"\s*\n\s*")
FIRST_BUTTON = Markup(
    '<button type="submit" class="govuk-visually-hidden" tabindex="-1" aria-hidden="true">{}</button>'
)
"""Enter presses the first submit button of a form: that must be "Tiếp tục", not the list of communes."""
_HIDDEN = Markup('<input type="hidden" name="{}" value="{}">')
_LOCKED = Markup(
    '<div class="govuk-form-group mc-locked"><p class="govuk-label govuk-label--s">{}</p>'
    '<p class="govuk-body">{}</p></div>'
)
_COMPUTED = Markup(
    '<div class="govuk-form-group mc-computed{state}"><label class="govuk-label govuk-label--s" for="{id}">{label}'
    '</label>{hint}{error}<output class="govuk-body" id="{id}">{text}</output></div>'
)


@dataclass(frozen=True)
class RenderContext:
    """What surrounds the page.

    `answers`: the stored document. `refresh_url`: where htmx posts the form to have the section drawn again;
    without it everything works by "Tiếp tục". `prefilled`: what `engine.prefilled` offered, to say where an
    answer comes from; `told`: the sentence for each name of `account.<name>`. `editable`: with it, every other
    answered field is shown but cannot be changed.
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
                self._messages.setdefault(_spot(problem.field, problem.row, problem.sub), problem.message)
        self._read = PageInput(form, section, typed, context.answers, self._setting, context.editable)
        self._read.read()
        self._view = self._read.view
        self._controls = self._controlling()
        self._offered = self._offers()

    def _offers(self) -> Mapping[str, JsonValue]:
        """What the account and earlier pages offer here, as if this page were still empty."""
        earlier = {key: values for key, values in self._context.answers.items() if key != self._section.key}
        setting = self._setting
        known = carried(self._form, earlier, setting.today, setting.places).get(self._section.key, {})
        return {**known, **self._context.prefilled.get(self._section.key, {})}

    def _parts(self, field: Field) -> dict[str, str]:
        """What was typed into the inputs of one question; rows have theirs below "-0-", "-1-"…"""
        typed = self._read.typed
        if not field.fields:
            return {suffix: typed.get(field.key + suffix, "") for suffix in field.of_kind.inputs}
        begin = len(field.key)
        return {name[begin:]: text for name, text in typed.items() if name.startswith(f"{field.key}-")}

    def _controlling(self) -> set[tuple[str, str]]:
        """The questions whose answer shows or hides others, or help, or is reckoned with, on this same page."""
        found: set[tuple[str, str]] = set()
        for rule, rows in filter(lambda one: one[0], self._living()):
            for read in self._form.reads(rule, self._section.key, rows):
                if read.section == self._section.key:
                    found |= {(read.field, read.sub), (read.field, "")}
        return found

    def _living(self) -> Iterator[tuple[str, str]]:
        """The rules whose outcome is seen at once, each with the rows it stands in."""
        for guidance in self._section.guidance:
            yield guidance.show_when, ""
        for field in self._section.fields:
            yield field.show_when, ""
            yield field.compute, ""
            for asked in field.fields:
                yield asked.show_when, field.key
                yield asked.compute, field.key

    def parts(self) -> list[Markup]:
        fields = [field for field in visible_fields(self._section, self._view) if not field.derive]
        open_fields = [field for field in fields if not field.worked_out and not self._is_locked(field)]
        inputs = [Markup(self._field(field)) for field in fields]  # noqa: S704 (rendered components)
        return [*self._top(open_fields), *inputs]

    def _top(self, open_fields: list[Field]) -> Iterable[Markup]:
        keys = " ".join(field.key for field in open_fields)
        yield _HIDDEN.format(SHOWN, keys)
        if any(_has_buttons(field) for field in open_fields):
            yield FIRST_BUTTON.format(_("Tiếp tục"))
        yield Markup('<p class="govuk-body mc-required-note">{}</p>').format(_("Mục có dấu * là bắt buộc"))
        for guidance in self._section.guidance:
            if self._view.holds(guidance.show_when, self._section.key):
                yield govuk("inset-text", {"text": _(guidance.text)})

    def _is_locked(self, field: Field) -> bool:
        return locked(self._section.key, field.key, self._stored, self._context.editable)

    def _field(self, field: Field) -> str:
        if self._is_locked(field):
            rows = telling.told(field, self._stored[field.key], self._context.places)
            shown = Markup("").join(_LOCKED.format(row.label, row.text) for row in rows)
            return Markup('<div id="{}">{}</div>').format(field.of_kind.anchor(field), shown)
        if field.compute:
            return self._computed(field, field, self._read.values.get(field.key))
        parts = self._parts(field)
        look = Look(
            typed=parts,
            message=self._messages.get(field.key, ""),
            starred=self._view.starred(self._section, field),
            note=self._origin(field, parts),
            places=self._context.places,
            live=self._live(field, (field.key, "")),
        )
        if not field.fields:
            return field.of_kind.render(field, look)
        return nested(field).frame(field, look, [self._row(field, row) for row in self._read.rows[field.key].rows])

    def _row(self, outer: Field, row: RowInput) -> Markup:
        """The questions of one row, and a note of those that not every row shows."""
        shown = visible_in_row(self._section, outer, row.item, self._view)
        drawn = [self._in_row(outer, row, asked) for asked in shown if not asked.derive]
        if any(asked.show_when for asked in outer.fields):
            keys = " ".join(asked.key for asked in shown if asked.show_when and not asked.worked_out)
            drawn.append(_HIDDEN.format(row_marker(outer, row.number), keys))
        return Markup("").join(drawn)

    def _in_row(self, outer: Field, row: RowInput, asked: Field) -> Markup:
        placed = outer.placed(row.number, asked.key)
        if asked.compute:
            return self._computed(asked, placed, row.item.get(asked.key))
        look = Look(
            typed={suffix: self._read.typed.get(placed.key + suffix, "") for suffix in placed.of_kind.inputs},
            message=self._messages.get(placed.key, ""),
            starred=self._view.starred(self._section, asked, row.at(outer.key)),
            places=self._context.places,
            live=self._live(asked, (outer.key, asked.key)),
        )
        return Markup(placed.of_kind.render(placed, look))  # noqa: S704 (rendered components)

    def _computed(self, field: Field, placed: Field, value: JsonValue | None) -> Markup:
        """An answer the form works out: shown as it stands, with nothing to type."""
        text = _("Tự tính khi đã ghi đủ các mục liên quan.")
        if value is not None:
            text = telling.text_of(field, value, self._context.places)
        message = self._messages.get(placed.key, "")
        return _COMPUTED.format(
            state=Markup(" govuk-form-group--error") * bool(message), id=placed.key, label=_(field.label),
            hint=Markup('<div class="govuk-hint">{}</div>').format(_(field.hint)) if field.hint else "",
            error=govuk("error-message", {"text": message, "id": f"{placed.key}-error"}) if message else "",
            text=text,
        )  # fmt: skip

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

    def _live(self, field: Field, spot: tuple[str, str]) -> dict[str, str]:
        """The attributes that draw the section again when this answer changes, where scripts run."""
        changes = spot in self._controls or field.kind == "rows" or "-province" in field.of_kind.inputs
        return self._redraw() if changes and self._context.refresh_url else {}

    def _redraw(self) -> dict[str, str]:
        return {
            "hx-post": self._context.refresh_url,
            "hx-trigger": "change delay:200ms",  # a click that ends a text is over before its button moves
            "hx-target": f"#{FRAME}",
            "hx-swap": "outerHTML",
            "hx-include": "closest form",
            "hx-sync": "closest form:queue last",
        }


def _spot(field: str, row: int | None, sub: str) -> str:
    """The name of the input a problem belongs to."""
    return f"{field}-{row}-{sub}" if sub else field


def _has_buttons(field: Field) -> bool:
    """Whether a question brings buttons of its own, which Enter must not press."""
    return field.kind == "rows" or any("-province" in one.of_kind.inputs for one in (field, *field.fields))
