"""Answers printed as codes come back identical; what else is held before the scanner is refused with a way out."""

import io
import json
import random
import string
import tracemalloc
import zlib
from itertools import permutations
from typing import Any

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from motcua.forms import library, samples
from motcua.forms.restore import (
    Declaration,
    TooLong,
    Unreadable,
    base45,
    codec,
    codes,
    cut,
    gather,
    pack,
    pictures,
    unpack,
)
from tests.unit.forms.places import TwoProvinces

TEXTS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=40)
LEAVES = st.none() | st.booleans() | st.integers(-(10**18), 10**18) | TEXTS
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4), max_leaves=12
)
ANSWERS = st.dictionaries(TEXTS, st.dictionaries(TEXTS, VALUES, max_size=5), max_size=5)
NOISE = "".join(random.Random(1).choices(string.ascii_letters, k=9000))


def declaration(answers: Any = None, **more: str) -> Declaration:
    return Declaration(
        more.get("form", "khai-sinh"), more.get("digest", "0123456789ab"), "1.001193",
        {"child": {"full_name": "Nguyễn Văn Ân"}} if answers is None else answers,
    )  # fmt: skip


def back(texts: list[str]) -> Declaration:
    found = gather(texts)
    assert not found.problems and len(found.sets) == 1
    return unpack(found.sets[0].data())


@given(st.binary(max_size=80))
def test_base45_gives_every_byte_back(data: bytes) -> None:
    text = base45.encode(data)
    assert base45.decode(text) == data and set(text) <= set(base45.ALPHABET)


@pytest.mark.parametrize(("data", "text"), [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581")])
def test_base45_is_that_of_the_standard(data: bytes, text: str) -> None:
    """The examples of RFC 9285, section 4.3."""
    assert base45.encode(data) == text and base45.decode(text) == data


@pytest.mark.parametrize("text", ["A", "GGW", ":::", "a00", "00É", "0000"])
def test_base45_refuses_what_is_none(text: str) -> None:
    with pytest.raises(ValueError):
        base45.decode(text)


@given(ANSWERS)
def test_answers_come_back_identical(answers: dict[str, dict[str, Any]]) -> None:
    given_in = declaration(answers)
    assert back(cut(pack(given_in))) == given_in


@pytest.mark.parametrize("path", library.shipped(), ids=lambda path: path.stem)
def test_every_shipped_form_comes_back_identical(path: Any) -> None:
    form = library.definition(path.stem)
    answers = samples.answers(form, 3, places=TwoProvinces())
    given_in = Declaration(form.key, "0" * 12, "1.001193", answers)
    texts = cut(pack(given_in))
    assert back(texts) == given_in
    assert len(texts) <= 4 and all(set(text) <= set(base45.ALPHABET) for text in texts)


def test_the_same_answers_give_the_same_codes() -> None:
    turned = json.loads('{"b":{"y":1,"x":2},"a":{}}'), json.loads('{"a":{},"b":{"x":2,"y":1}}')
    assert pack(declaration(turned[0])) == pack(declaration(turned[1]))


def test_codes_may_be_read_in_any_order_and_twice() -> None:
    given_in = declaration({"a": {"b": NOISE[:1200]}})
    texts = cut(pack(given_in))
    assert len(texts) == 2
    for order in permutations(texts):
        assert back([*order, order[0]]) == given_in


@pytest.mark.parametrize("between", ["\n", "\r\n", "\t", "", "   \n  "])
def test_a_scanner_may_type_them_one_after_the_other(between: str) -> None:
    given_in = declaration({"a": {"b": NOISE[:1200]}})
    assert back([between.join(cut(pack(given_in)))]) == given_in


def test_a_scanner_may_drop_capitals_and_blanks_at_the_end() -> None:
    given_in = declaration()
    assert back([f"  {text.lower()} \n" for text in cut(pack(given_in))]) == given_in


def test_what_is_missing_is_named() -> None:
    texts = cut(pack(declaration({"a": {"b": NOISE[:3000]}})))
    found = gather([texts[2], texts[0]])
    assert found.sets[0].missing == [2, 4][: len(texts) - 2] and not found.sets[0].complete
    with pytest.raises(Unreadable):
        found.sets[0].data()


def test_two_papers_are_kept_apart() -> None:
    one, other = declaration({"a": {"b": NOISE[:900]}}), declaration({"a": {"c": NOISE[900:1800]}})
    texts = [text for pair in zip(cut(pack(one)), cut(pack(other)), strict=True) for text in pair]
    assert [unpack(found.data()) for found in gather(texts).sets] == [one, other]


def test_a_form_too_large_is_told_before_it_is_printed() -> None:
    with pytest.raises(TooLong):
        cut(bytes(codes.PART_BYTES * codes.MOST_CODES + 1))
    assert len(cut(bytes(codes.PART_BYTES * codes.MOST_CODES))) == codes.MOST_CODES
    with pytest.raises(TooLong):
        pack(declaration({"a": {"b": "x" * codec.MOST_BYTES}}))


@given(st.data())
def test_a_wrong_sign_is_always_noticed(data: st.DataObject) -> None:
    text = cut(pack(declaration({"a": {"b": NOISE[:500]}})))[0]
    at = data.draw(st.integers(0, len(text) - 1))
    sign = data.draw(st.sampled_from([sign for sign in base45.ALPHABET if sign != text[at]]))
    wrong = text[:at] + sign + text[at + 1 :]
    found = gather([wrong])
    assert found.problems or not found.sets[0].complete


@given(st.integers(0, 400))
def test_a_code_cut_short_is_noticed(length: int) -> None:
    text = cut(pack(declaration({"a": {"b": NOISE[:500]}})))[0]
    found = gather([text[:length]])
    assert not found.sets and (found.problems or not length)


@given(st.lists(TEXTS | st.text(base45.ALPHABET, max_size=60), max_size=8))
def test_anything_at_all_may_be_scanned(texts: list[str]) -> None:
    assert gather(texts).sets == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("036090012345|123456789|Nguyễn Văn An|01011990|Nam", "không phải mã tờ khai"),
        ("https://motcua.example/tra-cuu/?ma=MC-261121-7K3F9-QXD2W", "không phải mã tờ khai"),
        ("MCTK2:11ABCDEFXYZ000.", "phiên bản phần mềm khác"),
        ("MCTK1:11", "đọc thiếu"),
        ("MCTK1:21ABCDEFXYZ000.", "đọc sai"),
        ("MCTK1:11ÂBCDEFXYZ000.", "bộ gõ"),
        ("MCTK1:11" + "A" * 5000 + ".", "đọc thiếu"),
    ],
)
def test_each_fault_says_what_to_do(text: str, told: str) -> None:
    found = gather([text])
    assert told in found.problems[0] and not found.sets


def test_the_way_out_for_a_foreign_code_does_not_hide_the_good_one() -> None:
    texts = cut(pack(declaration()))
    found = gather(["rác", *texts])
    assert len(found.problems) == 1 and unpack(found.sets[0].data()) == declaration()


def _deflated(text: str | bytes) -> bytes:
    data = text.encode() if isinstance(text, str) else text
    press = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, codec._words())
    return press.compress(data) + press.flush()


@pytest.mark.parametrize(
    "hostile",
    [
        b"",
        b"\xff\xff\xff",
        b"\x00" * 50,
        _deflated(b"\x00" * 30_000_000),
        _deflated("[" * 100_000),
        _deflated('{"a":' * 20_000),
        _deflated('["a","b","c",{"s":{"f":NaN}}]'),
        _deflated('["a","b","c",{"s":{"f":1e999}}]'),
        _deflated('["a","b","c",{"s":{"f":' + "9" * 5000 + "}}]"),
        _deflated('["a","b","c",{"s":{"f":1,"f":2}}]'),
        _deflated(r'["a","b","c",{"s":{"f":"\ud800"}}]'),
        _deflated(r'["a","b","c",{"s":{"f":"\u0000"}}]'),
        _deflated(r'["a","b","c",{"s":{"\u0000":1}}]'),
        _deflated(b'["a","b","c",{"s":{"f":"\xff"}}]'),
        _deflated('["a","b","c",{"s":1}]'),
        _deflated('["a","b","c",[]]'),
        _deflated('["a","b",{}]'),
        _deflated("{}"),
        _deflated('["a","b","c",{"s":{"f":' + "[" * 20 + "]" * 20 + "}}]"),
        _deflated(f'["{"a" * 100}","b","c",{{}}]'),
        pack(declaration()) + b"tail",
        pack(declaration())[:-3],
    ],
)
def test_hostile_bytes_are_refused_in_words(hostile: bytes) -> None:
    with pytest.raises(Unreadable, match="nhập tờ khai bằng tay"):
        unpack(hostile)


def test_what_unfolds_into_far_more_than_a_form_holds_is_stopped_on_the_way() -> None:
    bomb = _deflated("[" + " " * 20_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(Unreadable):
            unpack(bomb)
        assert tracemalloc.get_traced_memory()[1] < 10 * codec.MOST_BYTES
    finally:
        tracemalloc.stop()


@given(st.integers(0, 2000), st.integers(0, 7))
def test_a_flipped_bit_never_passes_as_something_else(at: int, bit: int) -> None:
    """Were the checks of the codes forged too: the answers would be judged like typed ones; nothing breaks."""
    data = bytearray(pack(declaration({"a": {"b": NOISE[:300]}})))
    data[at % len(data)] ^= 1 << bit
    try:
        assert isinstance(unpack(bytes(data)).answers, dict)
    except Unreadable:
        return


def test_a_set_put_together_from_two_papers_is_refused() -> None:
    one, other = (cut(pack(declaration({"a": {"b": NOISE[at : at + 1200]}}))) for at in (0, 1200))
    name = one[0][8:14]
    content = base45.decode(other[1][17:-1])
    forged = codes._text(2, 2, name, content)
    with pytest.raises(Unreadable, match="không cùng một tờ"):
        gather([one[0], forged]).sets[0].data()


def _page(texts: list[str], dots: int = 150) -> Image.Image:
    """An A4 page with the codes as they are printed, three on a line, 53 mm each."""
    page = Image.new("L", (round(210 / 25.4 * dots), round(297 / 25.4 * dots)), "white")
    side = round(53 / 25.4 * dots)
    for at, text in enumerate(texts):
        drawn = io.BytesIO()
        segno.make(text, error="m", micro=False).save(drawn, kind="png", scale=6, border=4)
        code = Image.open(drawn).convert("L").resize((side, side), Image.Resampling.BOX)
        page.paste(code, (round(dots * 0.8) + at % 3 * (side + 12), 300 + at // 3 * (side + 30)))
    return page


@pytest.mark.parametrize("angle", [0, 4, -13, 90, 180])
def test_a_whole_page_of_the_largest_codes_is_read_from_a_photograph(angle: int) -> None:
    """Turned, soft, compressed, 150 dots per inch: six codes of version 20 on one picture."""
    texts = cut(random.Random(3).randbytes(codes.PART_BYTES * 6))
    assert segno.make(texts[0], error="m", micro=False).designator == "20-M"
    seen = _page(texts).rotate(angle, expand=True, fillcolor=90, resample=Image.Resampling.BICUBIC)
    out = io.BytesIO()
    seen.filter(ImageFilter.GaussianBlur(0.7)).save(out, "JPEG", quality=75)
    assert set(pictures.codes_in(out.getvalue())) == set(texts)


@pytest.mark.parametrize("hostile", [b"", b"%PDF-1.7", b"%PDF-1.7\n" + b"0 0 obj" * 999, b"\xff\xd8\xff" + bytes(99)])
def test_a_picture_that_is_none_shows_no_codes(hostile: bytes) -> None:
    assert pictures.codes_in(hostile) == []


def test_the_words_of_the_format_never_change() -> None:
    """What was printed must stay readable: another dictionary is another format, with another number."""
    assert zlib.crc32(codec._words()) == WORDS


WORDS = 3980370024
