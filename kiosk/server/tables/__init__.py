"""The central tables, by theme. This door hands on their names, so that the other rooms need not know the themes."""

from kiosk.server.tables.base import Base
from kiosk.server.tables.cutting import CuttingRun
from kiosk.server.tables.dashboards import DashboardCache, ProductionMetrics
from kiosk.server.tables.facts import (
    Call,
    Fact,
    FactSetAside,
    Flag,
    HourTally,
    Inspection,
    QueueTally,
    StationState,
    Subject,
)
from kiosk.server.tables.orders import Bundle, BundleStatusHistory, Lay, Order
from kiosk.server.tables.pay import Holiday, PayLine, PayPeriod, SettledDay, SettledLine, WageRule
from kiosk.server.tables.people import AuditEntry, Employee, User, Workspace
from kiosk.server.tables.places import Device, Machine, PairingCode, ProductionLine, WorkStation
from kiosk.server.tables.sewing import SewingOperation, SewingOperationStandard, SewingRun, SewingRunOperation
from kiosk.server.tables.sign_in import Session, Tries
from kiosk.server.tables.sms import OTPCode, SMSMessage, SMSTemplate

__all__ = [
    "AuditEntry",
    "Base",
    "Bundle",
    "BundleStatusHistory",
    "Call",
    "CuttingRun",
    "DashboardCache",
    "Device",
    "Employee",
    "Fact",
    "FactSetAside",
    "Flag",
    "Holiday",
    "HourTally",
    "Inspection",
    "Lay",
    "Machine",
    "OTPCode",
    "Order",
    "PairingCode",
    "PayLine",
    "PayPeriod",
    "ProductionLine",
    "ProductionMetrics",
    "QueueTally",
    "SMSMessage",
    "SMSTemplate",
    "Session",
    "SettledDay",
    "SettledLine",
    "SewingOperation",
    "SewingOperationStandard",
    "SewingRun",
    "SewingRunOperation",
    "StationState",
    "Subject",
    "Tries",
    "User",
    "WageRule",
    "WorkStation",
    "Workspace",
]
