"""The ONS renames its columns nearly every year; a postcode stays a postcode."""

import pytest

from hubapp.importers.ons_postcodes import find_columns
from hubapp.importers.report import ImportRefused
from hubapp.places.rules import PostcodeRow

OLD = "pcd,pcd2,pcds,dointr,doterm,oscty,ced,oslaua,osward,parish,usertype,oseast1m,osnrth1m,"
OLD += "osgrdind,ctry,streg,nuts,lat,long"
OLD_CELLS = "BS1 1AD,BS1  1AD,BS1 1AD,198001,,,,E06000023,E05001995,,0,360204,0173429,1,E92000001,"
OLD_CELLS += "0,,51.459,-2.573"
NEW = "pcd7,pcd8,pcds,dointr,doterm,cty25cd,ced25cd,lad25cd,wd25cd,parncp25cd,usrtypind,east1m,"
NEW += "north1m,gridind,ctry25cd,lat,long,ruc21ind"


def row(header: str, cells: str) -> PostcodeRow | str:
    columns = find_columns(header.split(","))
    assert columns is not None
    return columns.read_row(cells.split(","))


def test_a_directory_of_2018() -> None:
    assert row(OLD, OLD_CELLS) == PostcodeRow("BS11AD", 360204, 173429, "E", "E06000023", None)


def test_one_that_nobody_has_any_more_is_kept_and_marked() -> None:
    told = row(OLD, OLD_CELLS.replace("198001,,", "198001,199606,"))
    assert told == PostcodeRow("BS11AD", 360204, 173429, "E", "E06000023", "199606")


def test_the_directory_of_november_2025_with_nearly_all_names_new() -> None:
    cells = "BS1 1AD,BS1  1AD,BS1 1AD,198001,,,,E06000023,,,0,360204,173429,1,E92000001,51,-2,UN1"
    assert row(NEW, cells) == PostcodeRow("BS11AD", 360204, 173429, "E", "E06000023", None)


def test_no_position_is_none() -> None:
    cells = "JE1 1AA,JE1  1AA,JE1 1AA,198001,,,,L99999999,,,0,,,9,L93000001,99.999999,0.000000,"
    assert row(NEW, cells) == PostcodeRow("JE11AA", None, None, "L", "L99999999", None)


def test_degrees_alone_are_enough() -> None:
    # The first line of a real release: AB1 0AA is at 385386, 801193.
    told = row("pcds,doterm,lat,long", "AB1 0AA,199606,57.101474,-2.242851")
    assert isinstance(told, PostcodeRow)
    assert told.easting is not None
    assert told.northing is not None
    assert abs(told.easting - 385386) <= 3
    assert abs(told.northing - 801193) <= 3


@pytest.mark.parametrize(
    ("header", "layout"),
    [
        (OLD, "onspd_2018"),
        (OLD.replace("nuts", "itl"), "onspd_2021"),
        (OLD.replace("nuts", "itl,npark,sicbl,icb,oa21"), "onspd_2024"),
        (OLD.replace("nuts", "itl,icb").replace("pcd,pcd2", "pcd7,pcd8"), "onspd_2025_08"),
        (NEW, "onspd_2025_11"),
        ("pcd,pcd2,pcds,dointr,doterm,cty,laua,ward,oseast1m,osnrth1m,lat,long", "nspl"),
        ("pcd7,pcds,doterm,lad25cd,wd25cd,east1m,north1m,lat,long", "nspl_2025_11"),
    ],
)
def test_layouts_are_told_by_their_columns(header: str, layout: str) -> None:
    columns = find_columns(header.split(","))
    assert columns is not None
    assert (columns.layout, columns.unknown) == (layout, ())


def test_a_new_column_is_reported_and_no_harm() -> None:
    columns = find_columns(f"{OLD},moon25cd".split(","))
    assert columns is not None
    assert columns.unknown == ("moon25cd",)


def test_a_directory_without_its_core_is_refused() -> None:
    with pytest.raises(ImportRefused) as refused:
        find_columns(["pcds", "oseast1m", "osnrth1m"])
    assert refused.value.class_ == "missing_columns"


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (OLD_CELLS.replace("BS1 1AD", "BRISTOL"), "bad_postcode"),
        (OLD_CELLS.replace("BS1 1AD", ""), "missing_urn"),
        (OLD_CELLS.replace("360204", "west"), "bad_number"),
        (OLD_CELLS.replace("198001,,", "198001,June,"), "bad_date"),
        (OLD_CELLS.rpartition(",")[0], "too_few_cells"),
        (OLD_CELLS + ",x", "too_many_cells"),
    ],
)
def test_a_row_that_can_not_be_read(cells: str, reason: str) -> None:
    assert row(OLD, cells) == reason
