"""The right half of the cutter's screen: the lay, the reasons for a pause, the numbers, the tickets."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from kiosk.floor.facts import IdleReason
from kiosk.screens.caption import Caption
from kiosk.screens.card import Card
from kiosk.screens.code import CodePicture
from kiosk.screens.cutting.face import CuttingFace, TicketFace
from kiosk.screens.cutting.form import Field, FormFace
from kiosk.screens.icons import Icon
from kiosk.screens.look import Look, Text
from kiosk.screens.scan.digits import Digits
from kiosk.screens.tap import Tap, Weight
from kiosk.screens.words.labels import Label

MOST_LINES = 4


class Panel(Card):
    """Parts below each other, as far from the edge as those of any panel."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)

    def dress(self, look: Look) -> None:
        super().dress(look)
        pad = look.px(24)
        self.column.setContentsMargins(pad, pad, pad, pad)
        self.column.setSpacing(look.px(12))


class LayPanel(Panel):
    begun = Signal()
    paused = Signal()
    telling = Signal()
    undone = Signal()
    ticketing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._said, self._title = Caption(Text.LABEL, wraps=True), Caption(Text.TITLE, wraps=True)
        self._lines = [Caption(Text.BODY, wraps=True) for _ in range(MOST_LINES)]
        self._hint = Caption(Text.BODY, "soft", wraps=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.main = Tap(Icon.PLAY, height=96, weight=Weight.MAIN)
        self.tell = Tap(Icon.CHECK, height=96, weight=Weight.MAIN)
        self.pause = Tap(Icon.PAUSE, height=72)
        self.tickets = Tap(Icon.TICKET, height=72)
        self.undo = Tap(Icon.UNDO, height=72)
        for part in (self._said, self._title, *self._lines):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.column.addWidget(self._hint)
        self.column.addStretch(1)
        for row in ((self.main, self.tell), (self.pause, self.tickets, self.undo)):
            line = QHBoxLayout()
            for tap in row:
                line.addWidget(tap, 1)
            self.column.addLayout(line)
        signals = (self.begun, self.telling, self.paused, self.ticketing, self.undone)
        for tap, signal in zip((self.main, self.tell, self.pause, self.tickets, self.undo), signals, strict=True):
            tap.clicked.connect(signal)

    def show_face(self, face: CuttingFace) -> None:
        lay = face.lay
        lines = lay.lines if lay else ()
        for caption, words in (
            (self._said, face.said),
            (self._title, lay.title if lay else ""),
            (self._hint, "" if lay else face.hint),
            *((caption, lines[n] if n < len(lines) else "") for n, caption in enumerate(self._lines)),
        ):
            caption.setText(words)
            caption.setVisible(bool(words))
        words_of = (lay.main, lay.tell, lay.pause, lay.tickets, lay.undo) if lay else ("",) * 5
        for tap, word in zip((self.main, self.tell, self.pause, self.tickets, self.undo), words_of, strict=True):
            tap.say(word)
            tap.setVisible(bool(word))
        self.tell.weigh(Weight.PLAIN if lay and lay.main else Weight.MAIN)


class WhyPanel(Panel):
    chosen = Signal(object)  # IdleReason
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = Caption(Text.TITLE, wraps=True)
        self.reasons = {reason: Tap(None, height=72) for reason in IdleReason}
        self._cancel = Tap(Icon.CROSS, height=96)
        grid = QGridLayout()
        for n, (reason, tap) in enumerate(self.reasons.items()):
            grid.addWidget(tap, n // 2, n % 2)
            tap.clicked.connect(lambda *_, reason=reason: self.chosen.emit(reason))
        self.column.addWidget(self._title)
        self.column.addLayout(grid)
        self.column.addStretch(1)
        self.column.addWidget(self._cancel)
        self._cancel.clicked.connect(self.left)

    def show_face(self, face: CuttingFace) -> None:
        self._title.setText(Label.WHY_PAUSE.said)
        self._cancel.say(Label.CANCEL.said)
        for reason, word in face.reasons:
            self.reasons[reason].say(word)


class FormPanel(Panel):
    """Five numbers and one keypad: what is tapped is what is typed into."""

    field_chosen = Signal(object)  # Field
    put = Signal(str)
    erased = Signal()
    recorded = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._said = Caption(Text.LABEL, wraps=True)
        self.fields = {field: Tap(None, height=56) for field in Field}
        self.digits = Digits(with_point=True)
        self._cancel = Tap(Icon.CROSS, height=96)
        self.record = Tap(Icon.CHECK, height=96, weight=Weight.MAIN)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self.digits.put.connect(self.put)
        self.digits.taken.connect(self.erased)
        self.digits.entered.connect(self.recorded)
        self.digits.left.connect(self.left)
        self._cancel.clicked.connect(self.left)
        self.record.clicked.connect(self.recorded)

    def _lay_out(self) -> None:
        self.column.addWidget(self._said)
        fields = QGridLayout()
        for n, (field, tap) in enumerate(self.fields.items()):
            fields.addWidget(tap, n // 2, n % 2, 1, 2 if field is Field.WASTE else 1)
            tap.clicked.connect(lambda *_, field=field: self.field_chosen.emit(field))
        ends = QHBoxLayout()
        ends.addWidget(self._cancel, 1)
        ends.addWidget(self.record, 1)
        self.column.addLayout(fields)
        self.column.addWidget(self.digits, 1)
        self.column.addLayout(ends)

    def show_face(self, face: FormFace, said: str) -> None:
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self.digits.say()
        self._cancel.say(Label.CANCEL.said)
        self.record.say(Label.RECORD.said)
        self.record.setEnabled(face.can_record)
        for field, word, value in face.fields:
            self.fields[field].say(f"{word}: {value}")
            self.fields[field].weigh(Weight.MAIN if field is face.chosen else Weight.PLAIN)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if not self.digits.takes(event):
            super().keyPressEvent(event)


class TicketPanel(Panel):
    """One ticket after the other, large enough to be photographed or scanned from the screen."""

    turned = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title, self._lines = Caption(Text.TITLE), [Caption(Text.BODY) for _ in range(2)]
        self.code = CodePicture()
        self._close = Tap(Icon.CROSS, height=96)
        self.before = Tap(Icon.BACK, height=96)
        self.next = Tap(Icon.FORWARD, height=96)
        ends = QHBoxLayout()
        for tap in (self._close, self.before, self.next):
            ends.addWidget(tap, 1)
        self.column.addWidget(self._title)
        self.column.addWidget(self.code, 1)
        for line in self._lines:
            self.column.addWidget(line)
        self.column.addLayout(ends)
        self.before.clicked.connect(lambda: self.turned.emit(-1))
        self.next.clicked.connect(lambda: self.turned.emit(1))
        self._close.clicked.connect(self.left)

    def show_face(self, face: TicketFace) -> None:
        self._title.setText(face.title)
        self.code.show_text(face.text)
        for n, line in enumerate(self._lines):
            line.setText(face.lines[n] if n < len(face.lines) else "")
        self._close.say(Label.BACK.said)
        for tap, label in ((self.before, Label.EARLIER), (self.next, Label.NEXT)):
            tap.say(label.said)
            tap.setEnabled(bool(face.text))
