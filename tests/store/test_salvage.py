import random
from pathlib import Path

from kiosk import wire
from kiosk.floor.facts import Fact
from kiosk.store.rows import seal_of, text_of
from kiosk.store.salvage import BLOCK, readable_facts
from tests.make import Pen


def sealed(fact: Fact) -> bytes:
    text = text_of(wire.body_of(fact))
    return (text + seal_of(text)).encode()


def test_facts_are_found_by_their_bytes_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    pen = Pen()
    facts = [pen.done("shoulders") for _ in range(5)]
    noise = random.Random(1)
    content = b"".join(noise.randbytes(300) + sealed(fact) for fact in reversed(facts))
    (tmp_path / "file").write_bytes(content)
    found = readable_facts([tmp_path / "file", tmp_path / "not there"])
    assert [row["id"] for row in found] == [fact.stamp.id for fact in facts]
    assert [row["number"] for row in found] == [1, 2, 3, 4, 5]


def test_a_fact_that_was_hit_is_not_taken_for_whole(tmp_path: Path) -> None:
    pen = Pen()
    good, bad = pen.done("shoulders", pieces=12), pen.done("sleeves", pieces=12)
    hit = sealed(bad).replace(b'"pieces":12', b'"pieces":92')
    (tmp_path / "file").write_bytes(hit + b"\x00" + sealed(good) + b'{"kind":"work-done","id":')
    assert [row["id"] for row in readable_facts([tmp_path / "file"])] == [good.stamp.id]


def test_a_fact_across_two_blocks_is_found_once(tmp_path: Path) -> None:
    fact = Pen().done("shoulders")
    (tmp_path / "file").write_bytes(b"\x00" * (BLOCK - 100) + sealed(fact) + b"\x00" * 500)
    assert [row["id"] for row in readable_facts([tmp_path / "file"])] == [fact.stamp.id]


def test_a_number_used_twice_gives_way_to_the_next_free_one(tmp_path: Path) -> None:
    one, two, after = Pen().done("shoulders"), Pen().done("sleeves"), Pen()
    next(after.numbers)
    (tmp_path / "file").write_bytes(sealed(one) + sealed(two) + sealed(after.done("hem")))
    assert [row["number"] for row in readable_facts([tmp_path / "file"])] == [1, 2, 3]


def test_a_fact_of_a_later_release_is_saved_too(tmp_path: Path) -> None:
    text = text_of(wire.body_of(Pen().done("shoulders")) | {"kind": "ironed"})
    (tmp_path / "file").write_text(text + seal_of(text))
    assert [row["body"] for row in readable_facts([tmp_path / "file"])] == [text]


def test_deep_nonsense_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b'{"kind":"' * 5000 + b'{"kind":"x","a":' + b"[" * 7000)
    assert readable_facts([tmp_path / "file"]) == []
