from __future__ import annotations

from pathlib import Path

from eval.bench.contrast import GOALS, run, table

NOTES = (
    "Ada Berg, chair of the council, said that the new plant in Hallstadt would employ 1,240 people. "
    "The council did not approve the overtime rules on Monday. The bridge over the Leine was closed in 2021."
)


def test_true_sentences_pass_and_turned_ones_do_not(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text(NOTES, "utf-8")
    result, judged = run([tmp_path])
    rows = result["documents"]
    assert rows["verbatim"]["pass"] == 1.0 and rows["negated"]["pass"] == 0.0 and rows["number changed"]["pass"] == 0.0
    assert len(judged) == sum(row["cases"] for row in rows.values())
    assert all(GOALS[kind] in table(result) for kind in rows)
