"""`govuk("button", {…})`: the accessible components of govuk-frontend, in Vietnamese.

govuk-frontend-jinja leans on lenient undefined names, so it lives in its own environment; the words it would say in
English by itself are replaced here, once. Never pass what a person typed as `html`.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from jinja2 import Environment, PackageLoader, PrefixLoader
from markupsafe import Markup

COMPONENTS = (
    "back-link",
    "breadcrumbs",
    "button",
    "character-count",
    "checkboxes",
    "date-input",
    "details",
    "error-message",
    "error-summary",
    "fieldset",
    "hint",
    "input",
    "inset-text",
    "label",
    "notification-banner",
    "pagination",
    "password-input",
    "radios",
    "select",
    "service-navigation",
    "skip-link",
    "summary-list",
    "table",
    "tag",
    "task-list",
    "textarea",
    "warning-text",
    "file-upload",
)
_lenient = Environment(
    loader=PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
    autoescape=True,
    auto_reload=False,  # they come with a package: asking the disk whether they changed took a fifth of a page
)


@cache
def _macro(name: str) -> Callable[..., Markup]:
    if name not in COMPONENTS:
        raise LookupError(f"component {name!r} is not part of the design system; see motcua/ui/scss/motcua.scss")
    module = _lenient.get_template(f"govuk_frontend_jinja/components/{name}/macro.html").module
    found: Callable[..., Markup] = getattr(module, "govuk" + "".join(part.title() for part in name.split("-")))
    return found


def _words(name: str) -> dict[str, Any]:
    """The words a component would say in English when a page says nothing."""
    match name:
        case "back-link":
            return {"text": _("Quay lại")}
        case "breadcrumbs":
            return {"labelText": _("Đường dẫn trang")}
        case "character-count":
            return {
                "textareaDescriptionText": _("Nhập tối đa %%{count} ký tự") % {},
                "charactersUnderLimitText": {"other": _("Còn %%{count} ký tự") % {}},
                "charactersAtLimitText": _("Đã hết số ký tự cho phép"),
                "charactersOverLimitText": {"other": _("Thừa %%{count} ký tự") % {}},
            }
        case "error-message":
            return {"visuallyHiddenText": _("Lỗi")}
        case "error-summary":
            return {"titleText": _("Có mục cần sửa")}
        case "notification-banner":
            return {"titleText": _("Thông báo")}
        case "pagination":
            return {"landmarkLabel": _("Chuyển trang")}
        case "password-input":
            return {
                "showPasswordText": _("Hiện"),
                "hidePasswordText": _("Ẩn"),
                "showPasswordAriaLabelText": _("Hiện mật khẩu"),
                "hidePasswordAriaLabelText": _("Ẩn mật khẩu"),
                "passwordShownAnnouncementText": _("Mật khẩu đang hiện trên màn hình"),
                "passwordHiddenAnnouncementText": _("Mật khẩu đã được ẩn"),
            }
        case "service-navigation":
            return {
                "menuButtonText": _("Danh mục"),
                "navigationLabel": _("Danh mục chính"),
                "ariaLabel": _("Dịch vụ"),
            }
        case "skip-link":
            return {"text": _("Đến nội dung chính")}
        case "warning-text":
            return {"iconFallbackText": _("Lưu ý")}
        case _:
            return {}


def _in_vietnamese(name: str, params: Mapping[str, Any]) -> dict[str, Any]:
    filled = {**_words(name), **params}
    if name == "notification-banner" and params.get("type") == "success" and "titleText" not in params:
        filled["titleText"] = _("Thành công")
    if error := filled.get("errorMessage"):
        filled["errorMessage"] = {"visuallyHiddenText": _("Lỗi"), **error}
    if name == "pagination":
        for key, text in (("previous", _("Trang trước")), ("next", _("Trang sau"))):
            if filled.get(key):
                filled[key] = {"text": text, **filled[key]}
        for item in filled.get("items", []):
            if "number" in item:
                item.setdefault("visuallyHiddenText", _("Trang %(number)s") % {"number": item["number"]})
    if name == "date-input":
        filled["items"] = filled.get("items") or [
            {"name": "d", "label": _("Ngày"), "classes": "govuk-input--width-2"},
            {"name": "m", "label": _("Tháng"), "classes": "govuk-input--width-2"},
            {"name": "y", "label": _("Năm"), "classes": "govuk-input--width-4"},
        ]
    return filled


def govuk(name: str, params: Mapping[str, Any] | None = None, caller: Callable[[], str] | None = None) -> Markup:
    """Render one component. Raises LookupError for a component whose style is not loaded.

    `params` are those of govuk-frontend 6.3 (https://design-system.service.gov.uk/components/).
    """
    filled = _in_vietnamese(name, params or {})
    if caller is not None:
        return Markup(_macro(name)(filled, caller=caller))  # noqa: S704 (a rendered template)
    return Markup(_macro(name)(filled))  # noqa: S704 (a rendered template)
