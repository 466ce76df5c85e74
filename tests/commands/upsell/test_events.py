"""`revive upsell load` and `dead`, as somebody types them."""

import json
from pathlib import Path

from conftest import Revive


def test_history_is_loaded_and_what_is_no_event_is_shown_and_tried_again(revive: Revive, tmp_path: Path) -> None:
    (tmp_path / "history.jsonl").write_text('{"event_id": "e1"}\n{\x1b]0;planted\n')
    loaded = revive("upsell", "load", "history.jsonl")
    assert (loaded.code, loaded.err) == (0, "")
    assert loaded.out == (
        "2 rows read: 1 event accepted, 0 there before, 0 with the id of another event, 1 dead letter\n  1 not_json\n"
    )
    (dead,) = json.loads(revive("upsell", "dead", "list", "--json").out)["dead"]
    assert (dead["reason"], dead["detail"]) == ("not_json", "history.jsonl, line 2: this is not JSON")
    shown = revive("upsell", "dead", "show", dead["event_id"])
    assert shown.out.endswith("{\\x1b]0;planted\n")
    assert revive("upsell", "dead", "redrive").out == "to be tried again: 1 dead letter\n"
