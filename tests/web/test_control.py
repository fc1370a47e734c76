"""The control door: only with this server's key, and a rehearsal's account sees its own alone."""

import pytest

from labapp.services.rehearsals import NAME
from labapp.store.account import account_by_name
from tests import people

KEY = "a-key-of-this-start"
DOORS = ("facilitators", "passwords", "rehearsals")


@pytest.fixture
def control(house, visitor):
    house.config["CONTROL_KEY"] = KEY
    return visitor().client


def post(client, door, key=KEY, address="127.0.0.1", **fields):
    return client.post(
        f"/control/{door}",
        json=fields,
        headers={"Authorization": f"Bearer {key}", "Accept": "application/json"},
        environ_overrides={"REMOTE_ADDR": address},
    )


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    ("key", "address"), [("", "127.0.0.1"), ("x", "127.0.0.1"), (KEY, "10.0.0.9")]
)
def test_a_stranger_finds_no_door(control, door, key, address):
    assert post(control, door, key, address, name="Astrid").status_code == 404


@pytest.mark.parametrize(
    ("key", "address", "status"),
    [(KEY, "127.0.0.1", 200), ("x", "127.0.0.1", 404), (KEY, "10.0.0.9", 404)],
)
def test_how_the_server_fares_is_for_its_own_machine(control, key, address, status):
    answer = control.get(
        "/control/metrics",
        headers={"Authorization": f"Bearer {key}"},
        environ_overrides={"REMOTE_ADDR": address},
    )
    assert answer.status_code == status
    assert ("labapp_loop_late_seconds" in answer.text) == (status == 200)


@pytest.mark.parametrize("door", DOORS)
def test_without_a_key_of_its_own_a_server_opens_to_nobody(control, house, door):
    house.config["CONTROL_KEY"] = ""
    assert post(control, door, "", name="Astrid").status_code == 404


def test_a_link_to_choose_a_password_is_made(control):
    made = post(control, "facilitators", name="Åsa").get_json()
    assert made["path"].startswith("/password/")
    assert account_by_name("åsa").password_hash is None
    assert post(control, "facilitators", name="åsa").status_code == 409
    assert post(control, "passwords", name="nobody").status_code == 404


def test_a_rehearsal_sees_its_own_labs_alone(control, lab):
    assert post(control, "rehearsals").get_json()["ok"]
    assert control.get("/labs").status_code == 200
    assert control.get(f"/labs/{lab.code}").status_code == 404
    assert post(control, "rehearsals").get_json()["ok"]
    assert account_by_name(NAME.casefold()).password_hash is None


def test_a_rehearsal_never_signs_a_person_in(control):
    people.make_account(NAME)
    assert post(control, "rehearsals").status_code == 409
    assert control.get("/labs").status_code == 303
