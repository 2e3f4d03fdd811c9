"""Looks into a PDF in a process of its own: `python pdf_inspector.py < file.pdf` prints one word.

A PDF of 300 KB can unpack to gigabytes while it is read. Here it meets a limit of memory and of time, and
takes nobody down with it. Words: "ok <pages>", encrypted, script, attachment, broken.
"""

import io
import resource
import sys

MEMORY = 640 * 1024 * 1024  # bytes of address space
SECONDS = 10  # of processor time
MOST_OBJECTS = 100_000
_UNSEEN = ("bad_alloc", "error decoding stream", "unfilterable")
_ACTIONS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition", "/RichMediaExecute"}


def _fault(pdf: object) -> str:
    import pikepdf

    assert isinstance(pdf, pikepdf.Pdf)
    if len(pdf.objects) > MOST_OBJECTS:
        return "broken"
    for thing in pdf.objects:
        if not isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            continue
        word = _dictionary_fault(thing)
        if word:
            return word
    # What could not be unpacked was not looked at, and might be unpacked elsewhere.
    return "broken" if any(sign in said for said in pdf.get_warnings() for sign in _UNSEEN) else ""


def _dictionary_fault(thing: object, depth: int = 0) -> str:
    """ "script" or "attachment" when this dictionary, or one inside it, is or does that."""
    import pikepdf

    if depth > 20:
        return "broken"
    assert isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream))
    if "/JS" in thing or "/XFA" in thing or str(thing.get("/S", "")) in _ACTIONS or "/JavaScript" in thing:
        return "script"
    if "/EF" in thing or "/EmbeddedFiles" in thing or str(thing.get("/Type", "")) == "/EmbeddedFile":
        return "attachment"
    for _key, value in thing.items():
        for inner in value if isinstance(value, pikepdf.Array) else [value]:
            if isinstance(inner, pikepdf.Dictionary) and not inner.is_indirect:
                word = _dictionary_fault(inner, depth + 1)
                if word:
                    return word
    return ""


def main() -> str:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(sys.stdin.buffer.read())) as pdf:
            return "encrypted" if pdf.is_encrypted else _fault(pdf) or f"ok {len(pdf.pages)}"
    except pikepdf.PasswordError:
        return "encrypted"
    except (pikepdf.PdfError, MemoryError, ValueError, RecursionError):
        return "broken"


if __name__ == "__main__":
    sys.stdout.write(main())
