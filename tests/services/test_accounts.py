"""The one-time link makes the first account; nobody else can."""

from datetime import timedelta

import pytest

from labapp.domain import errors
from labapp.security.passwords import hash_password, hash_token, password_fits
from labapp.services import accounts, clock
from labapp.store.account import LinkKind, account_by_id, account_by_name, the_body
from labapp.store.db import db
from tests.people import HASH, PASSWORD, make_account, op


def test_the_set_up_link_works_once(app):
    with app.app_context():
        assert accounts.make_set_up_link(op(), hash_token("a"))
        account = ("Astrid", HASH(PASSWORD))
        accounts.set_up(op(), hash_token("a"), ("Lillhaga", "08-465 004 00"), account)
        assert the_body().name == "Lillhaga"
        with pytest.raises(errors.LinkUsed):
            accounts.set_up(op(), hash_token("a"), ("Annan", ""), ("Eva", HASH(PASSWORD)))
        assert not accounts.make_set_up_link(op(), hash_token("b"))
        db.session.remove()


def test_a_new_set_up_link_takes_the_place_of_the_old(app):
    with app.app_context():
        accounts.make_set_up_link(op(), hash_token("a"))
        accounts.make_set_up_link(op(), hash_token("b"))

        assert not accounts.link_is_good(LinkKind.SETUP, hash_token("a"))
        assert accounts.link_is_good(LinkKind.SETUP, hash_token("b"))
        db.session.remove()


def test_names_are_compared_without_case(astrid):
    with pytest.raises(errors.NameTaken):
        accounts.create_facilitator(op(), "ASTRID", hash_token("x"))


def test_a_password_link_works_once_and_signs_everybody_out(astrid):
    accounts.sign_in(op(), astrid, hash_token("browser"))
    assert accounts.signed_in(hash_token("browser")).id == astrid
    accounts.reset_password(op(), "astrid", hash_token("link"))
    accounts.choose_password(op(), hash_token("link"), HASH("en helt ny sådan"))
    db.session.remove()

    assert accounts.signed_in(hash_token("browser")) is None
    assert password_fits(account_by_id(astrid).password_hash, "en helt ny sådan")
    with pytest.raises(errors.LinkUsed):
        accounts.choose_password(op(), hash_token("link"), HASH(PASSWORD))


def test_a_sign_in_ends_after_a_lab_day(astrid):
    accounts.sign_in(op(), astrid, hash_token("browser"))
    with clock.pretending(clock.now() + timedelta(hours=11)):
        assert accounts.signed_in(hash_token("browser"))
    with clock.pretending(clock.now() + timedelta(hours=13)):
        assert accounts.signed_in(hash_token("browser")) is None


def test_signing_out_is_at_once(astrid):
    accounts.sign_in(op(), astrid, hash_token("browser"))
    accounts.sign_out(op(), hash_token("browser"))
    assert accounts.signed_in(hash_token("browser")) is None


def test_an_account_without_a_password_lets_nobody_in(house):
    accounts.create_facilitator(op(), "Eva", hash_token("link"))
    assert not password_fits(account_by_name("eva").password_hash, "")


def test_each_facilitator_has_an_account(bo, astrid):
    assert bo != astrid
    assert make_account("Cia") not in {astrid, bo}


@pytest.mark.parametrize(
    ("password", "refusal"),
    [
        ("kort", errors.PasswordTooShort),
        ("aaaaaaaaaaaa", errors.PasswordTooCommon),
        ("password1234", errors.PasswordTooCommon),
        ("lösenord2026", errors.PasswordTooCommon),
        ("astridastrid", errors.PasswordTooCommon),
    ],
)
def test_an_easy_password_is_refused(password, refusal):
    with pytest.raises(refusal):
        hash_password(password, "astridastrid")
