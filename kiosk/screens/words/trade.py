"""The trade's own names: departments, and where a bundle stands."""

from kiosk.floor.bundles import BundleStatus, Department
from kiosk.screens.words.sentence import said, says

DEPARTMENTS: dict[Department, str] = {
    #: the names of departments, as they stand on the factory's doors
    Department.CUTTING: says("Cutting"),
    Department.PRINTING: says("Printing"),
    Department.SEWING: says("Sewing"),
    Department.QC: says("Quality control"),
    Department.FINISHING: says("Finishing"),
    Department.PACKING: says("Packing"),
}

STATUSES: dict[BundleStatus, str] = {
    #: where a bundle stands, in two or three words; shown large after a scan
    BundleStatus.CREATED: says("Not cut yet"),
    BundleStatus.IN_CUTTING: says("In cutting"),
    BundleStatus.CUT: says("Cut"),
    BundleStatus.IN_PRINTING: says("In printing"),
    BundleStatus.PRINTED: says("Printed"),
    BundleStatus.IN_SEWING: says("In sewing"),
    BundleStatus.SEWN: says("Sewn"),
    BundleStatus.IN_QC: says("In quality control"),
    BundleStatus.QC_PASSED: says("Quality passed"),
    BundleStatus.IN_FINISHING: says("In finishing"),
    BundleStatus.FINISHED: says("Finished"),
    BundleStatus.PACKED: says("Packed"),
    BundleStatus.DONE: says("Done"),
    BundleStatus.QC_FAILED: says("Quality failed"),
    BundleStatus.IN_REWORK: says("In rework"),
    BundleStatus.ON_HOLD: says("On hold"),
    BundleStatus.REJECTED: says("Rejected"),
}


def department(which: Department) -> str:
    return said(DEPARTMENTS[which])


def status(which: BundleStatus) -> str:
    return said(STATUSES[which])


def bundle(code: str) -> str:
    #: a bundle by the code printed on its ticket: "Bundle K7Q2M9X4TD"
    return said("Bundle {code}").format(code=code)
