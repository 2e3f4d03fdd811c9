"""An index of weighted terms and two functions over it; PostgreSQL keeps their plans per connection."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models
from django.db.models.functions import Left

NARROWED = """
    AND (everything OR p.current_id IS NOT NULL)
    AND (in_field = '' OR p.field_name = in_field)
    AND (of_agency IS NULL OR o.id IS NOT NULL)
    AND (of_tier = '' OR p.tiers @> ARRAY[of_tier]::varchar[])
    AND (least_level = 0 OR coalesce(o.level, p.level) >= least_level)
    AND (NOT without_visit OR coalesce(o.level, p.level) >= 3 AND coalesce(o.visits, p.visits) = 0)
    AND (for_audience = '' OR p.audiences @> ARRAY[for_audience]::varchar[])
    AND (at_event = '' OR p.life_events @> ARRAY[at_event]::varchar[])
"""
PARAMETERS = """
    everything boolean, {more}in_field text, of_agency uuid, of_tier text, least_level integer,
    without_visit boolean, for_audience text, at_event text
"""
OFFERED = "LEFT JOIN catalogue_offering o ON o.agency_id = of_agency AND o.procedure_id = p.id"
VERSION = """
    coalesce(p.current_id, (SELECT v.id FROM catalogue_procedureversion v
        WHERE v.procedure_id = p.id AND v.published_at IS NULL AND v.withdrawn_at IS NULL))
"""

# score = the weights of the terms found; what reaches less than an eighth of the best is no match. The 60 best are
# then put in order by more than their words: what an office offers comes before what nobody offers here, a national
# procedure before a province's own and that before internal ones, the words as a whole and their marks decide between
# likes. The others follow by score, so that a first page never has to read them.
FACTORS = """
    CASE WHEN p.level > 0 THEN 1.4 WHEN p.current_id IS NOT NULL THEN 1.05 ELSE 1 END
    * CASE p.origin WHEN 'national' THEN 1 WHEN 'provincial' THEN 0.75 ELSE 0.5 END
    * CASE WHEN whole <> '' AND strpos(p.folded, whole) > 0 THEN 1.25 ELSE 1 END
    * CASE WHEN cardinality(marks) = 0 THEN 1 ELSE 0.75 + 0.25 * (
        SELECT count(*) FILTER (WHERE strpos(p.marked, ' ' || m || ' ') > 0) FROM unnest(marks) AS m
      )::double precision / cardinality(marks) END
"""
SCORED = """
    SELECT e.procedure_id AS id, sum(e.weight * t.boost) AS score
    FROM unnest(terms, boosts) AS t(term, boost) JOIN catalogue_searchentry e ON e.term = t.term
    WHERE everything OR e.shown GROUP BY e.procedure_id
"""
PLACE = f"(100 * l.score * {FACTORS})::integer + CASE WHEN l.number <= 60 THEN 100000000 ELSE 0 END"
PAGE = """
    SELECT r.code, r.version, r.in_force, r.name, r.field_name, r.level, r.visits, r.place, r.total FROM ranked r
    WHERE after_rank IS NULL OR r.place < after_rank OR r.place = after_rank AND r.code > after_code
    ORDER BY r.place DESC, r.code LIMIT most
"""
COLUMNS = f"p.code, {VERSION} AS version, p.current_id IS NOT NULL AS in_force, p.name, p.field_name"
FIND = f"""
CREATE FUNCTION catalogue_find(
    terms text[], boosts double precision[], whole text, marks text[], {PARAMETERS.format(more="narrowed boolean, ")},
    after_rank integer, after_code text, most integer
) RETURNS TABLE (code varchar, version uuid, in_force boolean, name varchar, field_name varchar, level smallint,
    visits smallint, place integer, total integer) LANGUAGE plpgsql STABLE PARALLEL RESTRICTED AS $$
#variable_conflict use_column
BEGIN
    IF narrowed THEN
        RETURN QUERY
        WITH scored AS MATERIALIZED ({SCORED}), fitting AS MATERIALIZED (
            SELECT s.id, s.score FROM scored s JOIN catalogue_procedure p ON p.id = s.id {OFFERED}
            WHERE true {NARROWED}
        ), likely AS (
            SELECT f.*, row_number() OVER (ORDER BY f.score DESC, f.id) AS number, count(*) OVER () AS total
            FROM fitting f WHERE f.score > 0.125 * (SELECT max(score) FROM fitting)
        ), ranked AS (
            SELECT {COLUMNS}, coalesce(o.level, p.level) AS level, coalesce(o.visits, p.visits) AS visits,
                {PLACE} AS place, l.total::integer
            FROM likely l JOIN catalogue_procedure p ON p.id = l.id {OFFERED}
        ) {PAGE};
    ELSE
        RETURN QUERY
        WITH scored AS MATERIALIZED ({SCORED}), likely AS (
            SELECT s.*, row_number() OVER (ORDER BY s.score DESC, s.id) AS number, count(*) OVER () AS total
            FROM scored s WHERE s.score > 0.125 * (SELECT max(score) FROM scored)
            ORDER BY s.score DESC, s.id LIMIT CASE WHEN after_rank IS NULL THEN 60 ELSE 1000 END
        ), ranked AS (
            SELECT {COLUMNS}, p.level, p.visits, {PLACE} AS place, l.total::integer
            FROM likely l JOIN catalogue_procedure p ON p.id = l.id WHERE everything OR p.current_id IS NOT NULL
        ) {PAGE};
    END IF;
END $$;
"""  # noqa: S608 - constants only
LIST = f"""
CREATE FUNCTION catalogue_list(
    {PARAMETERS.format(more="")}, begins text, after_name text, after_code text, most integer, most_counted integer
) RETURNS TABLE (code varchar, version uuid, in_force boolean, name varchar, field_name varchar, level smallint,
    visits smallint, place text, total integer) LANGUAGE plpgsql STABLE PARALLEL RESTRICTED AS $$
#variable_conflict use_column
DECLARE counted integer;
BEGIN
    SELECT count(*) INTO counted FROM (
        SELECT 1 FROM catalogue_procedure p {OFFERED}
        WHERE (begins = '' OR p.code LIKE begins || '%') {NARROWED} LIMIT most_counted
    ) AS found;
    RETURN QUERY
    SELECT p.code, {VERSION}, p.current_id IS NOT NULL, p.name, p.field_name, coalesce(o.level, p.level),
        coalesce(o.visits, p.visits), left(p.folded, 200), counted
    FROM catalogue_procedure p {OFFERED}
    WHERE (begins = '' OR p.code LIKE begins || '%')
        AND (after_code = '' OR (left(p.folded, 200), p.code) > (after_name, after_code)) {NARROWED}
    ORDER BY left(p.folded, 200), p.code LIMIT most;
END $$;
"""  # noqa: S608 - constants only


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0003_longer_names"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="procedure", name="procedure_search"),
        migrations.RemoveField(model_name="procedure", name="search"),
        migrations.AddField(
            model_name="procedure",
            name="marked",
            field=models.TextField(default=""),
        ),
        migrations.AddIndex(
            model_name="procedure",
            index=models.Index(
                Left("folded", 200),
                models.F("code"),
                condition=models.Q(("current__isnull", False)),
                name="procedure_in_order",
            ),
        ),
        migrations.AddIndex(
            model_name="procedure",
            index=models.Index(Left("folded", 200), models.F("code"), name="procedure_all_in_order"),
        ),
        migrations.CreateModel(
            name="SearchTerm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("term", models.CharField(max_length=200, unique=True)),
                ("frequency", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("term", models.CharField(max_length=200)),
                ("weight", models.FloatField()),
                ("shown", models.BooleanField()),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalogue.procedure"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("term", "procedure"), include=("weight", "shown"), name="search_entry_unique"
                    )
                ],
            },
        ),
        migrations.RunSQL(FIND + LIST, "DROP FUNCTION catalogue_find; DROP FUNCTION catalogue_list"),
    ]
