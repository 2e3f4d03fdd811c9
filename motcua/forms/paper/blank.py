"""The empty form: every question with room to write, whoever fills it and whatever their case."""

from motcua.forms.kinds.statement import StatementOptions
from motcua.forms.paper import empty
from motcua.forms.paper.sheet import Block, Heading, Row, Sheet, roman
from motcua.forms.schema import FormDefinition, PaperForm, Section

SOME = "Chỉ ghi phần này khi thuộc trường hợp của bạn."


def blank(form: FormDefinition, heading: Heading, paper: PaperForm | None = None) -> Sheet:
    """One of the papers a form fills, empty; without `paper`, the first."""
    paper = paper or form.every_paper[0]
    blocks: list[Block] = []
    for section in sections(form, paper):
        if rows := _rows(section, len(blocks) + 1):
            note = SOME if section.show_when else ""
            blocks.append(Block(roman(len(blocks) + 1), section.title, note, tuple(rows)))
    said = [
        field.options.text
        for section in sections(form, paper)
        for field in section.fields
        if isinstance(field.options, StatementOptions) and not field.show_when
    ]
    return framed(form, heading, paper, tuple(blocks), tuple(dict.fromkeys(said)))


def sections(form: FormDefinition, paper: PaperForm) -> list[Section]:
    """The sections printed on a paper, in its own order."""
    return [form.by_key[key] for key in paper.sections]


def framed(
    form: FormDefinition, heading: Heading, paper: PaperForm, blocks: tuple[Block, ...], said: tuple[str, ...]
) -> Sheet:
    """The sheet around some blocks."""
    return Sheet(
        paper.title, heading.number or paper.number, paper.legal_source or form.legal_source, heading.code,
        heading.procedure, heading.address, blocks, said,
    )  # fmt: skip


def _rows(section: Section, block: int) -> list[Row]:
    made: list[Row] = []
    for place, asked in enumerate(empty.askable(section.fields), start=1):
        made += empty.rows(asked, f"{block}.{place}")
    return made
