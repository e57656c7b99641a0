"""The tempo that is shown for people who played to a click, or in an annotated ensemble."""

import pytest
from annotated import annotated_duets, click_duets, close

from game.session.replay import judge_with_timeline
from game.storage.csvfile import read_csv


@pytest.mark.parametrize(
    ("duets", "least"), [(click_duets, 0.95), (annotated_duets, 0.85)], ids=["same click", "annotated"]
)
def test_the_bpm_shown_is_the_one_that_was_played(data_dir, duets, least):
    shown = right = 0
    for path, truth in duets(data_dir):
        _, rows = judge_with_timeline(read_csv(path))
        played = [(bpm, truth(row.t)) for row in rows for bpm in row.bpm if bpm is not None]
        shown += len(played)
        right += sum(close(bpm, true_bpm) for bpm, true_bpm in played)

    assert shown > 1000
    assert right / shown >= least
