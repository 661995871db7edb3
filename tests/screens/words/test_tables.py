"""No sentence is missing, none has a name in it that nobody fills in, and the translators' file is up to date."""

import re
import subprocess
import xml.etree.ElementTree as ET
from enum import Enum
from pathlib import Path

import PySide6
import pytest
from PySide6.QtWidgets import QApplication

import kiosk
from kiosk.camera.coach import Hint
from kiosk.camera.light import Light
from kiosk.floor.answers import No
from kiosk.floor.bundles import BundleStatus, Department
from kiosk.floor.flags import FlagKind
from kiosk.floor.lays import CutFlagKind
from kiosk.floor.pay import Why
from kiosk.floor.tabling import NoCut
from kiosk.screens.resources import resource
from kiosk.screens.words import coaching, cutting, day, link, matters, numbers, refusals, trade, troubles
from kiosk.screens.words.labels import Label
from kiosk.screens.words.sentence import Sentence
from kiosk.station.link import LinkState
from kiosk.trouble import Reason

TABLES: list[tuple[type[Enum], dict[Enum, object]]] = [
    (No, {**refusals.SENTENCES}),
    (Reason, {**troubles.SENTENCES}),
    (Department, {**trade.DEPARTMENTS}),
    (BundleStatus, {**trade.STATUSES}),
    (Light, {**coaching.SENTENCES}),
    (Hint, {**coaching.HINTS}),
    (LinkState, {**link.STATES}),
    (Why, {**day.SHORT}),
    (NoCut, {**cutting.NO}),
    (CutFlagKind, {**cutting.FLAGS}),
    (FlagKind, {**matters.FLAGS}),
    (FlagKind, {**matters.WHY}),
]


@pytest.mark.parametrize(("kind", "table"), TABLES, ids=lambda given: getattr(given, "__name__", ""))
def test_every_member_has_its_words(kind: type[Enum], table: dict[Enum, object]) -> None:
    assert set(table) == set(kind)
    assert all(table.values())


@pytest.mark.parametrize("sentence", [*refusals.SENTENCES.values(), *troubles.SENTENCES.values()])
def test_every_sentence_says_what_to_do_next(sentence: Sentence) -> None:
    assert sentence.word
    assert sentence.todo.endswith(".")
    assert len(sentence.word) <= 20, "a headline is read at a glance"


@pytest.mark.parametrize("label", Label)
def test_labels_have_no_names_to_fill_in(qapp: QApplication, label: Label) -> None:
    assert label.said
    assert "{" not in label.said


@pytest.mark.parametrize(("count", "said"), [(0, "0 pieces"), (1, "1 piece"), (2, "2 pieces"), (1234, "1,234 pieces")])
def test_things_are_counted_as_people_do(qapp: QApplication, count: int, said: str) -> None:
    assert numbers.pieces(count) == said


# ---- what the translators get

WORDS = sorted((Path(kiosk.__file__).parent / "screens" / "words").glob("*.py"))
TOOLS = Path(PySide6.__file__).parent
ALIAS = ("-tr-function-alias", "tr+=said,tr+=counted,QT_TR_NOOP+=says")


def lupdate(into: Path, *options: str) -> ET.Element:
    command = [TOOLS / "lupdate", "-silent", *ALIAS, "-locations", "none", "-no-obsolete", *options, *WORDS]
    subprocess.run([*command, "-ts", into], check=True, capture_output=True)
    return ET.parse(into).getroot()


def test_every_sentence_reaches_the_translators(tmp_path: Path) -> None:
    found = {source.text for source in lupdate(tmp_path / "all.ts").iter("source")}
    sentences = [*refusals.SENTENCES.values(), *troubles.SENTENCES.values()]
    said = {text for sentence in sentences for text in (sentence.word, sentence.says, sentence.todo)}
    said |= (
        {label.value for label in Label}
        | set(coaching.SENTENCES.values())
        | set(coaching.HINTS.values())
        | set(link.STATES.values())
    )
    assert said - {""} <= found


def test_the_english_plurals_are_up_to_date(tmp_path: Path) -> None:
    kept = ET.parse(resource("words", "kiosk_en.ts")).getroot()
    fresh = lupdate(tmp_path / "fresh.ts", "-pluralonly", "-source-language", "en", "-target-language", "en")
    assert {message.findtext("source") for message in kept.iter("message")} == {
        message.findtext("source") for message in fresh.iter("message")
    }, "see resources/words/README.md"
    assert not list(kept.iter("translation[@type]"))
    for message in kept.iter("message"):
        names = sorted(re.findall(r"{\w+}|%L?n", message.findtext("source") or ""))
        forms = [form.text or "" for form in message.iter("numerusform")]
        assert len(forms) == 2
        assert all(sorted(re.findall(r"{\w+}|%L?n", form)) == names for form in forms)


def test_what_is_installed_is_what_was_translated(tmp_path: Path) -> None:
    made = tmp_path / "kiosk_en.qm"
    subprocess.run(
        [TOOLS / "lrelease", "-silent", resource("words", "kiosk_en.ts"), "-qm", made], check=True, capture_output=True
    )
    assert made.read_bytes() == resource("words", "kiosk_en.qm").read_bytes(), "see resources/words/README.md"
