"""What rehearsals came to, by what was rehearsed: so that no page has to rehearse again."""

from django.db import models


class Rehearsed(models.Model):
    """The outcome for one digest of form and procedure; `said` names what is missing or broken when it is not green."""

    digest = models.CharField(max_length=64, primary_key=True)
    code = models.CharField(max_length=60)
    green = models.BooleanField()
    branches = models.PositiveIntegerField()
    taken = models.PositiveIntegerField()
    said = models.TextField(blank=True, default="")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.code} {self.taken}/{self.branches}"
