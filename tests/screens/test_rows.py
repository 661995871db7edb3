from dataclasses import dataclass

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.screens.rows import ROW, Rows


@dataclass(frozen=True)
class Row:
    name: str
    pieces: str


ONE, TWO, THREE = Row("Hem", "20"), Row("Collar", "12"), Row("Sleeves", "")


@pytest.fixture
def rows(qapp: QApplication) -> Rows:
    made = Rows(Row)
    made.show_rows((ONE, TWO))
    return made


def test_each_field_has_its_named_role(rows: Rows) -> None:
    roles = {bytes(name.data()).decode(): role for role, name in rows.roleNames().items()}
    assert set(roles) == {"row", "name", "pieces"}
    assert rows.data(rows.index(1), roles["name"]) == "Collar"
    assert rows.data(rows.index(1), roles["pieces"]) == "12"
    assert rows.data(rows.index(1), roles["row"]) == rows.data(rows.index(1), ROW) == TWO
    assert rows.data(rows.index(0), Qt.ItemDataRole.AccessibleTextRole) == "Hem 20"
    assert rows.data(rows.index(0), Qt.ItemDataRole.DecorationRole) is None
    assert rows.data(QModelIndex(), ROW) is None


def test_it_is_a_sound_model_while_rows_come_and_go(rows: Rows) -> None:
    QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for shown in ((ONE,), (), (ONE, TWO, THREE), (THREE, TWO, ONE)):
        rows.show_rows(shown)
        assert [rows.data(rows.index(n), ROW) for n in range(rows.rowCount())] == list(shown)


def test_the_same_rows_leave_the_view_alone(rows: Rows, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(rows.dataChanged), qtbot.assertNotEmitted(rows.modelReset):
        rows.show_rows((ONE, TWO))
    with qtbot.waitSignal(rows.dataChanged), qtbot.assertNotEmitted(rows.modelReset):
        rows.show_rows((ONE, THREE))
