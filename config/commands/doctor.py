"""`motcua doctor`: what works and what does not, with the remedy."""

import click

from config.console import as_json, show, start_django


@click.command()
@as_json
def command(as_json: bool) -> None:
    """Check database, migrations, queue, worker, storage, channels and virus scanner."""
    start_django()
    from config.checks import Finding, as_data, findings

    def line(finding: Finding) -> str:
        remedy = f"\n    → {finding.advice}" if finding.advice else ""
        return f"{'✓' if finding.ok else '✗'} {finding.name}: {finding.detail}{remedy}"

    found = findings()
    well = all(finding.ok for finding in found)
    show({"ok": well, "checks": as_data(found)}, as_json, lambda: "\n".join(map(line, found)))
    if not well:
        raise SystemExit(1)
