"""`motcua worker`: what happens after an act: messages, scans, papers."""

import click

from config.console import as_json, show


@click.command()
@click.option("--concurrency", envvar="MOTCUA_JOBS", type=int, default=4, show_default=True, help="Jobs at a time.")
@click.option("--queue", "queues", multiple=True, help="Only these queues; by default all.")
@as_json
def command(concurrency: int, queues: tuple[str, ...], as_json: bool) -> None:
    """Do the waiting jobs until stopped."""
    import django

    django.setup()
    from motcua.journal.jobs import run_worker

    data = {"concurrency": concurrency, "queues": list(queues) or "all"}
    show(data, as_json, lambda: f"worker ready: {concurrency} jobs at a time")
    run_worker(concurrency, list(queues) or None)
