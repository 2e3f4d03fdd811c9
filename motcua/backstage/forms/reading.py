"""A text that should be a form definition: the definition, or every mistake with its place, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from pydantic import ValidationError

from motcua.forms import analysis, drafts, library
from motcua.forms.schema import FormDefinition
from motcua.kit import readable_files
from motcua.kit.readable_files import BadFile
from motcua.kit.words import N_

TROUBLES = {
    "size": N_("Tờ khai dài quá 500.000 ký tự. Hãy chia thành nhiều tờ khai."),
    "encoding": N_("Tệp không phải là tệp chữ. Hãy chọn tệp có đuôi .yaml."),
    "syntax": N_("Viết chưa đúng cách, ví dụ thụt dòng lệch hoặc thiếu dấu ngoặc kép."),
    "aliases": N_("Không dùng dấu & hoặc * để nhắc lại một đoạn. Hãy viết đầy đủ đoạn đó."),
    "depth": N_("Có quá nhiều tầng lồng nhau."),
    "count": N_("Có quá nhiều mục."),
    "shape": N_("Phải là một tờ khai có các mục key, title, sections."),
    "other_form": N_("Tờ khai này có mã khác."),
}


@dataclass(frozen=True, slots=True)
class Read:
    """Either `form`, or `mistakes` that say where and what to change."""

    form: FormDefinition | None
    mistakes: tuple[str, ...] = ()


def read(text: str, key: str = "") -> Read:
    """The definition in a text; with `key` it must be that form."""
    try:
        form = drafts.read(text)
    except BadFile as bad:
        return Read(None, (trouble(bad),))
    except library.BadForm as bad:
        return Read(None, (_("Chưa đọc được tờ khai: %(why)s") % {"why": bad},))
    except ValidationError:
        found = analysis.mistakes(library.complete(readable_files.documents(text)[0]))
        return Read(None, tuple(f"{one.place}: {one.message}" for one in found))
    if key and form.key != key:
        told = _("Mã trong tờ khai là “%(inside)s”, khác mã của trang này là “%(key)s”. Hãy sửa dòng key.")
        return Read(None, (told % {"inside": form.key, "key": key},))
    return Read(form)


def trouble(bad: BadFile) -> str:
    """What is wrong with a file, with its line."""
    words = _(TROUBLES[bad.trouble])
    return _("Dòng %(line)d: %(words)s") % {"line": bad.line, "words": words} if bad.line else words
