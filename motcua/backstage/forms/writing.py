"""Writing a form: bring a file, edit the text, publish or throw away. What was typed is kept even while it is wrong."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.backstage.catalogue import reach
from motcua.backstage.catalogue.problems import Problem
from motcua.backstage.forms import reading
from motcua.dossiers import session
from motcua.forms import analysis, drafts
from motcua.forms.models import FormDraft
from motcua.kit import readable_files
from motcua.kit.readable_files import BadFile

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
@reach.publisher
def new(request: HttpRequest) -> HttpResponse:
    """Bring a definition: a file, or the text itself. It becomes a draft, never more."""
    text, problems = request.POST.get("text", ""), []
    if request.method == "POST":
        upload = request.FILES.get("file")
        if upload is not None:
            try:
                text = readable_files.text(upload.read(readable_files.MOST_BYTES + 1))
            except BadFile as bad:
                problems = [Problem("file", reading.trouble(bad))]
        if not problems and not text.strip():
            problems = [Problem("file", _("Hãy chọn một tệp, hoặc dán nội dung tờ khai vào ô bên dưới."))]
        key = drafts.key_of(text) if not problems else ""
        if not problems and not key:
            problems = [Problem("text", told) for told in reading.read(text).mistakes[:3]] or [
                Problem("text", _("Tờ khai cần dòng key: chữ thường không dấu, số và gạch ngang, ví dụ key: xin-viec."))
            ]
        if not problems:
            return _kept(request, key, _lines(text))
    context = {"problems": problems, "text": text[: drafts.MOST_TEXT]}
    return render(request, "backstage/forms/new.html", context, status=422 if problems else 200)


def _kept(request: HttpRequest, key: str, text: str) -> HttpResponse:
    known = drafts.of(key)
    if known and known.text != text:
        told = _("Tờ khai “%(key)s” đang có bản nháp. Hãy mở bản nháp đó để sửa, hoặc bỏ nó đi.") % {"key": key}
        context = {"problems": [Problem("text", told)], "text": text}
        return render(request, "backstage/forms/new.html", context, status=409)
    try:
        drafts.save(key, text, by=session.actor(request).name, revision=known.revision if known else 0)
    except (BadFile, drafts.EditedMeanwhile) as refused:
        told = reading.trouble(refused) if isinstance(refused, BadFile) else _("Người khác vừa lưu. Hãy thử lại.")
        context = {"problems": [Problem("text", told)], "text": text[: drafts.MOST_TEXT]}
        return render(request, "backstage/forms/new.html", context, status=422)
    messages.success(request, _("Đã đưa tờ khai vào bản nháp. Hãy xem phân tích, điền thử rồi công bố."))
    return HttpResponseRedirect(reverse("form", args=[key]))


@require_http_methods(FORM)
@reach.publisher
def edit(request: HttpRequest, key: str) -> HttpResponse:
    """The text of the definition; "Lưu" keeps it whatever it says, and shows what is still wrong."""
    draft = drafts.of(key)
    text = drafts.starting_text(key)
    if not text:
        raise Http404
    problems: list[Problem] = []
    status = 200
    if request.method == "POST":
        text = _lines(request.POST.get("text", ""))
        draft, told, status = _saved(request, key, text)
        problems = [Problem("text", told)] if told else []
    read = reading.read(text, key)
    context = {
        "key": key, "draft": draft, "text": text, "problems": problems, "read": read,
        "report": analysis.analyse(read.form) if read.form else None,
        "revision": _number(request) if problems else draft.revision if draft else 0,
        "notices": list(messages.get_messages(request)),
    }  # fmt: skip
    return render(request, "backstage/forms/edit.html", context, status=status)


def _saved(request: HttpRequest, key: str, text: str) -> tuple[FormDraft | None, str, int]:
    """The draft as it is now, what is wrong with saving ("" = nothing), and the status to answer with."""
    if not text.strip():
        return drafts.of(key), _("Tờ khai còn trống. Muốn bỏ hẳn thì bấm “Bỏ bản nháp” ở trang tờ khai."), 422
    try:
        draft = drafts.save(key, text, by=session.actor(request).name, revision=_number(request))
    except drafts.EditedMeanwhile:
        told = _("Người khác vừa lưu bản nháp này. Hãy chép phần bạn sửa, tải lại trang rồi dán vào.")
        return drafts.of(key), told, 409
    except BadFile as bad:
        return drafts.of(key), reading.trouble(bad), 422
    messages.success(request, _("Đã lưu bản nháp."))
    return draft, "", 200


@require_http_methods(FORM)
@reach.publisher
def publish(request: HttpRequest, key: str) -> HttpResponse:
    """A new version for procedures to use; refused while the analysis finds an error."""
    draft = drafts.of(key)
    if draft is None:
        return _nothing(request, key)
    read = reading.read(draft.text, key)
    report = analysis.analyse(read.form) if read.form else None
    problems = [Problem("", told) for told in read.mistakes]
    if report is not None and report.errors:
        problems = [Problem("", f"{one.place}: {one.message}") for one in report.errors[:20]]
    if request.method == "POST" and not problems:
        try:
            made = drafts.publish(key, session.actor(request), revision=_number(request))
        except drafts.EditedMeanwhile:
            problems = [Problem("", _("Bản nháp đã thay đổi. Hãy mở lại, xem lại rồi công bố."))]
        except drafts.NotReady:  # thrown away since this page was read
            return _nothing(request, key)
        else:
            told = _("Đã công bố phiên bản %(number)d. Thủ tục dùng nó sau khi bạn đưa vào bản nháp và công bố lại.")
            messages.success(request, told % {"number": made.number})
            return HttpResponseRedirect(reverse("form", args=[key]))
    context = {"key": key, "draft": draft, "read": read, "report": report, "problems": problems}
    return render(request, "backstage/forms/publish.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(FORM)
@reach.publisher
def discard(request: HttpRequest, key: str) -> HttpResponse:
    """Throw the draft away, after asking once."""
    draft = drafts.of(key)
    if draft is None:
        return _nothing(request, key)
    if request.method == "POST":
        drafts.discard(key)
        messages.success(request, _("Đã bỏ bản nháp của tờ khai."))
        return HttpResponseRedirect(reverse("form_list"))
    return render(request, "backstage/forms/discard.html", {"key": key, "draft": draft})


def _nothing(request: HttpRequest, key: str) -> HttpResponse:
    messages.info(request, _("Tờ khai này không có bản nháp."))
    return HttpResponseRedirect(reverse("form_list"))


def _number(request: HttpRequest) -> int:
    given = request.POST.get("revision", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else 0


def _lines(text: str) -> str:
    """The text with the line ends of files; browsers post the other ones."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
