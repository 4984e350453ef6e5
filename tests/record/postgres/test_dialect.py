import pytest

from bot.record.postgres.dialect import definition, translated


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT a FROM t WHERE a = ? AND b = ?", "SELECT a FROM t WHERE a = %s AND b = %s"),
        ("INSERT INTO t VALUES (:one, :two_b)", "INSERT INTO t VALUES (%(one)s, %(two_b)s)"),
        ("a IS ? AND b IS NOT ?", "a IS NOT DISTINCT FROM %s AND b IS DISTINCT FROM %s"),
        ("excluded.a IS NOT t.a", "excluded.a IS DISTINCT FROM t.a"),
        ("a IS NULL AND b IS NOT NULL", "a IS NULL AND b IS NOT NULL"),
        ("a = 'IS ? :b 100 %' AND \"end\" > ?", "a = 'IS ? :b 100 %%' AND \"end\" > %s"),
        ("a = 'it''s ?' AND b = ?", "a = 'it''s ?' AND b = %s"),
        ("a::bigint = ? % 2", "a::bigint = %s %% 2"),
        ("SELECT a FROM t WHERE b = ? /*+ FOR UPDATE */", "SELECT a FROM t WHERE b = %s FOR UPDATE"),
        ("a = '/*+ FOR UPDATE */'", "a = '/*+ FOR UPDATE */'"),
        (
            "a IN (SELECT value FROM json_each(:runs))",
            "a IN (SELECT value::bigint FROM json_array_elements_text(%(runs)s::json))",
        ),
    ],
)
def test_statements(sql, expected):
    assert translated(sql).decode() == expected


def test_a_trigger_is_a_function_and_a_trigger():
    sql = "CREATE TRIGGER seen AFTER DELETE ON passage\nBEGIN\n    INSERT INTO gone (seq) VALUES (old.seq);\nEND"
    assert definition(sql) == (
        "CREATE FUNCTION seen() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN INSERT INTO gone (seq) VALUES (old.seq); RETURN NULL; END $$; "
        "CREATE TRIGGER seen AFTER DELETE ON passage FOR EACH ROW EXECUTE FUNCTION seen()"
    )
