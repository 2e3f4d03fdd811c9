"""Tables, the write function and the guards of the journal."""

from datetime import UTC, datetime

from django.db import migrations, models

FIRST_YEAR, LAST_YEAR = 2026, 2036

TABLES = """
CREATE TABLE journal_chain_head (
    subject text PRIMARY KEY,
    seq bigint NOT NULL,
    entry uuid NOT NULL,
    hash bytea NOT NULL
);
CREATE TABLE journal_entry (
    id uuid PRIMARY KEY,
    subject text NOT NULL,
    seq bigint NOT NULL,
    kind text NOT NULL,
    at timestamptz NOT NULL,
    actor uuid,
    agency uuid,
    body text NOT NULL,
    hash bytea NOT NULL
) PARTITION BY RANGE (id);
CREATE TABLE journal_entry_default PARTITION OF journal_entry DEFAULT;
CREATE INDEX journal_entry_subject ON journal_entry (subject, seq);
"""

FUNCTION = """
CREATE FUNCTION journal_record(
    p_id uuid, p_subject text, p_kind text, p_at timestamptz, p_actor uuid, p_agency uuid, p_body text
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    head journal_chain_head;
    link bytea;
BEGIN
    -- Writers share this lock; whoever seals the journal takes it alone, so commit order cannot surprise the seal.
    PERFORM pg_advisory_xact_lock_shared(7305795);
    SELECT * INTO head FROM journal_chain_head WHERE subject = p_subject FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        INSERT INTO journal_chain_head VALUES (p_subject, 0, p_id, ''::bytea) ON CONFLICT (subject) DO NOTHING;
        SELECT * INTO head FROM journal_chain_head WHERE subject = p_subject FOR NO KEY UPDATE;
    END IF;
    link := sha256(head.hash || convert_to(p_body, 'UTF8'));
    INSERT INTO journal_entry VALUES (p_id, p_subject, head.seq + 1, p_kind, p_at, p_actor, p_agency, p_body, link);
    UPDATE journal_chain_head SET seq = head.seq + 1, entry = p_id, hash = link WHERE subject = p_subject;
    RETURN head.seq + 1;
END $$;
"""

GUARDS = """
CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE ON journal_entry
    FOR EACH ROW EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal_entry
    FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse();
REVOKE UPDATE, DELETE, TRUNCATE ON journal_entry FROM PUBLIC;
"""


def first_id_of(year: int) -> str:
    """The smallest uuid7 of a year: its first 48 bits are milliseconds since 1970."""
    milliseconds = int(datetime(year, 1, 1, tzinfo=UTC).timestamp() * 1000)
    digits = f"{milliseconds:012x}"
    return f"{digits[:8]}-{digits[8:]}-0000-0000-000000000000"


def partitions() -> str:
    return "\n".join(
        f"CREATE TABLE journal_entry_{year} PARTITION OF journal_entry "
        f"FOR VALUES FROM ('{first_id_of(year)}') TO ('{first_id_of(year + 1)}');"
        for year in range(FIRST_YEAR, LAST_YEAR)
    )


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        migrations.RunSQL(TABLES + partitions() + FUNCTION + GUARDS),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("subject", models.TextField()),
                ("seq", models.BigIntegerField()),
                ("kind", models.TextField()),
                ("at", models.DateTimeField()),
                ("actor", models.UUIDField(null=True)),
                ("agency", models.UUIDField(null=True)),
                ("body", models.TextField()),
                ("hash", models.BinaryField()),
            ],
            options={"db_table": "journal_entry", "managed": False},
        ),
        migrations.CreateModel(
            name="ChainHead",
            fields=[
                ("subject", models.TextField(primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField()),
                ("entry", models.UUIDField()),
                ("hash", models.BinaryField()),
            ],
            options={"db_table": "journal_chain_head", "managed": False},
        ),
        migrations.CreateModel(
            name="ReactionRun",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "entry", "reaction", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("entry", models.UUIDField()),
                ("reaction", models.TextField()),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                            ("stopped", "Stopped"),
                        ],
                        default="waiting",
                    ),
                ),
                ("attempts", models.IntegerField(default=0)),
                ("error", models.TextField(default="")),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "db_table": "journal_reaction_run",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["failed", "stopped"])),
                        fields=["updated_at"],
                        name="reaction_trouble",
                    )
                ],
            },
        ),
    ]
