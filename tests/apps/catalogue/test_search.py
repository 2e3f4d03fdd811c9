"""People find a procedure in their own words, on a phone, without marks, with mistakes; and narrow what they find."""

from base64 import urlsafe_b64encode
from itertools import pairwise
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.catalogue import api, drafts, library, search, versions
from motcua.catalogue.models import Offering, Procedure
from tests.support import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]
BIRTH, DEATH, MARRIAGE, STATUS, COPY = "1.001193", "1.000656", "1.000894", "1.004873", "2.000635"

EVERYDAY = [
    ("khai sinh", BIRTH),
    ("Đăng ký khai sinh", BIRTH),
    ("KHAI SINH", BIRTH),
    ("khai si", BIRTH),
    ("dang ky khai tu", DEATH),
    ("dang ki ket hom", MARRIAGE),
    ("ket hon", MARRIAGE),
    ("kết hôn", MARRIAGE),
    ("cưới", MARRIAGE),
    ("cuoi vo", MARRIAGE),
    ("giấy độc thân", STATUS),
    ("doc than", STATUS),
    ("xac nhan tinh trang hon nhan", STATUS),
    ("trich luc", COPY),
    ("bản sao giấy khai sinh", COPY),
    ("người chết", DEATH),
    ("tôi mới sinh em bé", BIRTH),
    ("lam giay khai sinh cho con", BIRTH),
    ("1.001193", BIRTH),
    ("1.0011", BIRTH),
]
SLIPS = ["khai sinhh", "khia sinh", "kai sinh", "khaisinh", "keets hoon", "ket hoon", "dduowngf"]


def codes(query: api.Query, **more: int) -> list[str]:
    return [hit.code for hit in api.search(query, **more).hits]


def typed(text: str) -> list[str]:
    return codes(api.Query(text))


@pytest.fixture(autouse=True)
def afresh() -> None:
    search.forget()


def test_everyday_words_find_the_right_procedure_first() -> None:
    found = {text: typed(text) for text, _ in EVERYDAY}
    assert {text: got for text, first in EVERYDAY if (got := found[text])[:1] != [first]} == {}


def test_one_slip_of_a_finger_or_of_the_keyboard_does_no_harm() -> None:
    for text in SLIPS[:4]:
        assert BIRTH in typed(text)[:3], text
    for text in SLIPS[4:6]:
        assert MARRIAGE in typed(text)[:3], text
    assert typed(SLIPS[6]) == typed("duong")


def test_both_ways_to_write_a_tone_find_the_same() -> None:
    for one, other in (("hoà giải", "hòa giải"), ("uỷ quyền", "ủy quyền"), ("ly hôn", "li hôn")):
        assert typed(one) == typed(other) != []


def test_marks_that_are_typed_decide_between_words_that_look_alike() -> None:
    names = {"9.000001": "Thẩm định mộ cổ", "9.000002": "Thẩm định mỏ cổ"}
    for code, name in names.items():
        Procedure.objects.create(code=code, name=name, field_name="Khảo cổ")
    api.reindex()
    found = {text: codes(api.Query(text, everything=True))[0] for text in ("mộ cổ", "mỏ cổ")}
    assert found == {"mộ cổ": "9.000001", "mỏ cổ": "9.000002"}


# "online" is about handing in; marriage is applied for here, and its certificate is signed for at the counter.
def test_a_hit_says_what_matters_at_a_glance() -> None:
    [copy] = [hit for hit in api.search(api.Query("trích lục")).hits if hit.code == COPY]
    assert (copy.fee, copy.limit, copy.online, copy.offered) == ("8.000 đồng một bản", "Trong ngày", True, True)
    assert copy.channels[:2] == ("online", "direct")
    [marriage] = [hit for hit in api.search(api.Query("đăng ký kết hôn")).hits if hit.code == MARRIAGE]
    assert (marriage.visits, marriage.online, marriage.draft) == (1, True, False)


def test_filters_narrow_and_combine() -> None:
    commune = world.commune().id
    offered = set(Offering.objects.filter(agency=commune).values_list("procedure__code", flat=True))
    assert set(codes(api.Query(agency=commune), size=50)) <= offered
    high = set(Offering.objects.filter(agency=commune, level__gte=3).values_list("procedure__code", flat=True))
    online = api.Query(agency=commune, level=3)
    first = api.search(online, "", 50)
    assert {hit.code for hit in [*first.hits, *api.search(online, first.next, 50).hits]} == high
    for hit in api.search(api.Query("đăng ký", agency=commune, level=3, full_online=True)).hits:
        assert hit.level >= 3 and hit.visits == 0
    for query in (api.Query(field="Hộ tịch"), api.Query("đăng ký", field="Hộ tịch")):
        assert {hit.field_name for hit in api.search(query).hits} == {"Hộ tịch"}
    for narrowed in ({"tier": "commune"}, {"audience": "citizen"}, {"event": "Kết hôn"}):
        assert MARRIAGE in codes(api.Query("kết hôn", **narrowed)), narrowed
    assert codes(api.Query("kết hôn", event="Không có")) == codes(api.Query("kết hôn", field="Không có")) == []


def test_pages_follow_each_other_without_gap_or_repetition() -> None:
    for query in (api.Query(), api.Query("đăng ký"), api.Query(tier="commune"), api.Query("giấy", tier="commune")):
        seen: list[str] = []
        after = ""
        for _ in range(12):
            page = api.search(query, after, 7)
            seen += [hit.code for hit in page.hits]
            after = page.next
            if not after:
                break
        assert len(seen) == len(set(seen)) == min(page.total, len(seen))
        assert seen[:50] == codes(query, size=50)[: len(seen)]


def test_an_empty_search_lists_everything_by_name() -> None:
    found = api.search(api.Query(), size=50)
    assert found.total == Procedure.objects.exclude(current=None).count() and not found.more
    folded = [Procedure.objects.get(code=hit.code).folded[:200] for hit in found.hits]
    assert all(one <= other for one, other in pairwise(folded))


@pytest.mark.parametrize("after", ["x", "///", "a" * 500, "MQ", "🙂", "MS4xCjk5OTk5OTk5OTk5OTk5"])
def test_a_place_that_is_none_of_ours_begins_at_the_first_page(after: str) -> None:
    assert api.search(api.Query("khai sinh"), after).hits[0].code == BIRTH
    assert api.search(api.Query(), after).hits


@pytest.mark.parametrize("order", ["²", "٣", "-1", "1e3", "", "9" * 10])
def test_a_place_whose_rank_is_no_number_begins_at_the_first_page(order: str) -> None:
    after = urlsafe_b64encode(f"{BIRTH}\n{order}".encode()).decode().rstrip("=")
    assert api.search(api.Query("khai sinh"), after).hits[0].code == BIRTH


def test_what_is_not_there_is_not_found() -> None:
    for text in ("zzzzqqq", "!!!", "'", "wwwjjj fff"):
        assert typed(text) == [], text


def test_suggestions_come_from_names_and_everyday_words() -> None:
    with CaptureQueriesContext(connection) as asked:
        near = api.suggestions("khai sin treem")
    assert len(asked) == 1
    assert 0 < len(near) <= 5 and any("khai sinh" in name.lower() for name in near)
    assert api.suggestions("") == api.suggestions("%") == []


def test_search_costs_at_most_three_statements_cold_and_one_warm() -> None:
    versions.forget()
    with CaptureQueriesContext(connection) as cold:
        typed("dang ki ket hom")
    with CaptureQueriesContext(connection) as warm:
        typed("dang ki ket hom")
    with CaptureQueriesContext(connection) as listed:
        api.search(api.Query(tier="commune", agency=world.commune().id))
    assert len(cold) <= 3 and len(warm) == 1 and len(listed) <= 4


def test_a_withdrawn_procedure_is_found_by_administrators_only() -> None:
    Procedure.objects.filter(code=BIRTH).update(current=None)
    assert BIRTH not in typed("khai sinh")
    assert BIRTH in codes(api.Query("khai sinh", everything=True))
    with pytest.raises(Procedure.DoesNotExist):
        api.published(BIRTH)


def test_a_bare_name_is_found_by_administrators_only_once_indexed() -> None:
    Procedure.objects.create(code="9.999999", name="Cấp phép bay khinh khí cầu", field_name="Hàng không")
    assert api.reindex() == Procedure.objects.count()
    [hit] = [one for one in api.search(api.Query("khinh khí cầu", everything=True)).hits if one.code == "9.999999"]
    assert (hit.draft, hit.fee, hit.offered) == (True, "", False)
    assert "9.999999" not in typed("khinh khí cầu")


def test_a_draft_saved_by_hand_is_found_by_administrators_at_once(root: Path) -> None:
    file = library.read(root / "library" / "procedures" / "2.000635.yaml")
    draft = file.model_copy(update={"code": "9.999901", "name": "Cấp thẻ đọc sách lưu động"})
    drafts.save(draft, by="Lan")
    assert "9.999901" not in codes(api.Query("thẻ đọc sách lưu động"))
    found = api.search(api.Query("thẻ đọc sách lưu động", everything=True)).hits
    assert found[0].code == "9.999901" and found[0].draft


def test_indexing_all_anew_changes_no_result() -> None:
    before = [typed(text) for text, _ in EVERYDAY]
    api.reindex()
    assert [typed(text)[:1] for text, _ in EVERYDAY] == [found[:1] for found in before]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80), st.text(max_size=20))
def test_nothing_typed_breaks_search(text: str, after: str) -> None:
    assert len(api.search(api.Query(text), after, 10_000).hits) <= 50
    assert len(api.suggestions(text)) <= 5
