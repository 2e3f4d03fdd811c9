"""The store of papers: what comes in, what goes out, who may look, and that nothing is lost or told."""

import io
from datetime import timedelta

import pikepdf
import pytest
from django.conf import LazySettings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from motcua.files import api as files
from motcua.files.models import StoredFile
from motcua.journal import api as journal
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.people.models import Identity
from motcua.vault import api as vault
from motcua.vault import kinds
from motcua.vault.entries import store_of
from motcua.vault.models import Item, Shelf, Use
from tests.support import photographs, world

pytestmark = pytest.mark.django_db


def kept(who: str = "citizen", kind: str = "birth", **more: str) -> Item:
    return vault.upload(
        world.actor(who), [photographs.taken(colour=more.pop("colour", "#dddddd"))], vault.Said(kind, **more)
    )


def test_photographs_of_one_paper_become_one_upright_pdf_in_their_order() -> None:
    given = [
        photographs.taken("mat-truoc.jpg", colour="#00cc00", turned=6),
        photographs.taken("mat-sau.jpg", colour="#0000cc"),
    ]
    item = vault.upload(world.actor("citizen"), given, vault.Said("identity_card"))
    assert item.file is not None and item.file.mime == "application/pdf" and item.sha256 == item.file.sha256
    with pikepdf.open(io.BytesIO(files.read_bytes(item.file))) as document:
        pages = [page.Resources.XObject.Picture.read_raw_bytes() for page in document.pages]
        boxes = [page.mediabox for page in document.pages]
    first, second = (Image.open(io.BytesIO(page)).convert("RGB") for page in pages)
    assert first.size == (900, 1200) and second.size == (1200, 900)  # the first was held upright
    assert boxes[0][3] > boxes[0][2] and boxes[1][2] > boxes[1][3]
    assert first.getpixel((800, 100))[0] > 180 and first.getpixel((100, 1100))[1] > 180
    assert second.getpixel((1100, 800))[2] > 180


def test_no_place_and_no_device_survives_anywhere() -> None:
    owner = world.actor("citizen")
    one = vault.upload(owner, [photographs.taken()], vault.Said("birth"))
    both = vault.upload(owner, [photographs.taken(colour="#111111"), photographs.taken(colour="#222222")], vault.Said())
    assert owner.account is not None
    given = vault.copy_out(owner, owner.account, one.id, subject="dossier:x", purpose="Khai sinh")
    assert one.file is not None and both.file is not None
    for file in (one.file, both.file, given):
        content = files.read_bytes(file)
        assert photographs.PLACE not in content and photographs.DEVICE not in content and b"Exif" not in content


def test_the_copy_that_was_given_and_the_paper_do_not_need_each_other() -> None:
    owner, item = world.actor("citizen"), kept()
    assert owner.account is not None and item.file is not None
    given = vault.copy_out(owner, owner.account, item.id, subject="dossier:a", purpose="Đăng ký khai sinh")
    again = vault.copy_out(owner, owner.account, item.id, subject="dossier:b", purpose="Đăng ký kết hôn")
    assert given.sha256 == item.sha256 and given.storage_key != item.file.storage_key
    files.remove(again)
    assert files.read_bytes(item.file) == files.read_bytes(given)
    assert [use.purpose for use in vault.uses(item)] == ["Đăng ký kết hôn", "Đăng ký khai sinh"]
    vault.remove(owner, item.id)
    assert files.read_bytes(given)
    assert vault.sources([given.id]) == {given.id: "Người dân tự tải lên, chưa chứng thực"}
    told = [fact.kind for fact in journal.entries(store_of(owner.account))]
    assert told == ["vault.kept", "vault.used", "vault.used", "vault.removed"]


def test_only_papers_in_force_are_given() -> None:
    owner, item = world.actor("citizen"), kept()
    today = clock.now().date()
    assert owner.account is not None
    for change in ({"valid_to": today - timedelta(days=1)}, {"state": "superseded"}, {"state": "revoked"}):
        Item.objects.filter(pk=item.pk).update(**{"valid_to": None, "state": "valid", **change})
        assert not vault.usable(owner.account).rows
        with pytest.raises(vault.Refused, match="không còn dùng được"):
            vault.copy_out(owner, owner.account, item.id, subject="dossier:a", purpose="Thử")
    Item.objects.filter(pk=item.pk).update(state="valid", valid_to=today)
    assert [one.pk for one in vault.usable(owner.account).rows] == [item.pk]
    StoredFile.objects.filter(pk=item.file_id).update(scan="infected")
    assert not vault.usable(owner.account).rows


def test_a_newer_copy_takes_the_place_of_the_old_one() -> None:
    old = kept(number="12/2020")
    new = vault.upload(
        world.actor("citizen"), [photographs.taken(colour="#333333")], vault.Said("birth"), replaces=old.id
    )
    old.refresh_from_db()
    assert (old.state, new.state) == ("superseded", "valid")
    assert [one.pk for one in vault.usable(new.owner_id).rows] == [new.pk]
    assert len(vault.page(world.actor("citizen")).rows) == 2


def test_nobody_else_sees_a_store() -> None:
    item, owner = kept(), world.account("citizen")
    for who in ("other_citizen", "clerk", "officer", "leader", "administrator", "province"):
        stranger = world.actor(who)
        assert not vault.visible_to(stranger).filter(pk=item.pk).exists()
        with pytest.raises(vault.Refused):
            vault.copy_out(stranger, owner.pk, item.id, subject="dossier:a", purpose="Thử")
    assert not vault.visible_to(Actor.ANONYMOUS).exists()


def test_nobody_takes_a_paper_of_another_into_ones_own_dossier() -> None:
    theirs, mine = kept("other_citizen"), world.actor("citizen")
    with pytest.raises(vault.Refused, match="Không tìm thấy"):
        vault.copy_out(mine, mine.account, theirs.id, subject="dossier:a", purpose="Thử")
    assert not Use.objects.exists()


def test_who_acts_within_a_scope_may_pick_but_not_leaf_through() -> None:
    item, owner, other = kept(), world.account("citizen"), world.account("other_citizen")
    whole = Actor(other.pk, "Người được ủy quyền", "citizen", on_behalf_of=owner.pk)
    some = Actor(other.pk, "Nhân viên", "citizen", on_behalf_of=owner.pk, scope=frozenset({"1.001193"}))
    assert vault.visible_to(whole).filter(pk=item.pk).exists() and not vault.visible_to(some).exists()
    given = vault.copy_out(some, owner.pk, item.id, subject="dossier:a", purpose="Khai sinh")
    assert Use.objects.get(file=given.id).by == other.pk
    vault.remove(some, item.id)
    assert Item.objects.filter(pk=item.pk).exists()


def test_a_full_store_takes_nothing_and_keeps_nothing(settings: LazySettings) -> None:
    settings.MOTCUA_VAULT_ITEMS = 1
    first = kept()
    before = StoredFile.objects.count()
    with pytest.raises(vault.Refused, match="đã đủ 1 giấy tờ"):
        kept(colour="#444444")
    settings.MOTCUA_VAULT_ITEMS, settings.MOTCUA_VAULT_BYTES = 9, first.size
    with pytest.raises(vault.Refused, match="chỉ chứa được"):
        kept(colour="#444444")
    assert StoredFile.objects.count() == before
    shelf = Shelf.objects.get(owner_id=first.owner_id)
    assert (shelf.items, shelf.size) == (1, first.size)
    vault.remove(world.actor("citizen"), first.id)
    assert vault.room(first.owner_id).items == 0


def test_the_same_file_is_not_kept_twice() -> None:
    kept()
    with pytest.raises(vault.Refused, match="đã có trong kho"):
        kept()


def test_what_an_office_issued_comes_once_and_keeps_its_words() -> None:
    owner, file = world.account("citizen"), kept("other_citizen").file
    assert file is not None
    words = {"title": "Bản sao điện tử được chứng thực", "number": "7", "issuer": "UBND phường", "origin": "dossier:1"}
    made = [vault.keep_result(owner.pk, file, issued_on=clock.now().date(), **words) for _ in range(2)]
    assert made[0].pk == made[1].pk and made[0].source == "certified" and made[0].sha256 == file.sha256
    changed = vault.edit(world.actor("citizen"), made[0].id, vault.Said("birth", "Của mẹ", "999"))
    assert (changed.title, changed.number, changed.kind) == ("Của mẹ", "7", "other")
    assert vault.revoke("dossier:1", Actor.SYSTEM) and not vault.revoke("dossier:1", Actor.SYSTEM)


def test_an_electronic_identity_is_a_paper_without_a_file() -> None:
    owner = world.account("citizen")
    linked = Identity.objects.create(
        account=owner,
        provider="vneid",
        subject="s1",
        told={"full_name": "Nguyễn Văn A", "personal_id": "036094000012", "x": 1},
    )
    item = vault.keep_identity(linked, Actor.SYSTEM)
    assert item.facts == [
        {"label": "Họ và tên", "value": "Nguyễn Văn A"}, {"label": "Số định danh cá nhân", "value": "036094000012"},
    ]  # fmt: skip
    assert vault.keep_identity(linked, Actor.SYSTEM).pk == item.pk
    assert vault.drop_identity(linked, Actor.SYSTEM)
    item.refresh_from_db()
    assert item.state == "revoked" and not vault.usable(owner.pk).rows


def test_a_store_is_taken_home_moved_and_forgotten() -> None:
    mine, owner, other = world.actor("citizen"), world.account("citizen"), world.account("other_citizen")
    kept(number="1"), kept("other_citizen", number="2")
    packed = dict(vault.export(owner.pk))
    assert list(packed) == ["kho-giay-to/danh-sach.json", "kho-giay-to/0001 anh.jpg"]
    assert '"so": "1"' in packed["kho-giay-to/danh-sach.json"].decode()
    ill = kept(colour="#123456")
    StoredFile.objects.filter(pk=ill.file_id).update(scan="infected")
    assert list(dict(vault.export(owner.pk))) == list(packed), "listed, but its bytes are not given out"
    vault.remove(mine, ill.id)
    assert vault.move(other.pk, owner.pk) == 1
    assert vault.room(owner.pk).items == 2 and vault.room(other.pk).items == 0
    used = vault.copy_out(mine, owner.pk, vault.page(mine).rows[0].id, subject="dossier:1", purpose="Thử")
    assert vault.forget(owner.pk) == 2
    assert not Item.objects.filter(owner=owner).exists() and vault.room(owner.pk).size == 0
    assert files.read_bytes(used) and vault.sources([used.id])


def test_a_list_costs_the_same_however_long_it_is() -> None:
    mine, now = world.actor("citizen"), clock.now()
    counts = []
    for many in (3, 400):
        rows = [
            Item(
                owner_id=mine.account,
                kind="birth",
                title=f"Giấy {many}.{n}",
                folded=f"giay {many}.{n}",
                added_at=now,
                changed_at=now,
            )
            for n in range(many)
        ]
        Item.objects.bulk_create(rows)
        with CaptureQueriesContext(connection) as seen:
            page = vault.page(mine, text="giấy")
        counts.append((len(seen), len(page.rows)))
    assert counts == [(1, 3), (1, 20)]
    second = vault.page(mine, after=page.rows[-1].id)
    assert len(second.rows) == 20 and second.rows[0].id < page.rows[-1].id


@pytest.mark.parametrize(
    ("component", "first"),
    [
        ("Bản chụp Giấy khai sinh của trẻ em", "birth"),
        ("Giấy tờ tùy thân: hộ chiếu, thẻ CCCD", "identity_card"),
        ("Giấy xác nhận tình trạng hôn nhân", "marital_status"),
        ("02 ảnh 4x6 cm nền trắng", "portrait"),
        ("Giấy tờ chứng minh chỗ ở hợp pháp", "land"),
    ],
)
def test_a_component_finds_the_sort_of_paper_it_means(component: str, first: str) -> None:
    assert kinds.matching(component)[0] == first
    assert kinds.matching("Tờ khai theo mẫu") == [] and kinds.guessed("Tờ khai theo mẫu") == kinds.OTHER
