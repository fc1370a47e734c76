"""The same cast everywhere: astrid runs the lab, bo runs another and must be kept out."""

import re
import secrets
from dataclasses import dataclass, field
from functools import cache

from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST
from flask import g

from labapp.domain.labs import LabPlan
from labapp.domain.phases import PlannedPhase
from labapp.domain.values import Helper, Op, Phone
from labapp.security.passwords import hash_token, new_token
from labapp.services import accounts, labs, phases
from labapp.store.account import account_by_name

PASSWORD = "björk och granbarr"
QUESTION = "Hur skapar vi en skola där alla kan lyckas?"
HASH = cache(PasswordHasher.from_parameters(CHEAPEST).hash)  # a hash says what comparing costs
PHASES = (
    PlannedPhase("ideate_solo", "Skriv idéer", 10),
    PlannedPhase("cluster", "Teman", 10),
    PlannedPhase("vote", "Rösta", 5),
    PlannedPhase("results", "Resultat", None),
)


def op(**content):
    return Op(secrets.token_hex(16), content)


def plan(**changes):
    return LabPlan(**{"question": QUESTION, "phases": PHASES, **changes})


def a_phone(name="phone"):
    return Phone(name.encode().ljust(32, b"."), b"seal-" + name.encode())


def set_up_house():
    """Name the municipality and make astrid's account; answers with its id."""
    token = new_token()
    accounts.make_set_up_link(op(), hash_token(token))
    body = ("Lillhaga kommun", "08-465 004 00")
    accounts.set_up(op(), hash_token(token), body, ("Astrid", HASH(PASSWORD)))
    return account_by_name("astrid").id


def make_account(name):
    """Another facilitator, with the same password."""
    token = new_token()
    accounts.create_facilitator(op(), name, hash_token(token))
    accounts.choose_password(op(), hash_token(token), HASH(PASSWORD))
    return account_by_name(name.casefold()).id


def open_lab(account_id, **changes):
    """A lab that waits for its first phase; answers with its code."""
    return labs.open_lab(account_id, op(), plan(**changes)).facts["code"]


def leader(account_id):
    """The facilitator, as who writes for people without a phone."""
    return Helper(account=account_id)


def move(lab_id, account_id, *steps):
    for step in steps:
        phases.move_phase(lab_id, account_id, op(), step)


@dataclass
class Browser:
    """A person's browser: it keeps its cookie, and sends what its page lets it send."""

    client: object
    at: str = "/"
    token: str = field(default="", repr=False)

    def open(self, path):
        g.pop("csrf_token", None)  # the test's own context lives on; a server's would not
        answer = self.client.get(path)
        found = re.search(rb'name="csrf" content="([^"]+)"', answer.data) or re.search(
            rb'name="csrf_token" value="([^"]+)"', answer.data
        )
        self.token = found[1].decode() if found else self.token
        self.at = path
        return answer

    def send(self, path, **fields):
        """Post as the page's script does; answers with status and verdict."""
        fields.setdefault("op_id", secrets.token_hex(16))
        headers = {"Accept": "application/json", "X-CSRF-Token": self.token}
        answer = self.client.post(path, json=fields, headers=headers)
        return answer.status_code, answer.get_json()

    def submit(self, path, **fields):
        """Post as a plain form does, without JavaScript."""
        fields.setdefault("op_id", secrets.token_hex(16))
        return self.client.post(path, data={"csrf_token": self.token, **fields})
