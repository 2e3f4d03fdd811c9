"""The registry of enterprises as JSON over HTTP: `GET <url>/<tax code>` with a bearer token; 404 = unknown."""

from urllib.parse import quote

import httpx
from django.conf import settings
from pydantic import BaseModel, Field, ValidationError

from motcua.people.enterprises import Enterprise, Silent

PATIENCE = httpx.Timeout(4, connect=2)  # seconds: a person waits for it
LARGEST = 64 * 1024  # bytes


class Answer(BaseModel):
    """What is used of an answer; everything is bounded, for it will be shown."""

    tax_code: str = Field(max_length=14)
    name: str = Field(min_length=1, max_length=250)
    address: str = Field(default="", max_length=500)
    sort: str = Field(default="business", pattern="^(business|household|other)$")
    representative: str = Field(default="", max_length=150)
    representative_id: str = Field(default="", max_length=12)


class EnterprisesHttp:
    def find(self, tax_code: str) -> Enterprise | None:
        try:
            answer = httpx.get(
                f"{settings.MOTCUA_ENTERPRISES_URL}/{quote(tax_code)}",
                headers={"Authorization": f"Bearer {settings.MOTCUA_ENTERPRISES_TOKEN}"},
                timeout=PATIENCE,
            )
        except httpx.HTTPError as problem:
            raise Silent(f"registry of enterprises: {type(problem).__name__}") from problem
        if answer.status_code == 404:
            return None
        if not answer.is_success or len(answer.content) > LARGEST:
            raise Silent(f"registry of enterprises: HTTP {answer.status_code}")
        try:
            said = Answer.model_validate_json(answer.content)
        except ValidationError as problem:
            raise Silent("registry of enterprises: an answer of another shape") from problem
        return Enterprise(**said.model_dump())
