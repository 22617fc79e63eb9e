import numpy as np

from widgets.vacancies.warning_signs.deciding import LEAST, MOST, Thresholds

NOTHING = -0.9


def found(*pieces: list[float]) -> list[tuple[int, int]]:
    """Piece and sign, with scores of three signs a piece."""
    thresholds = Thresholds(np.zeros(3, np.float32), alone=0.5, together=0.2, longer=0.1)
    return [(int(piece), int(sign)) for piece, sign in np.argwhere(thresholds.found(np.float32(pieces)))]


def test_a_clear_sign_is_found_by_itself():
    assert found([0.6, NOTHING, NOTHING]) == [(0, 0)]
    assert found([NOTHING] * 3, [NOTHING, 0.6, NOTHING], [NOTHING] * 3) == [(1, 1)]


def test_a_faint_sign_is_found_beside_others_only():
    faint, other = [0.1, NOTHING, NOTHING], [NOTHING, 0.1, NOTHING]

    assert found(faint, [NOTHING] * 3, [NOTHING] * 3) == []
    assert found(faint, other, [NOTHING, NOTHING, 0.1]) == [(0, 0), (1, 1), (2, 2)]


def test_others_speak_for_what_a_piece_shows_most():
    loud = [MOST, NOTHING, NOTHING]

    assert found([0.1, -0.15, 0.05], loud, loud) == [(0, 0), (0, 2), (1, 0), (2, 0)]


def test_no_piece_weighs_more_than_the_loudest_or_less_than_the_quietest():
    quiet, quieter = [LEAST] * 3, [LEAST - 5] * 3

    assert found([0.4, NOTHING, NOTHING], quiet, quiet) == found([0.4, NOTHING, NOTHING], quieter, quieter)


def test_a_long_text_must_show_more():
    clear, nothing = [0.6, NOTHING, NOTHING], [NOTHING] * 3

    assert found(clear, *[nothing] * 11) == [(0, 0)]
    assert found(clear, *[nothing] * 47) == []
