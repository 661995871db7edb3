"""The scan screen's view-model on a real desk, with lanes cranked by hand."""

from kiosk.camera.eye import Eye
from kiosk.screens.clock import WallClock
from kiosk.screens.scan.inquiry import Inquiry
from kiosk.screens.scan.view_model import ScanViewModel
from tests.screens.desk import Kiosk
from tests.screens.hand_lane import HandLane


def screen_of(kiosk: Kiosk, eye: Eye, store: HandLane, camera: HandLane, clock: WallClock) -> ScanViewModel:
    """The server knows of no bundle that this kiosk does not know of."""
    inquiry = Inquiry(kiosk.scan_desk, lambda _ticket: False, store=store, network=store)
    return ScanViewModel(kiosk.scan_desk, eye, inquiry, store=store, camera=camera, clock=clock)
