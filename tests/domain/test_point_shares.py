from decimal import Decimal

import pytest

from perfeval_desktop.domain.point_shares import point_shares


@pytest.mark.parametrize(
    ("points", "ratio", "decimals", "shares"),
    [
        ("50", "1 1 1", 0, "18 16 16"),
        ("50", "1 1 1", 2, "16.68 16.66 16.66"),
        ("30", "1 2", 0, "10 20"),
        ("10", "1 3", 0, "2 8"),
        ("0.5", "1 1", 0, "0.3 0.2"),
        ("1", "1 1 1", 0, "0.4 0.3 0.3"),
        ("7.5", "1", 0, "7.5"),
        ("2", "1 1 1", 9, "0.68 0.66 0.66"),
        ("0.01", "1 1", 0, "0.01 0.00"),
    ],
)
def test_points_are_shared_with_the_rest_on_the_first_of_the_largest(
    points: str, ratio: str, decimals: int, shares: str
) -> None:
    found = point_shares(Decimal(points), [Decimal(one) for one in ratio.split()], decimals=decimals)
    assert [*map(str, found)] == shares.split()
    assert sum(found) == Decimal(points)
