"""A hub to import into, with a few postcodes around it."""

from datetime import date

import pytest
from flask import Flask

from hubapp.extensions import db
from hubapp.hubs.models import Hub
from hubapp.hubs.services import NewHub, create_hub
from hubapp.places.models import Postcode, PostcodeSource


@pytest.fixture
def hub(app: Flask) -> Hub:
    return create_hub(NewHub("bristol", "Bristol"), today=date(2026, 1, 1))


@pytest.fixture
def postcodes(app: Flask) -> None:
    for code, easting, northing in (("BS14ST", 358000, 172000), ("BS65AA", 358400, 174600)):
        db.session.add(
            Postcode(
                code=code,
                easting=easting,
                northing=northing,
                country="E",
                district_code="E06000023",
                source=PostcodeSource.CODE_POINT_OPEN,
            )
        )
    db.session.commit()
