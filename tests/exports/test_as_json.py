import json
from hashlib import sha256

from pydantic import TypeAdapter

from labapp.domain.summary import LabSummary, checksum
from labapp.exports.as_json import SCHEMA, render

SUMMARY = TypeAdapter(LabSummary)


def test_the_file_alone_is_enough_to_check_it(school, speech):
    file = json.loads(render(school, speech))
    again = json.dumps(
        file["summary"], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()
    assert sha256(again).hexdigest() == file["checksum"] == checksum(school)


def test_one_changed_number_does_not_pass(school, swedish):
    file = json.loads(render(school, swedish))
    file["summary"]["rounds"][0]["rows"][0]["voters"] += 1
    again = json.dumps(
        file["summary"], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()
    assert sha256(again).hexdigest() != file["checksum"]


def test_the_whole_summary_comes_back(hostile, swedish):
    file = json.loads(render(hostile, swedish))
    assert file["schema"] == SCHEMA
    back = SUMMARY.validate_python(file["summary"] | {"made_at": file["made_at"]})
    assert back == hostile


def test_keys_are_sorted_and_the_same_summary_is_the_same_file(school, swedish):
    text = render(school, swedish).decode()
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    assert render(school, swedish).decode() == text
