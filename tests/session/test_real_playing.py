"""The tempo that is shown for people who played to a click, or in an annotated ensemble.

Of the ensembles every third duet: `tests/bench/bench_people.py` judges all.
"""

import pytest
from annotated import annotated_duets, click_duets, close, rows_shown


@pytest.mark.parametrize(
    ("duets", "step", "least"), [(click_duets, 1, 0.95), (annotated_duets, 3, 0.85)], ids=["same click", "annotated"]
)
def test_the_bpm_shown_is_the_one_that_was_played(data_dir, pool, duets, step, least):
    known = duets(data_dir)[::step]
    shown = right = 0
    for (_, truth), rows in zip(known, pool.map(rows_shown, [path for path, _ in known]), strict=True):
        played = [(bpm, truth(time_s)) for time_s, both in rows for bpm in both if bpm is not None]
        shown += len(played)
        right += sum(close(bpm, true_bpm) for bpm, true_bpm in played)

    assert shown > 1000
    assert right / shown >= least
