"""The whole analysis in one call."""

from motcua.forms.analysis.effects import effects
from motcua.forms.analysis.hardness import hardness
from motcua.forms.analysis.knowing import knowing
from motcua.forms.analysis.law import law
from motcua.forms.analysis.reach import Reach
from motcua.forms.analysis.reasoning import Reasoning
from motcua.forms.analysis.report import Report, ordered
from motcua.forms.analysis.wording import wording
from motcua.forms.schema import FormDefinition


def analyse(form: FormDefinition) -> Report:
    """Everything to know before publishing. A thousand rules take less than a second, no form more than two.

    What could not be looked at within the budget is an error of its own.
    """
    reasoning = Reasoning(form)
    findings = [*Reach(reasoning).findings()]
    findings += [*wording(reasoning), *knowing(reasoning), *law(form, reasoning.never), *hardness(reasoning)]
    return Report(ordered(findings), effects(reasoning), sum(reasoning.undecided.values()))
