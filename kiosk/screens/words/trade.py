"""The trade's own names: departments, and where a bundle stands."""

from kiosk.floor.bundles import BundleStatus, Department
from kiosk.floor.facts import CallKind, IdleReason
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


IDLE_REASONS: dict[IdleReason, str] = {
    #: why hands rest, in one to three words
    IdleReason.NO_WORK: says("No work"),
    IdleReason.MACHINE: says("Machine down"),
    IdleReason.MATERIAL: says("No material"),
    IdleReason.POWER: says("No power"),
    IdleReason.QUALITY: says("Quality question"),
    IdleReason.MEETING: says("Meeting"),
    IdleReason.TRAINING: says("Training"),
    IdleReason.PERSONAL: says("Personal"),
}

CALLS: dict[CallKind, str] = {
    #: what a station calls for, in one or two words
    CallKind.MACHINE: says("Mechanic"),
    CallKind.NEEDLE: says("Needle"),
    CallKind.MATERIAL: says("Material"),
    CallKind.QUALITY: says("Quality"),
    CallKind.PAY: says("Pay question"),
    CallKind.HELP: says("Supervisor"),
}

DEFECTS: dict[str, str] = {
    #: what may be wrong with a sewn piece
    "UNEVEN-STITCHING": says("Uneven stitching"),
    "BROKEN-STITCH": says("Broken stitch"),
    "LOOSE-THREAD": says("Loose thread"),
    "MISALIGNED-SEAM": says("Misaligned seam"),
    "WRONG-MEASUREMENT": says("Wrong measurement"),
    "FABRIC-DEFECT": says("Fabric defect"),
    "COLOUR-VARIATION": says("Colour variation"),
    "HOLE-OR-TEAR": says("Hole or tear"),
    "WRONG-PLACEMENT": says("Wrong placement"),
    "MISSING-PART": says("Missing part"),
}
"""Of the codes that every factory knows; another is shown as it stands on its card."""


def idle_reason(which: IdleReason) -> str:
    return said(IDLE_REASONS[which])


def call(which: CallKind) -> str:
    return said(CALLS[which])


def defect(code: str) -> str:
    return said(DEFECTS[code]) if code in DEFECTS else code.replace("-", " ").capitalize()


def department(which: Department) -> str:
    return said(DEPARTMENTS[which])


def status(which: BundleStatus) -> str:
    return said(STATUSES[which])


def bundle(code: str) -> str:
    #: a bundle by the code printed on its ticket: "Bundle K7Q2M9X4TD"
    return said("Bundle {code}").format(code=code)
