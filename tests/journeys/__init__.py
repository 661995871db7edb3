"""Whole stories, as a factory's day goes."""

import pytest

pytest.register_assert_rewrite("tests.journeys.agree", "tests.journeys.seat", "tests.sync.agree")
