"""The list of what the legal form asks: it is there, and nothing on it is always hidden."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from motcua.forms.analysis.report import Finding
from motcua.forms.schema import FormDefinition


def law(form: FormDefinition, hidden: set[str]) -> Iterator[Finding]:
    """`hidden`: addresses of questions that never appear."""
    place = _("Cả tờ khai")
    if not form.legal:
        said = _("Chưa liệt kê các mục của mẫu tờ khai theo luật. Hãy ghi danh sách legal.")
        yield Finding("error", "no_legal", "", place, said)
    for item in form.legal:
        if item.at and all(path in hidden for path in item.at):
            said = _("Mục “%(asks)s” của mẫu theo luật không bao giờ được hỏi.")
            yield Finding("error", "legal_hidden", item.at[0], place, said % {"asks": item.asks})
