"""`make messages`: every sentence people read, gathered into the catalogues of `locale/`, and which lack a translation.

The output depends on the sentences only: no dates, no line numbers, the same order each time, so that a commit shows
what changed in words and nothing else. Names of ethnic groups and places are names in every language and stay out.
"""

import io
from collections.abc import Iterator
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

from launch.bootstrap import ROOT
from launch.say import note, step

SOURCES = ("config", "motcua", "library/forms", "library/catalogues")
LEFT_OUT = ("library/catalogues/ethnic_groups.yaml",)
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
LOCALE = ROOT / "locale"
HEADER = "# The msgid is the Vietnamese text people read. `make messages` brings this file up to date."


def gathered() -> Catalog:
    """Every sentence with the files it stands in."""
    found = Catalog(header_comment=HEADER, project="Motcua", charset="utf-8")
    with (ROOT / "babel.cfg").open() as text:
        methods, options = parse_mapping_cfg(text, filename="babel.cfg")  # type: ignore[no-untyped-call]
    for folder in SOURCES:
        for file, _line, message, _comments, context in extract_from_dir(ROOT / folder, methods, options, KEYWORDS):
            name = f"{folder}/{file}"
            if name not in LEFT_OUT:
                found.add(message, None, [(name, None)], context=context)  # type: ignore[list-item]
    return found


def catalogues() -> Iterator[Path]:
    """The translations there are, one file a language."""
    return iter(sorted(LOCALE.glob("*/LC_MESSAGES/django.po")))


def read(path: Path) -> Catalog:
    """One language's catalogue. Raises OSError when there is none."""
    with path.open("rb") as text:
        return read_po(text, locale=path.parents[1].name)


def updated(path: Path, wanted: Catalog) -> tuple[bytes, list[str]]:
    """The text of a catalogue with exactly the wanted sentences, and those that still lack a translation."""
    known = read(path)
    made = Catalog(locale=Locale.parse(path.parents[1].name), header_comment=HEADER, project="Motcua", charset="utf-8")
    missing = []
    for message in wanted:
        if not message.id:
            continue
        old = known.get(message.id, message.context)
        string = old.string if old and not old.fuzzy else ""
        if not (all(string) if isinstance(string, tuple | list) else string):
            missing.append(str(message.id))
        made.add(message.id, string, sorted(set(message.locations)), context=message.context)
    out = io.BytesIO()
    write_po(out, made, width=110, sort_output=True, include_lineno=False, omit_header=True)
    return _head(made).encode() + out.getvalue(), missing


def _head(made: Catalog) -> str:
    """Babel's own header carries the time of writing, which would change in every commit."""
    fields = {
        "Language": made.locale_identifier, "Content-Type": "text/plain; charset=utf-8",
        "Plural-Forms": made.plural_forms,
    }  # fmt: skip
    rows = "".join(f'"{name}: {value}\\n"\n' for name, value in fields.items())
    return f'{HEADER}\nmsgid ""\nmsgstr ""\n{rows}\n'


def main() -> None:
    step("Gom các câu chữ", "gathering the words")
    wanted = gathered()
    note(f"{len(wanted)} câu · sentences")
    for path in catalogues():
        text, missing = updated(path, wanted)
        path.write_bytes(text)
        note(f"{path.relative_to(ROOT)}: {len(missing)} chưa dịch · not translated")
        for sentence in missing:
            note(f"    {sentence}")


if __name__ == "__main__":
    main()
