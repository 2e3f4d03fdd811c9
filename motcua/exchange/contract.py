"""The whole interface as OpenAPI 3.1, and what it says to who reads it."""

import json
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError
from ninja.operation import Operation

from motcua.exchange import looking_up, mine, offices, problems, procedures
from motcua.exchange.problems import TYPE, Problem, Stop

PREFIX = "api/v1"
DESCRIPTION = (
    "Chỉ để đọc. Thủ tục, cơ quan, mức độ dịch vụ và tờ khai thì ai cũng đọc được. Hồ sơ của mình thì cần đăng nhập "
    "trên trang và gửi kèm cookie của phiên. Muốn nộp hay sửa hồ sơ, hãy dùng trang trên mạng."
)
REFUSALS = {
    "400": "Không đọc được yêu cầu", "401": "Cần đăng nhập", "403": "Không được phép", "404": "Không tìm thấy",
    "405": "Chỉ đọc được, hãy dùng GET", "410": "Thủ tục đã bãi bỏ", "422": "Tham số chưa đúng",
    "429": "Hỏi quá nhiều lần, xem Retry-After",
}  # fmt: skip
SIGNED_IN, BY_CODE = ("401", "403"), ("404",)


class Api(NinjaAPI):
    """Operations go by the names of their addresses, which the table of access knows."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.url_name or ""


api = Api(
    title="Một cửa: dữ liệu cho chương trình", version="1", description=DESCRIPTION, docs_url=None, openapi_url=None,
    urls_namespace="exchange",
)  # fmt: skip
api.add_router("/procedures", procedures.router)
api.add_router("/offices", offices.router)
api.add_router("/my", mine.router)
api.add_router("", looking_up.router)


@api.exception_handler(Stop)
def _stopped(request: HttpRequest, stop: Stop) -> HttpResponse:
    return problems.answer(stop)


@api.exception_handler(ValidationError)
def _wrong(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problems.answer(problems.wrong_values(problems.faults(error.errors)))


@api.exception_handler(AuthenticationError)
def _stranger(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problems.answer(problems.sign_in_first())


def patterns() -> list[URLPattern]:
    """The addresses of the operations, without those of the library."""
    found = api.urls[0]
    return [one for one in found if isinstance(one, URLPattern) and (one.name or "").startswith("api_")]


@cache
def document() -> dict[str, Any]:
    """OpenAPI 3.1 with every refusal an operation may give."""
    told: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=PREFIX)))
    told["components"]["schemas"]["Problem"] = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    told["components"]["schemas"] |= told["components"]["schemas"]["Problem"].pop("$defs")
    for path, operations in told["paths"].items():
        for operation in operations.values():
            operation.pop("description", None)  # the docstring is for those who read the code
            _complete(path, operation)
    return told


def _complete(path: str, operation: dict[str, Any]) -> None:
    """Add the refusals, and what the answer says of keeping it."""
    private = bool(operation.get("security"))
    by_code = any(one["in"] == "path" or one["name"] == "office" for one in operation["parameters"])
    wanted = ["400", "405", "422", "429"]
    wanted += [*SIGNED_IN] if private else []
    wanted += [*BY_CODE] if by_code else []
    wanted += ["410"] if "/procedures/{code}" in path else []
    body = {"schema": {"$ref": "#/components/schemas/Problem"}}
    for status in sorted(wanted):
        operation["responses"][status] = {"description": REFUSALS[status], "content": {TYPE: body}}
    headers = {"Cache-Control": {"schema": {"type": "string"}}}
    if not private:
        headers["ETag"] = {"schema": {"type": "string", "pattern": '^"[0-9a-f]{32}"$'}}
        operation["responses"]["304"] = {"description": "Chưa thay đổi"}
    operation["responses"]["200"]["headers"] = headers
    operation["responses"]["200"]["description"] = "Đọc được"


@cache
def parameters(name: str) -> frozenset[str]:
    """The names an operation takes in its query."""
    for operations in document()["paths"].values():
        for operation in operations.values():
            if operation["operationId"] == name:
                return frozenset(one["name"] for one in operation["parameters"] if one["in"] == "query")
    return frozenset()
