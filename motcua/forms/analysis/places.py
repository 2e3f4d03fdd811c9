"""Where a finding is, in the words of the form: “Trẻ được khai sinh”, mục “Giới tính của trẻ”."""

from django.utils.translation import gettext as _

from motcua.forms.analysis.walk import Spot
from motcua.forms.schema import Section


def of_section(section: Section) -> str:
    return _("Phần “%(title)s”") % {"title": section.title}


def of_spot(spot: Spot) -> str:
    words = {"section": spot.section.title, "label": spot.label}
    if spot.within is None:
        return _("Phần “%(section)s”, mục “%(label)s”") % words
    words["group"] = spot.within.label
    return _("Phần “%(section)s”, mục “%(group)s”, ô “%(label)s”") % words
