"""The trade's own names: departments, and where a bundle stands."""

from PySide6.QtCore import QCoreApplication

from kiosk.floor.bundles import BundleStatus, Department
from kiosk.screens.words.sentence import CONTEXT, says

translate = QCoreApplication.translate

DEPARTMENTS: dict[Department, str] = {
    #: the names of departments, as they stand on the factory's doors
    Department.CUTTING: says("words", "Cutting"),
    Department.PRINTING: says("words", "Printing"),
    Department.SEWING: says("words", "Sewing"),
    Department.QC: says("words", "Quality control"),
    Department.FINISHING: says("words", "Finishing"),
    Department.PACKING: says("words", "Packing"),
}

STATUSES: dict[BundleStatus, str] = {
    #: where a bundle stands, in two or three words; shown large after a scan
    BundleStatus.CREATED: says("words", "Not cut yet"),
    BundleStatus.IN_CUTTING: says("words", "In cutting"),
    BundleStatus.CUT: says("words", "Cut"),
    BundleStatus.IN_PRINTING: says("words", "In printing"),
    BundleStatus.PRINTED: says("words", "Printed"),
    BundleStatus.IN_SEWING: says("words", "In sewing"),
    BundleStatus.SEWN: says("words", "Sewn"),
    BundleStatus.IN_QC: says("words", "In quality control"),
    BundleStatus.QC_PASSED: says("words", "Quality passed"),
    BundleStatus.IN_FINISHING: says("words", "In finishing"),
    BundleStatus.FINISHED: says("words", "Finished"),
    BundleStatus.PACKED: says("words", "Packed"),
    BundleStatus.DONE: says("words", "Done"),
    BundleStatus.QC_FAILED: says("words", "Quality failed"),
    BundleStatus.IN_REWORK: says("words", "In rework"),
    BundleStatus.ON_HOLD: says("words", "On hold"),
    BundleStatus.REJECTED: says("words", "Rejected"),
}


def department(which: Department) -> str:
    return translate(CONTEXT, DEPARTMENTS[which])


def status(which: BundleStatus) -> str:
    return translate(CONTEXT, STATUSES[which])


def bundle(code: str) -> str:
    #: a bundle by the code printed on its ticket: "Bundle K7Q2M9X4TD"
    return translate("words", "Bundle {code}").format(code=code)
