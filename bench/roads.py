"""The roads through the portal, as a person walks them: every step is a request of the real server."""

import time
from collections.abc import Callable

from bench import people
from bench.figures import Sample
from bench.visitor import Visitor, proof, solved

SECTION = "save a page of the declaration"
ATTACH = "attach a photograph"
SUBMIT = "submit"
AUTOSAVE = "autosave"
SEARCH = "search for a procedure"
PROCEDURE = "the page of a procedure"
LOOK_UP = "look up by code"
WITHOUT_SQL = "the page of a look-up without SQL"
INBOX = "an officer's inbox"
TRIVIAL = "a trivial view"
WHOLE = "the whole road, draft to confirmation"
LookUp = Callable[[Visitor, str, str], None]

CODES = ("1.001193", "1.012812", "1.000894", "1.004222", "1.013225")
WORDS = ("khai sinh", "ket hon", "trich luc", "hon nhan", "khai tu")


class Application:
    """Everything a browser sends for one birth registration; the same for everybody."""

    def __init__(self) -> None:
        self.pages = people.typed_pages()
        self.papers = people.papers_needed()
        self.photograph = people.photograph()

    def walk(self, visitor: Visitor, honest: bool = False) -> None:
        """Draft → declaration → photographs → review → submit. `honest` solves the proof by searching."""
        at = time.perf_counter()
        begun = visitor.post("start a draft", f"/nop-ho-so/{people.BIRTH}/", {"agency": people.OFFICE})
        draft = begun.headers["location"]
        visitor.get("the task list", draft)
        for number, (key, fields) in enumerate(self.pages):
            page = f"{draft}to-khai/{key}/"
            if number == 0:
                visitor.get("a page of the declaration", page)
                visitor.post(AUTOSAVE, page + "luu-tam/", fields, expect=204)
            visitor.post(SECTION, page, fields)
        for component in self.papers:
            files = {"paper": ("giay-to.jpg", self.photograph, "image/jpeg")}
            visitor.post(ATTACH, f"{draft}giay-to/{component}/", {"next": "1"}, files=files)
        visitor.post("save the contact", f"{draft}nguoi-nop/", {"name": "Người Dân Thử", "phone": "0912345678"})
        visitor.post("choose the delivery", f"{draft}nhan-ket-qua/", {"method": "counter"})
        visitor.get("the review page", f"{draft}kiem-tra/")
        done = submit(visitor, draft, solved(visitor, "submit") if honest else "")
        visitor.get("the confirmation page", done)
        visitor.samples[WHOLE].append(Sample(time.perf_counter() - at))


def submit(visitor: Visitor, draft: str, given: str = "") -> str:
    """Hand a complete draft in; gives the address of the confirmation."""
    answer = visitor.post(SUBMIT, f"{draft}kiem-tra/", {"altcha": given or proof("submit")})
    return str(answer.headers["location"])


def draft_address(draft: str) -> str:
    return f"/nop-ho-so/{people.BIRTH}/{draft}/"


def look_up(visitor: Visitor, code: str, given: str) -> None:
    visitor.post(LOOK_UP, "/tra-cuu/", {"ma": code, "altcha": given}, expect=200)


def look_up_without_sql(visitor: Visitor, code: str, given: str) -> None:
    visitor.post(WITHOUT_SQL, "/bench/tra-cuu/", {"ma": code, "altcha": given}, expect=200)


def search(visitor: Visitor, turn: int) -> None:
    visitor.get(SEARCH, f"/thu-tuc/?q={WORDS[turn % len(WORDS)].replace(' ', '+')}")


def procedure(visitor: Visitor, turn: int) -> None:
    visitor.get(PROCEDURE, f"/thu-tuc/{CODES[turn % len(CODES)]}/")


def inbox(visitor: Visitor, turn: int) -> None:
    visitor.get(INBOX, "/mot-cua/")


def trivial(visitor: Visitor, turn: int) -> None:
    visitor.get(TRIVIAL, "/healthz")
