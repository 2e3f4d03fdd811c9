"""One row a paper kept, one row a use of it, one row an account with its totals."""

from datetime import date

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.files.models import StoredFile
from motcua.kit.references import uuid7
from motcua.people.models import Account
from motcua.vault import kinds


class Shelf(models.Model):
    """What an account has in its store. Kept beside the papers, so that neither list nor limit counts rows."""

    owner = models.OneToOneField(Account, on_delete=models.CASCADE, primary_key=True, related_name="+")
    items = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)  # bytes

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(items__gte=0, size__gte=0), name="shelf_not_negative")]


class Item(models.Model):
    """A paper in somebody's store (giấy tờ trong kho). `file` is None for an electronic identity: it has `facts`.

    `state` is what somebody decided; a paper past `valid_to` is expired without anybody writing it (`standing`).
    `origin` names what it was made from ("dossier:<uuid>", "identity:<uuid>"), so that it is made once.
    """

    class Source(models.TextChoices):
        RESULT = "result", _("Kết quả cơ quan đã cấp trên cổng này")
        CERTIFIED = "certified", _("Bản sao điện tử có chứng thực")
        OWN = "own", _("Người dân tự tải lên, chưa chứng thực")
        IDENTITY = "e_identity", _("Định danh điện tử")

    class State(models.TextChoices):
        VALID = "valid", _("Còn giá trị")
        EXPIRED = "expired", _("Hết hạn")
        SUPERSEDED = "superseded", _("Đã có bản mới thay")
        REVOKED = "revoked", _("Đã bị thu hồi")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    owner = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=150)
    number = models.CharField(max_length=60, blank=True, default="")
    issuer = models.CharField(max_length=200, blank=True, default="")
    issued_on = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.OWN)
    state = models.CharField(max_length=10, choices=State.choices, default=State.VALID)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True, default="")
    size = models.PositiveBigIntegerField(default=0)  # bytes
    facts = models.JSONField(default=list, help_text="[{label, value}] of an electronic identity")
    origin = models.CharField(max_length=60, blank=True, default="")
    folded = models.TextField(blank=True, default="")
    added_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["origin"], condition=~Q(origin=""), name="item_once_of_origin"),
            models.CheckConstraint(condition=~Q(state="expired"), name="expiry_is_worked_out"),
        ]
        indexes = [
            models.Index(fields=["owner", "-id"], name="items_of_owner"),
            models.Index(fields=["owner", "kind", "-id"], name="items_of_kind"),
            models.Index(fields=["owner", "sha256"], name="items_by_content"),
            GinIndex(fields=["folded"], name="item_trigrams", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> str:
        return f"paper:{self.id}"

    @property
    def kind_title(self) -> str:
        return kinds.title(self.kind)

    def standing(self, today: date) -> str:
        """The state as of a day: `State`, with expiry worked out; a paper is valid through its last day."""
        if self.state == self.State.VALID and self.valid_to is not None and self.valid_to < today:
            return str(self.State.EXPIRED)
        return self.state

    def usable(self, today: date) -> bool:
        """Whether it may be given with a dossier: in force, and there is a file that no scanner locked away."""
        there = self.file is not None and self.file.scan != StoredFile.Scan.INFECTED
        return there and self.standing(today) == self.State.VALID


class Use(models.Model):
    """A paper was given from the store. It outlives the paper: the office still sees where its file came from.

    `file` is the copy that was handed out, `subject` whose it is ("dossier:<uuid>"), `purpose` its name in words.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    item = models.ForeignKey(Item, on_delete=models.SET_NULL, null=True, related_name="uses")
    file = models.UUIDField(unique=True)
    subject = models.CharField(max_length=80)
    purpose = models.CharField(max_length=300)
    source = models.CharField(max_length=10, choices=Item.Source.choices)
    number = models.CharField(max_length=60, blank=True, default="")
    issuer = models.CharField(max_length=200, blank=True, default="")
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField()
