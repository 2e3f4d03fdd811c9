"""A country of two provinces, for addresses in tests."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Spot:
    code: str
    name: str


COMMUNES = {
    "31": [Spot("11001", "Phường Bến Trúc"), Spot("11002", "Xã Cây Đa")],
    "37": [Spot("13001", "Xã Sông Lam"), Spot("13002", "Đặc khu Hòn Gió")],
}
PROVINCES = [Spot("31", "Thành phố Trà Giang"), Spot("37", "Tỉnh Hoa Lư")]


class TwoProvinces:
    """Counts what it is asked, so that a test can see what is never shipped."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def provinces(self) -> list[Spot]:
        return PROVINCES

    def communes(self, province: str) -> list[Spot]:
        self.asked.append(province)
        return COMMUNES.get(province, [])

    def name(self, code: str) -> str:
        spots = [*PROVINCES, *COMMUNES["31"], *COMMUNES["37"]]
        return next((spot.name for spot in spots if spot.code == code), "")
