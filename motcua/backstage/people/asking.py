"""Forms of these pages: what is asked, what was typed, what is wrong; one template draws them all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from motcua.agencies.models import Post
from motcua.backstage.catalogue.controls import Control
from motcua.backstage.catalogue.problems import Problem, at
from motcua.dossiers import roles
from motcua.kit import clock, dates
from motcua.kit.vietnamese import clean
from motcua.kit.words import Invalid

LONGEST = 500
FUNCTIONS = (*roles.OFFICE, "administrator")
"""The functions in the order a dossier meets them, then administration."""


def said(error: Invalid) -> str:
    """The sentence of a refusal in the reader's language."""
    return _(error.message) % error.params if error.params else _(error.message)


def functions(held: Iterable[str]) -> str:
    """ "Cán bộ tiếp nhận, Văn thư"."""
    given = set(held)
    return ", ".join(_(roles.TITLES[role]) for role in FUNCTIONS if role in given)


@dataclass
class Form:
    """What a page asks; controls remember what was typed (`data`), `problems` what is wrong with it."""

    data: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)
    ticked: Mapping[str, Sequence[str]] = field(default_factory=dict)
    posted: bool = False

    @property
    def sound(self) -> bool:
        """Whether something was posted and nothing is wrong with it so far."""
        return self.posted and not self.problems

    @classmethod
    def of(cls, request: HttpRequest) -> "Form":
        """The form with what was posted; empty for a page that is only opened."""
        given = {name: clean(request.POST.get(name, ""))[:LONGEST] for name in request.POST}
        ticked = {name: request.POST.getlist(name)[:30] for name in request.POST}
        return cls(given, ticked=ticked, posted=request.method == "POST")

    def wrong(self, name: str, message: str) -> None:
        """Say what is wrong with one input ("" = the whole page)."""
        self.problems.append(Problem(name, message))

    def line(self, name: str, label: str, hint: str = "", known: str = "", *, must: bool = True) -> str:
        """Ask for a line of text; gives what was typed, else what was known."""
        return self._ask(name, label, "line", hint, known, must)

    def area(self, name: str, label: str, hint: str = "", known: str = "", *, must: bool = True) -> str:
        """The same for a few lines."""
        return self._ask(name, label, "text", hint, known, must)

    def choice(
        self, name: str, label: str, options: list[tuple[str, str]], hint: str = "", known: str = "", *,
        must: bool = True,
    ) -> str:  # fmt: skip
        """Ask for one of several; what is not among them counts as nothing."""
        given = self._ask(name, label, "choice", hint, known, must, options)
        if given in dict(options):
            return given
        if self.posted and given:
            self.wrong(name, _("Mục đã chọn không còn trong danh sách. Hãy chọn lại."))
        return ""

    def day(
        self, name: str, label: str, hint: str = "", known: date | None = None, *, must: bool = True
    ) -> date | None:
        """Ask for a day; None when nothing, or no day, was typed (then a problem is said)."""
        shown = dates.short_date(known) if known else ""
        given = self._ask(name, label, "date", hint or _("Ví dụ: 23/11/2026."), shown, must)
        if not given:
            if must and self.posted:
                told = _("Hãy ghi ngày ở mục “%(label)s”, ví dụ 23/11/2026.")
                self.wrong(name, told % {"label": label.removesuffix(" *")})
            return None
        try:
            return dates.parse_date(given)
        except Invalid as error:
            self.wrong(name, said(error))
            return None

    def functions(self, known: Iterable[str] = (), hint: str = "") -> list[str]:
        """Ask which functions; gives those ticked."""
        given = list(self.ticked.get("roles", [])) if self.posted else list(known)
        options = [(role, _(roles.TITLES[role])) for role in FUNCTIONS]
        self._add("roles", _("Chức năng"), "ticks", hint, given, options, False)
        return given

    def _ask(
        self, name: str, label: str, kind: str, hint: str, known: str, must: bool,
        options: list[tuple[str, str]] | None = None,
    ) -> str:  # fmt: skip
        given = self.data.get(name, "") if self.posted else known
        self._add(name, label, kind, hint, given, options or [], must)
        return given

    def _add(
        self, name: str, label: str, kind: str, hint: str, text: str | list[str], options: list[tuple[str, str]],
        must: bool,
    ) -> None:  # fmt: skip
        self.controls.append(Control(name, label, kind, hint, text, options, "", must, [], [], []))

    def page(
        self, request: HttpRequest, title: str, button: str, back: tuple[str, str], *, lead: Sequence[str] = (),
        danger: bool = False,
    ) -> HttpResponse:  # fmt: skip
        """The page with this form; 422 when something is wrong."""
        for place, one in enumerate(self.controls):
            self.controls[place] = Control(
                one.name, one.label, one.kind, one.hint, one.text, one.options, at(self.problems, one.name),
                one.required, [], [], [],
            )  # fmt: skip
        context = {
            "title": title, "controls": self.controls, "problems": self.problems, "button": button, "lead": lead,
            "back": back, "danger": danger,
        }  # fmt: skip
        return render(request, "backstage/people/form.html", context, status=422 if self.problems else 200)


@dataclass(frozen=True, slots=True)
class Seat:
    """A post as typed: its title, functions and days."""

    title: str
    roles: list[str]
    valid_from: date | None
    valid_to: date | None


def seat(form: Form, posts: Sequence[Post]) -> Seat:
    """Ask for a post of the office, or another title with functions of its own."""
    options = [("", _("Chức danh khác (ghi ở dưới)"))]
    options += [(one.title, f"{one.title} ({functions(one.roles)})") for one in posts]
    chosen = form.choice("post", _("Chức danh của cơ quan"), options, must=False)
    other = form.line("title", _("Chức danh khác"), _("Chỉ ghi khi danh sách trên chưa có."), must=False)
    ticked = form.functions(hint=_("Để trống thì lấy chức năng thường có của chức danh đã chọn."))
    start = form.day("valid_from", _("Từ ngày"), known=clock.now().date())
    end = form.day("valid_to", _("Đến hết ngày"), _("Để trống nếu không có thời hạn."), must=False)
    usual = next((one.roles for one in posts if one.title == chosen), [])
    return Seat(chosen or other, ticked or list(usual), start, end)
