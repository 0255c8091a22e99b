"""Imports, by the kind of file: the one way in for the command and the pages."""

from collections.abc import Callable

from hubapp.importers.agencies import AGENCIES
from hubapp.importers.consented import import_consented
from hubapp.importers.gias import GIAS
from hubapp.importers.ofsted import OFSTED
from hubapp.importers.options import ImportOptions
from hubapp.importers.registers import import_register
from hubapp.importers.report import ImportReport
from hubapp.importers.sheets import SHEETS, import_sheet

Importer = Callable[[bytes, int, ImportOptions], ImportReport]


def import_ofsted(data: bytes, hub_id: int, options: ImportOptions) -> ImportReport:
    """Take a release of the inspectorate's register into a hub."""
    return import_register(OFSTED, data, hub_id, options)


def import_agencies(data: bytes, hub_id: int, options: ImportOptions) -> ImportReport:
    """Take a list of childminder agencies into a hub."""
    return import_register(AGENCIES, data, hub_id, options)


def import_gias(data: bytes, hub_id: int, options: ImportOptions) -> ImportReport:
    """Take the register of schools, or of children's centres, into a hub."""
    return import_register(GIAS, data, hub_id, options)


IMPORTERS: dict[str, Importer] = {
    "ofsted": import_ofsted,
    "agencies": import_agencies,
    "consented": import_consented,
    "gias": import_gias,
    SHEETS: import_sheet,
}
"""What can be taken into a hub, by the word people use for it. Postcodes belong to no hub."""
