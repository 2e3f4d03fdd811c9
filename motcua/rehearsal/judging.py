"""One sound document looked at from every side: page by page as a browser, on the check page, as data, on paper."""

import json
from collections.abc import Iterator

from django.utils.translation import gettext as _

from motcua.forms import engine, paper, samples
from motcua.forms.answers import Answers
from motcua.forms.kinds.base import Circumstances
from motcua.forms.paper import About, Heading
from motcua.forms.schema import FormDefinition
from motcua.rehearsal.report import Fault

HEADING = Heading(number="", code="0.000000", procedure="Chạy thử", address="https://example.invalid/")


class Judging:
    """What must hold for any sound document of a form."""

    def __init__(self, form: FormDefinition, setting: Circumstances) -> None:
        self._form = form
        self._setting = setting

    def faults(self, answers: Answers) -> Iterator[Fault]:
        """Everything that goes wrong with a document the form accepts; nothing does, in a good form."""
        try:
            yield from self._pages(answers)
            yield from self._told(answers)
            yield from self._paper(answers)
        except Exception as error:  # a rehearsal tells of every kind of failure
            yield Fault(self._form.key, f"{type(error).__name__}: {error}"[:500], answers)

    def _pages(self, answers: Answers) -> Iterator[Fault]:
        """Posting each page as a browser does builds the same document."""
        form, today, places = self._form, self._setting.today, self._setting.places
        built: Answers = {}
        for section in engine.visible_sections(form, answers, today):
            posted = samples.posted(form, section.key, answers)
            reading = engine.read_section(form, section.key, posted, built, today=today, places=places)
            if not reading.done:
                told = "; ".join(problem.message for problem in reading.problems) or _("còn mục mới hiện ra")
                words = {"page": section.title, "told": told[:300]}
                yield Fault(section.key, _("Trang “%(page)s” không qua được: %(told)s") % words, answers)
                return
            built = reading.answers
        if _same(built) != _same(answers):
            keys = built.keys() | answers.keys()
            changed = sorted(key for key in keys if _same(built.get(key)) != _same(answers.get(key)))
            said = _("Điền từng trang thì được câu trả lời khác ở phần: %(pages)s") % {"pages": ", ".join(changed)}
            yield Fault(self._form.key, said, answers)

    def _told(self, answers: Answers) -> Iterator[Fault]:
        places, today = self._setting.places, self._setting.today
        for page in engine.review(self._form, answers, places, today):
            for row in page.rows:
                if not row.text.strip():
                    said = _("Trang xem lại để trống mục “%(label)s” dù đã trả lời.") % {"label": row.label}
                    yield Fault(f"{page.key}.{row.key}", said, answers)
        engine.facts(self._form, answers, today)

    def _paper(self, answers: Answers) -> Iterator[Fault]:
        about = About(to="Ủy ban nhân dân", digest="0" * 12, places=self._setting.places, today=self._setting.today)
        for one in self._form.every_paper:
            sheet = paper.filled(self._form, answers, HEADING, about, one)
            if not sheet.blocks:
                yield Fault(one.key, _("Tờ giấy “%(title)s” in ra không có mục nào.") % {"title": one.title}, answers)


def _same(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)
