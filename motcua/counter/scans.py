"""A scan or photograph shown to an officer: recorded for the applicant first, refused when it was found infected."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from motcua.counter import reach
from motcua.dossiers.models import Dossier, Paper
from motcua.files import api as files
from motcua.files import serve


def show(request: HttpRequest, dossier: Dossier, paper: Paper | None, back: str) -> HttpResponseBase:
    """The file of a paper, or its small picture (`?nho=1`); `back` leads on from the page that refuses it.

    Raises Http404 without a paper.
    """
    if paper is None:
        raise Http404
    reach.paper_looked_at(request, dossier, paper.component)
    try:
        if "nho" in request.GET and paper.file.is_image:
            return serve.thumbnail(paper.file)
        return serve.response(paper.file, as_download=False)
    except files.Infected as problem:
        return render(request, "counter/unreadable.html", {"back": back, "problem": str(problem)}, status=410)
