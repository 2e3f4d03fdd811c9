"""A stored file as an HTTP answer that cannot harm who opens it. The caller has asked its policy before."""

from django.http import FileResponse, HttpResponse

from motcua.files import api, sniffing
from motcua.files.models import StoredFile

_INERT = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; object-src 'self'; base-uri 'none'"
_SHOWN = sniffing.IMAGES_AND_PDF


def response(file: StoredFile, as_download: bool) -> FileResponse:
    """The file, streamed; what is no picture and no PDF is always a download. Raises `files.api.Infected`.

    `sandbox` makes the browser treat the answer as a stranger's. Chrome shows no PDF in such a box, so a PDF,
    which was inspected when it was taken, gets the rest of the policy without that word.
    """
    shown = file.mime in _SHOWN and not as_download
    answer = FileResponse(api.open_bytes(file), as_attachment=not shown, filename=file.name, content_type=file.mime)
    _close(answer)
    if not (shown and file.mime == sniffing.PDF):
        answer["Content-Security-Policy"] = f"sandbox; {_INERT}"
    return answer


def thumbnail(file: StoredFile) -> HttpResponse:
    """The small picture of a picture. Raises `files.api.Infected`, ValueError."""
    answer = HttpResponse(api.thumbnail(file), content_type=sniffing.JPEG)
    _close(answer)
    answer["Content-Disposition"] = "inline"
    return answer


def made(content: bytes, mime: str, name: str) -> HttpResponse:
    """What the product drew for this reader alone: a PDF is shown, anything else is a download. `name` is ASCII."""
    answer = HttpResponse(content, content_type=mime)
    _close(answer)
    shown = mime == sniffing.PDF
    answer["Content-Disposition"] = f'{"inline" if shown else "attachment"}; filename="{name}"'
    return answer


def _close(answer: HttpResponse | FileResponse) -> None:
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = _INERT
    answer["Cache-Control"] = "private, no-store"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
