"""The inputs of an address on the page. Province first: what follows depends on it and is drawn by the server."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from markupsafe import Markup

from motcua.forms.catalogues import catalogue
from motcua.forms.kinds._address import ABROAD, OLD, REFRESH, heirs
from motcua.forms.kinds._boxes import box
from motcua.forms.kinds._choosing import Offer, select
from motcua.forms.kinds.base import STAR, Heir, Look, PlacesOfBefore
from motcua.kit.vietnamese import clean
from motcua.ui.components import govuk

if TYPE_CHECKING:
    from motcua.forms.schema import Field

_AUTOCOMPLETE = {"-province": "address-level1", "-commune": "address-level2", "-country": "country"}


def render(field: "Field", look: Look, ways: frozenset[str], detail_label: str, starred: bool) -> str:
    """All inputs of an address; without scripts a button draws those that follow from the province."""
    province = look.typed.get("-province", "")
    parts = [_province(field, look, ways)]
    if province == OLD:
        return Markup("").join((*parts, *_before(field, look)))
    if province == ABROAD:
        offers = [Offer(i.code, i.name) for i in catalogue("nationalities").choices if i.code not in ("VN", "XX")]
        parts.append(_select(field, look, "-country", _("Nước"), offers))
    elif province:
        offers = [Offer(place.code, place.name) for place in (look.places.communes(province) if look.places else ())]
        parts.append(_select(field, look, "-commune", _("Xã, phường, đặc khu"), offers))
    parts.append(_refresh(field, _("Đổi nơi chọn") if province else _("Chọn xã, phường")))
    parts.append(_detail(field, look, detail_label, starred))
    return Markup("").join(parts)


def _before(field: "Field", look: Look) -> Sequence[str]:
    """An old address in words; where it belongs today is said, or asked when its commune was divided."""
    text = clean(look.typed.get("-detail", "")[:300])
    found = heirs(look.places, text)
    label = _("Địa chỉ cũ: thôn, xã, huyện, tỉnh như trên giấy tờ")
    hint = _today(look, text, found)
    more: dict[str, Any] = {"hint": {"text": hint}, "attributes": dict(look.live)}
    parts = [_refresh(field, _("Xem nơi này nay thuộc xã, phường nào")), _detail(field, look, label, True, **more)]
    if len(found) > 1:
        offers = [Offer(heir.commune, heir.label) for heir in found]
        plain = Look(look.typed)
        parts.append(_select(field, plain, "-commune", _("Nơi này nay thuộc xã, phường nào? (nếu biết)"), offers))
    return parts


def _today(look: Look, text: str, found: Sequence[Heir]) -> str:
    if not text or not isinstance(look.places, PlacesOfBefore):
        return _("Ví dụ: xóm 2, xã Yên Hưng, huyện Ý Yên, tỉnh Nam Định.")
    if len(found) == 1:
        return _("Nơi này nay là %(place)s.") % {"place": found[0].label}
    if found:
        return _("Xã, phường cũ này đã chia ra nhiều nơi. Hãy chọn ở dưới nếu bạn biết.")
    return _("Chưa nhận ra nơi này. Hãy xem lại tên xã, huyện, tỉnh. Nếu đã đúng thì cứ để như vậy.")


def _detail(field: "Field", look: Look, label: str, starred: bool, **more: Any) -> str:
    autocomplete = {"autocomplete": "street-address"} if field.autocomplete else {}
    return box(field, look, "-detail", label, starred=starred, **autocomplete, **more)


def _province(field: "Field", look: Look, ways: frozenset[str]) -> str:
    offers = [Offer(place.code, place.name) for place in (look.places.provinces() if look.places else ())]
    if OLD in ways:
        offers.append(Offer(OLD, _("Địa chỉ cũ, trước ngày 01/7/2025 (có huyện, quận)")))
    if ABROAD in ways:
        offers.append(Offer(ABROAD, _("Ở nước ngoài")))
    return _select(field, look, "-province", _("Tỉnh, thành phố"), offers, live=True)


def _select(field: "Field", look: Look, part: str, label: str, offers: Sequence[Offer], *, live: bool = False) -> str:
    heading = {"label": {"text": label + (STAR if look.starred else "")}}
    plain = look if live else Look(look.typed)
    autocomplete = _AUTOCOMPLETE[part] if field.autocomplete else ""
    return select(field.key + part, look.typed.get(part, ""), offers, plain, heading, autocomplete)


def _refresh(field: "Field", text: str) -> str:
    """The button that draws what depends on the answer above where no script does it; it checks nothing."""
    return govuk(
        "button",
        {
            "text": text,
            "name": field.key + REFRESH,
            "value": "1",
            "classes": "govuk-button--secondary mc-without-script",
            "attributes": {"formnovalidate": ""},
        },
    )
