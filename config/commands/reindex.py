"""`motcua reindex`: let search read the whole catalogue anew, after `library/synonyms.yaml` changed or an import."""

import time

import click

from config.console import as_json, show, start_django


@click.command()
@as_json
def command(as_json: bool) -> None:
    """Write the index of the search anew: every procedure, draft and bare name, with today's everyday words."""
    start_django()
    from motcua.catalogue import api as catalogue

    began = time.monotonic()
    count = catalogue.reindex()
    said = {"procedures": count, "seconds": round(time.monotonic() - began, 1)}
    show(said, as_json, lambda: f"Đã lập lại chỉ mục tìm kiếm cho {count} thủ tục, trong {said['seconds']} giây.")
