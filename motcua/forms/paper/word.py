"""A sheet as a Word file: the same rows, with tab leaders for the dotted lines, so that people may type over them.

A filled one carries no codes of its answers: whoever changes a word of it would make them lie.
"""

from io import BytesIO

import segno
from docx import Document
from docx.document import Document as File
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell

from motcua.forms.paper.sheet import Block, Sheet
from motcua.forms.paper.word_rows import dotted, draw

FONT = "Times New Roman"
CENTRE = WD_ALIGN_PARAGRAPH.CENTER


def as_word(sheet: Sheet) -> bytes:
    """The file's bytes."""
    file = Document()
    _page(file, sheet)
    _masthead(file, sheet)
    _title(file, sheet)
    for block in sheet.blocks:
        _block(file, block)
    _end(file, sheet)
    if sheet.beyond:
        file.add_paragraph().add_run("Điều khai thêm, ngoài mẫu tờ khai:").italic = True
    for block in sheet.beyond:
        _block(file, block)
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def _page(file: File, sheet: Sheet) -> None:
    page = file.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin = page.bottom_margin = Mm(20)
    page.left_margin, page.right_margin = Mm(30), Mm(15)
    for name in ("Normal", "Heading 1", "Heading 2"):
        style = file.styles[name]
        style.font.name = FONT
        style.font.size = Pt({"Heading 1": 15, "Heading 2": 13}.get(name, 13))
        style.font.color.rgb = None
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            if "Theme" in attribute:
                del fonts.attrib[attribute]
        for kind in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(kind), FONT)
        style.paragraph_format.space_before = Pt(6 if name == "Heading 2" else 0)
        style.paragraph_format.space_after = Pt(4)
        language = style.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): "vi-VN"})
        style.element.get_or_add_rPr().append(language)
    about = file.core_properties
    about.title, about.language, about.author, about.comments = sheet.title[:250], "vi-VN", "", ""


def _masthead(file: File, sheet: Sheet) -> None:
    row = file.add_table(rows=1, cols=2).rows[0]
    left, right = row.cells
    left.width, right.width = Mm(70), Mm(95)
    _lines(left, [*filter(None, (sheet.number, f"Mã thủ tục: {sheet.code}", sheet.told))], bold=False)
    _lines(right, ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "―――――――――――――"], bold=True)
    for paragraph in right.paragraphs:
        paragraph.alignment = CENTRE


def _lines(cell: _Cell, texts: list[str], *, bold: bool) -> None:
    for number, text in enumerate(texts):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, Pt(12)


def _title(file: File, sheet: Sheet) -> None:
    title = file.add_heading(level=1)
    title.add_run(sheet.title.upper())
    title.alignment = CENTRE
    title.paragraph_format.space_before = title.paragraph_format.space_after = Pt(14)
    address = dotted(file)
    address.add_run("Kính gửi: ").bold = True
    address.add_run(sheet.to or "\t")
    if not sheet.filled:
        note = file.add_paragraph()
        note.add_run("Mục có dấu (*) phải ghi. Ô vuông: đánh dấu X vào ô đúng.").italic = True


def _block(file: File, block: Block) -> None:
    file.add_heading(level=2).add_run(f"{block.number}. {block.title}")
    if block.note:
        file.add_paragraph().add_run(block.note).italic = True
    for row in block.rows:
        draw(file, row)


def _end(file: File, sheet: Sheet) -> None:
    for said in sheet.statements:
        file.add_paragraph(said).paragraph_format.space_before = Pt(8)
    for line in sheet.agreed:
        file.add_paragraph(line)
    left, right = file.add_table(rows=1, cols=2).rows[0].cells
    if not sheet.filled:
        picture = BytesIO()
        segno.make(sheet.address, error="m", micro=False).save(picture, kind="png", scale=6, border=2)
        picture.seek(0)
        shown = left.paragraphs[0].add_run().add_picture(picture, width=Mm(26))
        shown._inline.docPr.set("descr", f"Mã QR mở trang thủ tục {sheet.code}")
        left.add_paragraph().add_run("Quét mã để xem cách làm thủ tục, hoặc nộp trên mạng.").font.size = Pt(10)
    day = right.paragraphs[0].add_run("................, ngày ...... tháng ...... năm ..........")
    day.italic = True
    right.add_paragraph().add_run("Người khai").bold = True
    right.add_paragraph().add_run("(Ký, ghi rõ họ tên)").italic = True
    for paragraph in right.paragraphs:
        paragraph.alignment = CENTRE
    for _line in range(3):
        right.add_paragraph()
    file.add_paragraph().add_run(f"Căn cứ: {sheet.legal_source}").font.size = Pt(10)
