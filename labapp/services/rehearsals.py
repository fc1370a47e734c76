"""The rehearsal's own account: it opens and leads its own labs, and is no person's."""

from labapp.domain.errors import NameTaken, NotFound
from labapp.domain.values import Effect, Op
from labapp.live.audience import News
from labapp.services import clock
from labapp.services.accounts import name_key, sign_in
from labapp.store import audit
from labapp.store.account import Account, account_by_name, the_body
from labapp.store.db import session
from labapp.store.writer import write

NAME = "Genrep (labapp rehearse)"


def open_rehearsal(op: Op, token_hash: str) -> None:
    """Sign the account in by this token; made at the first rehearsal, and never with a password.

    Raises `NotFound` in a house that is not set up, and `NameTaken` when a person has the name.
    """
    now = clock.now()

    def work() -> Effect[News]:
        body, account = the_body(), account_by_name(name_key(NAME))
        if body is None:
            raise NotFound
        if account is not None and account.password_hash:
            raise NameTaken(name=NAME)
        if account is None:
            account = Account(
                body_id=body.id,
                name=NAME,
                name_key=name_key(NAME),
                password_hash=None,
                created_at=now,
            )
            session().add(account)
            session().flush()
        audit.record(None, "command", "rehearsal.opened", {"account": account.id}, now)
        return Effect(facts={"account": account.id})

    account_id = write(op, "command", work).facts["account"]
    sign_in(Op(f"{op.id}-in"), int(str(account_id)), token_hash)
