"""PDF papers: kept byte for byte, because a signature on them must stay valid.

Refused when they do more than show.
"""

import subprocess
import sys
import zipfile
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from motcua.files.refusal import Refused

INSPECTOR = Path(__file__).with_name("pdf_inspector.py")
PATIENCE = 20  # seconds on the wall, for a busy machine


def check(source: IO[bytes], name: str, most_pages: int) -> None:
    """Raises `Refused` for a PDF that is locked, runs something, carries files, is broken or too long."""
    verdict = "attachment" if _is_archive_too(source) else _inspect(source)
    if verdict.startswith("ok "):
        pages = int(verdict.removeprefix("ok "))
        if pages > most_pages:
            raise Refused(
                _(
                    "Tệp “%(name)s” có %(pages)s trang, mỗi tệp được nhiều nhất %(most)s trang. "
                    "Hãy tách thành các tệp ngắn hơn."
                )
                % {"name": name, "pages": pages, "most": most_pages}
            )
        return
    raise Refused(_words(verdict) % {"name": name})


def _is_archive_too(source: IO[bytes]) -> bool:
    """Whether the same bytes are a ZIP archive as well: a second file that no PDF reader shows."""
    source.seek(0)
    return zipfile.is_zipfile(source)


def _words(verdict: str) -> str:
    if verdict == "encrypted":
        return _("Tệp “%(name)s” đặt mật khẩu nên không mở được. Hãy bỏ mật khẩu, hoặc chụp ảnh giấy tờ.")
    if verdict == "script":
        return _("Tệp “%(name)s” chứa mã chạy tự động, không an toàn. Hãy in ra PDF mới, hoặc chụp ảnh giấy tờ.")
    if verdict == "attachment":
        return _("Tệp “%(name)s” có tệp khác đính bên trong. Hãy gửi từng tệp riêng.")
    return _("Tệp “%(name)s” bị hỏng hoặc chưa tải lên hết. Hãy lưu lại tệp PDF, hoặc chụp ảnh giấy tờ.")


def _inspect(source: IO[bytes]) -> str:
    """The inspector's word; whatever ends it (no memory, no time) counts as broken."""
    source.seek(0)
    command = [sys.executable, "-I", str(INSPECTOR)]
    with subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        try:
            out, _err = process.communicate(source.read(), timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            return "broken"
    return out.decode() if process.returncode == 0 else "broken"
