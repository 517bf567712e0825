"""How large a code is printed: by module, never by the whole code."""

import pytest

from kernel.errors import Refused
from qr.formats import FORMATS, sized

SHORT = "HTTPS://ABT.GO.TH/Q/EA7M"
LONG = "HTTPS://WWW.KHAOSAMOKHON.GO.TH/Q/EIT-7K3"


@pytest.mark.parametrize(
    ("link", "paper", "module", "side"),
    [
        (SHORT, "a4", 3.5, 33 * 3.5),
        (LONG, "a4", 3.5, 37 * 3.5),
        (SHORT, "a5", 2.1, 33 * 2.1),
        (SHORT, "tent", 1.4, 33 * 1.4),
        (SHORT, "stickers", 1.05, 33 * 1.05),
        (LONG, "stickers", 0.98, 37 * 0.98),
    ],
)
def test_module_is_three_and_a_half_millimetres_for_each_metre(link, paper, module, side):
    found = sized(link, FORMATS[paper])
    assert (found.module_mm, found.side_mm) == (pytest.approx(module), pytest.approx(side))
    assert found.module_mm == pytest.approx(3.5 * found.distance)


def test_distance_may_be_chosen_as_far_as_the_paper_goes():
    assert sized(SHORT, FORMATS["a4"], 1.15).module_mm == pytest.approx(4.025)
    with pytest.raises(Refused) as refused:
        sized(SHORT, FORMATS["a4"], 1.2)
    assert (refused.value.reason, refused.value.facts) == ("distance_far", {"most": "1.17"})


@pytest.mark.parametrize("metres", [0.19, 0.0, -1.0, float("nan")])
def test_distance_nearer_than_a_camera_focuses_is_refused(metres):
    with pytest.raises(Refused, match="distance_near"):
        sized(SHORT, FORMATS["a5"], metres)


def test_infinite_distance_is_refused():
    with pytest.raises(Refused, match="distance_far"):
        sized(SHORT, FORMATS["a5"], float("inf"))
