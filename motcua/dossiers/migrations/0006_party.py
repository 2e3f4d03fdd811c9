import django.db.models.deletion
from django.db import migrations, models

import motcua.kit.references


class Migration(migrations.Migration):
    """People invited to a dossier."""

    dependencies = [("dossiers", "0005_channel"), ("people", "0003_identities")]

    operations = [
        migrations.CreateModel(
            name="Party",
            fields=[
                ("id", models.UUIDField(default=motcua.kit.references.uuid7, primary_key=True, serialize=False)),
                ("part", models.CharField(choices=[("editor", "Editor"), ("cosigner", "Cosigner")], max_length=8)),
                ("place", models.CharField(blank=True, default="", max_length=81)),
                ("phone", models.CharField(max_length=11)),
                ("name", models.CharField(max_length=150)),
                ("digest", models.CharField(max_length=64, unique=True)),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("invited", "Invited"),
                            ("joined", "Joined"),
                            ("signed", "Signed"),
                            ("declined", "Declined"),
                        ],
                        default="invited",
                        max_length=8,
                    ),
                ),
                ("answers", models.CharField(blank=True, default="", max_length=64)),
                ("reason", models.CharField(blank=True, default="", max_length=500)),
                ("invited_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.account"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parties", to="dossiers.dossier"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=["dossier", "part", "phone"], name="one_party_a_phone"),
                    models.CheckConstraint(
                        condition=models.Q(part__in=["editor", "cosigner"]), name="party_part_known"
                    ),
                ],
            },
        ),
    ]
