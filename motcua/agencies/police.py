"""The police of a commune: who decides residence and identity beside the people's committee of the same place."""

from motcua.agencies.models import Agency


def name(agency: Agency) -> str:
    """The police of the office's unit: "Công an xã Phong Doanh"."""
    return f"Công an {_lower(agency.unit.name)}"


def above(agency: Agency) -> str:
    """The police above it, which stands over it on official paper: "Công an tỉnh Ninh Bình"; empty at the top."""
    return f"Công an {_lower(agency.unit.parent.name)}" if agency.unit.parent else ""


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]
