"""Reads a form definition as its publisher should: what cannot work, what asks too much, and which rule makes what.

`analyse(form)` gives the report; `mistakes(raw)` says everything wrong with what is no definition yet. Pure: no
database. It reasons over choices, yes and no, presence and numbers, within one budget of steps; what is too hard for
it is an error of its own.
"""

from motcua.forms.analysis.analysing import analyse
from motcua.forms.analysis.mistakes import mistakes
from motcua.forms.analysis.report import Effect, Finding, Made, Report

__all__ = ["Effect", "Finding", "Made", "Report", "analyse", "mistakes"]
