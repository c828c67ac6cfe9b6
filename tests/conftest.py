"""Keys of the tests are kept in a folder of their own; generated examples are the same in every run of the suite."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("suite", derandomize=True)
settings.load_profile("suite")


@pytest.fixture(autouse=True, scope="session")
def key_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    before = os.environ.get("QUIZ_CACHE")
    os.environ["QUIZ_CACHE"] = str(tmp_path_factory.mktemp("cache"))
    yield
    if before is None:
        del os.environ["QUIZ_CACHE"]
    else:
        os.environ["QUIZ_CACHE"] = before
