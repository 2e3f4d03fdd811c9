"""Identity providers for single sign-on; the defaults are the sandbox on this machine.

For each of VNEID (Ministry of Public Security), DVCQG (national public-service portal) and STAFF (directory of
officers): `MOTCUA_SSO_<NAME>_ISSUER` (empty switches it off), `_CLIENT_ID`, `_CLIENT_SECRET`, `_ACR` (asked for),
`_SUBJECT` (the claim that names a person for ever), `_LEVELS` (JSON: their level → ours).
"""

from typing import Any

from config.settings.environment import env
from config.settings.services import MOTCUA_SANDBOX_URL

MOTCUA_SSO_CLIENT = "motcua.people.adapters.oidc.OpenIdConnect"

_NATIONAL: dict[str, tuple[str, ...]] = {
    "account_type": ("LoaiTaiKhoan",),
    "full_name": ("HoVaTen", "name"),
    "personal_id": ("SoDinhDanh",),
    "old_id": ("SoCMND",),
    "passport": ("HoChieu",),
    "tax_code": ("MaSoThue",),
    "organisation_name": ("TenDoanhNghiep",),
    "business_code": ("MaSoDoanhNghiep",),
    "address": ("DiaChi",),
    "phone": ("SoDienThoai", "phone_number"),
    "email": ("ThuDienTu", "email"),
    "sex": ("GioiTinh", "gender"),
    "birth_date": ("NgaySinh", "birthdate"),
    "level": ("loAs",),
}
"""Our names ← the claims of the national sign-on (DOMAIN §2.9) and the standard ones."""
_STANDARD: dict[str, tuple[str, ...]] = {
    "full_name": ("name",), "email": ("email",), "email_verified": ("email_verified",), "phone": ("phone_number",),
}  # fmt: skip


def _provider(name: str, acr: str, names: dict[str, tuple[str, ...]], subject: str, scope: str) -> dict[str, Any]:
    own = f"MOTCUA_SSO_{name.upper()}"
    return {
        "issuer": env.str(f"{own}_ISSUER", default=f"{MOTCUA_SANDBOX_URL}/oidc/{name}"),
        "client_id": env.str(f"{own}_CLIENT_ID", default="motcua"),
        "client_secret": env.str(f"{own}_CLIENT_SECRET", default="sandbox"),
        "acr": tuple(env.list(f"{own}_ACR", default=[acr])),
        "subject": env.str(f"{own}_SUBJECT", default=subject),
        "levels": env.json(f"{own}_LEVELS", default={"2": 2, "3": 2}),
        "scope": scope,
        "names": names,
        "organisations": frozenset({"TC", "DN"}),
    }


MOTCUA_SSO: dict[str, dict[str, Any]] = {
    "vneid": _provider("vneid", "loa2", _NATIONAL, "sub", "openid"),
    "dvcqg": _provider("dvcqg", "loa1", _NATIONAL, "TechID", "openid"),
    "staff": _provider("staff", "mfa", _STANDARD, "sub", "openid profile email"),
}
