"""Which language the screens speak."""

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from kiosk.screens.resources import resource


def speak(app: QCoreApplication, language: str = "en") -> None:
    """Words and numbers in `language` from now on. English needs its file too: for "1 piece" and "2 pieces".

    Raises FileNotFoundError where the installation is not whole.
    """
    QLocale.setDefault(QLocale(language))
    translator = QTranslator(app)
    translator.load(str(resource("words", f"kiosk_{language}.qm")))
    app.installTranslator(translator)
