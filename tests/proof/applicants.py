"""Applicants who hand in by real HTTP, each in a thread, and who try again when the answer does not come."""

import queue
import re
import threading
import time
from dataclasses import dataclass, field
from typing import Any

import altcha
import httpx

PATIENCE = 10.0
"""Seconds an applicant waits for one answer."""
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Crowd:
    """What happened: dossiers whose confirmation was shown, failures seen on the way, pages shown with a failure."""

    url: str
    session: str
    procedure: str
    waiting: "queue.SimpleQueue[dict[str, str]]" = field(default_factory=queue.SimpleQueue)
    acknowledged: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    until: float = 0.0

    def hand_in(self, drafts: list[dict[str, str]], threads: int, seconds: float) -> list[threading.Thread]:
        """Start so many applicants at once; they stop when every draft is acknowledged, or at the end of time."""
        for draft in drafts:
            self.waiting.put(draft)
        self.until = time.monotonic() + seconds
        started = [threading.Thread(target=self._one_after_another, daemon=True) for _ in range(threads)]
        for thread in started:
            thread.start()
        return started

    def _one_after_another(self) -> None:
        while True:
            try:
                draft = self.waiting.get_nowait()
            except queue.Empty:
                return
            while time.monotonic() < self.until and not self._tried(draft["id"]):
                time.sleep(0.2)

    def _tried(self, id: str) -> bool:
        """Whether the confirmation was reached; what went wrong is noted and tried again, as a person would."""
        review = f"/nop-ho-so/{self.procedure}/{id}/kiem-tra/"
        confirmation = f"/ho-so/{id}/da-nop/"
        with httpx.Client(base_url=self.url, cookies={"motcua": self.session}, timeout=PATIENCE) as browser:
            try:
                page = browser.get(review)
                if page.headers.get("Location") != confirmation:
                    token = TOKEN.search(page.text) if page.status_code == 200 else None
                    if token is None:
                        return self._failed(page)
                    fields = {"csrfmiddlewaretoken": token[1], "altcha": self._proof(browser)}
                    page = browser.post(review, data=fields, headers={"Referer": self.url + review})
                if page.headers.get("Location") != confirmation:
                    return self._failed(page)
            except (httpx.HTTPError, ValueError, KeyError) as error:
                self.failures.append(type(error).__name__)
                return False
        self.acknowledged.append(id)
        return True

    def _failed(self, page: httpx.Response) -> bool:
        self.failures.append(str(page.status_code))
        self.pages.append(page.text)
        return False

    def _proof(self, browser: httpx.Client) -> str:
        """What the widget does in the browser."""
        task: dict[str, Any] = browser.get("/ma-xac-nhan/", params={"viec": "submit"}).json()
        challenge = altcha.Challenge.from_dict(task)
        return str(altcha.Payload(challenge, altcha.solve_challenge(challenge)).to_base64())
