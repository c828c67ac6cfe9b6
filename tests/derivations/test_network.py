"""The teaching network: shapes, and the errors that a student must not get past."""

from __future__ import annotations

import numpy as np
import pytest

from derivations import network
from derivations.crosscheck import network_point


@pytest.mark.parametrize("pair", ["", "_relu"])
def test_gradients_have_the_shape_of_their_parameter(pair: str) -> None:
    point = network_point(0)
    forward, backward = getattr(network, f"forward{pair}"), getattr(network, f"backward{pair}")

    gradients = backward(point, point["x"], point["d"], *forward(point, point["x"]))

    assert {name: gradient.shape for name, gradient in gradients.items()} == {
        name: point[name].shape for name in ("b2", "W2", "b1", "W1")
    }


def test_a_single_sample_is_a_batch_of_one() -> None:
    point = network_point(1)
    one, target = point["x"][0], point["d"][0]

    single = network.backward(point, one, target, *network.forward(point, one))
    batch = network.backward(point, one[np.newaxis], target[np.newaxis], *network.forward(point, one[np.newaxis]))

    assert all(np.array_equal(single[name], batch[name]) for name in batch)


@pytest.mark.parametrize("function", [network.mean_squared_error, network.d_mean_squared_error])
def test_a_column_against_a_row_does_not_broadcast(function: object) -> None:
    with pytest.raises(ValueError, match=r"\(3,\).*\(3, 1\)"):
        function(np.zeros(3), np.zeros((3, 1)))  # type: ignore[operator]
