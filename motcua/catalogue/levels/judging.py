"""Gathers the evidence for versions and offices, in few statements, and lets the rule decide."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from motcua.catalogue import routes, versions
from motcua.catalogue.levels.conditions import CONDITIONS
from motcua.catalogue.levels.proof import Finding, Proof
from motcua.catalogue.levels.registry import Case, ask
from motcua.catalogue.models import Confirmation, FormFile, ProcedureVersion
from motcua.catalogue.schema import Step


def prove(version: ProcedureVersion, agency: UUID | None = None, route: Sequence[Step] | None = None) -> Proof:
    """The proof of one version at one office (None = wherever it may be offered).

    `route` are the steps the office would work by (empty = as the version says); None takes those it has.
    """
    return prove_all([version], agency, route)[version.id]


def prove_all(
    of: Iterable[ProcedureVersion], agency: UUID | None = None, route: Sequence[Step] | None = None
) -> dict[UUID, Proof]:
    """The proofs of several versions at one office; five statements at most, whatever their number."""
    wanted = list(of)
    documents = versions.documents(wanted)
    confirmed: dict[UUID, set[str]] = {}
    for version, item in Confirmation.objects.filter(version__in=wanted).values_list("version", "item"):
        confirmed.setdefault(version, set()).add(item)
    files: dict[UUID, set[str]] = {}
    kept = FormFile.objects.filter(procedure__in=[version.procedure_id for version in wanted])
    for procedure, name in kept.values_list("procedure", "name"):
        files.setdefault(procedure, set()).add(name)
    return {
        version.id: judge(
            Case(
                version, documents[version.id], agency, frozenset(confirmed.get(version.id, ())),
                frozenset(files.get(version.procedure_id, ())),
                routes.steps(routes.local(agency, version.procedure_id)) if route is None else tuple(route),
            )
        )
        for version in wanted
    }  # fmt: skip


def judge(case: Case) -> Proof:
    """Ask for every condition of the table."""
    found = []
    for condition in CONDITIONS:
        evidence = ask(condition.key, case)
        found.append(Finding(condition, evidence.ok, evidence.said))
    fee = case.document.fee
    usually = fee is not None and bool(fee.free_when) and "fee" not in case.open_doubts()
    return Proof(tuple(found), free_usually=usually)
