"""A list of frozen rows for a list view, with a named role for each of their fields."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex

ROW = int(Qt.ItemDataRole.UserRole)
"""The role of the whole row; its fields follow in their order."""


class Rows(QAbstractListModel):
    """`kind` is the dataclass of the rows."""

    def __init__(self, kind: type[Any]) -> None:
        super().__init__()
        self._names = [field.name for field in fields(kind)]
        self._rows: tuple[Any, ...] = ()

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Unchanged rows leave the view as it is, where it was scrolled to included."""
        if tuple(rows) == self._rows:
            return
        if len(rows) != len(self._rows):
            self.beginResetModel()
            self._rows = tuple(rows)
            self.endResetModel()
        else:
            self._rows = tuple(rows)
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name, and Qt's default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " ".join(str(getattr(row, name)) for name in self._names if getattr(row, name))
        field = role - ROW - 1
        return getattr(row, self._names[field]) if 0 <= field < len(self._names) else None

    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802 - Qt's name
        names = {ROW + 1 + n: QByteArray(name.encode()) for n, name in enumerate(self._names)}
        return {ROW: QByteArray(b"row"), **names}
