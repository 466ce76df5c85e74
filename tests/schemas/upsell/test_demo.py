"""The demo's catalogue and brand can be read, and hold what docs/upsell.md says of them."""

from datetime import date
from pathlib import Path

import yaml

from schemas.upsell.brand import Brand
from schemas.upsell.catalogue import Catalogue

DEMO = Path(__file__).parents[3] / "demo"


def test_the_demo_has_items_for_every_time_of_the_year_and_kind_of_plan() -> None:
    catalogue = Catalogue.model_validate(yaml.safe_load((DEMO / "upsell_catalogue.yaml").read_text("utf-8")))
    assert {item.billing for item in catalogue.items} == {"one_time", "monthly", "quarterly", "yearly"}
    for month in range(1, 13):
        assert len([item for item in catalogue.items if not item.months or month in item.months]) >= 10


def test_what_the_demos_brand_says_keeps_its_own_rules() -> None:
    brand = Brand.model_validate(yaml.safe_load((DEMO / "upsell_brand.yaml").read_text("utf-8")))
    catalogue = (DEMO / "upsell_catalogue.yaml").read_text("utf-8").lower()
    assert "{address}" in brand.unsubscribe_url
    assert not [word for word in brand.avoid if word in catalogue or word in " ".join(brand.claims)]


def test_a_version_may_look_like_a_number_or_a_day() -> None:
    catalogue = yaml.safe_load((DEMO / "upsell_catalogue.yaml").read_text("utf-8"))
    for said, read in ((2, "2"), (date(2026, 11, 30), "2026-11-30"), (" 2026.11 ", "2026.11")):
        assert Catalogue.model_validate(catalogue | {"version": said}).version == read
