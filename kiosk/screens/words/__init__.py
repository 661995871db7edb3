"""Every sentence a person reads, keyed by the enum that it answers; `#:` notes are for the translator.

Names between braces are filled in after translation and stay as they are. New or changed sentences reach the
translators by `pyside6-lupdate`, see `resources/words/README.md`.
"""
