"""Form or JSON to a frozen pydantic model: fields that we do not know are refused."""

import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, TypeVar

from flask import request
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from werkzeug.datastructures import MultiDict
from werkzeug.routing import IntegerConverter, Map

from labapp.domain.errors import BadInput
from labapp.domain.values import Op

OpId = Annotated[str, Field(min_length=16, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
Model = TypeVar("Model", bound="Form")


class IdConverter(IntegerConverter):
    """`<id:name>` in a route: a number that can be an id."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, min=1, max=MOST_ID)


class Form(BaseModel):
    """What may be sent to a door; nothing else."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False)


def _empty_to_none(value: object) -> object:
    return None if value == "" else value


Optional = BeforeValidator(_empty_to_none)
MOST_ID = 2**53 - 1  # what every database and every browser can say
WholeNumber = Annotated[int, Field(ge=0, le=MOST_ID)]
MaybeNumber = Annotated[WholeNumber | None, Optional]


Line = Annotated[str, Field(max_length=4000)]
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 1, 1)


def _within_reach(day: date | None) -> date | None:
    if day is not None and not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(day)
    return day


Day = Annotated[date | None, AfterValidator(_within_reach), Optional]


class OpForm(Form):
    op_id: OpId

    def op(self, seal: bytes = b"", **about: object) -> Op:
        """The action: its own name; its content is all that was sent, and what it is `about`."""
        return Op(self.op_id, {**about, **self.model_dump(mode="json", exclude={"op_id"})}, seal)


class ReasonForm(OpForm):
    reason: str = Field("", max_length=30)


class HideForm(ReasonForm):
    note: str = Field("", max_length=8000)


class IdeaForm(OpForm):
    text: str = Field(max_length=8000)
    detail: str = Field("", max_length=8000)
    for_lab: MaybeNumber = None
    lang: str = Field("und", max_length=20, pattern=r"^[A-Za-z0-9-]*$")


def _read_marks(value: object) -> object:
    try:
        return json.loads(value) if isinstance(value, str) else value
    except RecursionError:
        raise ValueError from None


MOST_MARKS = 2000  # a form holds them, and no lab has had so many ideas


class BallotForm(OpForm):
    """`marks`: a JSON object, or in plain forms what `plain_marks` reads."""

    round: WholeNumber
    n: WholeNumber
    marks: Annotated[dict[int, int], BeforeValidator(_read_marks)] = Field(
        {}, max_length=MOST_MARKS
    )


_OF_ONE = re.compile(r"mark(-|$)|cost-").match  # fields that are read together


def read(model: type[Model]) -> Model:
    """What was sent, as the model; raises `BadInput` with the first field that is wrong."""
    return parse(model, _sent())


def parse(model: type[Model], sent: dict[str, Any]) -> Model:
    """These fields as the model; raises `BadInput` with the first field that is wrong."""
    try:
        return model.model_validate(sent)
    except ValidationError as fault:
        where = fault.errors(include_input=False, include_url=False)[0]["loc"]
        raise BadInput(field=str(where[0]) if where else "") from None


def sent_json() -> object:
    """The body of a JSON request; None when it is none, or too deep to read."""
    try:
        return request.get_json(silent=True)
    except RecursionError:
        return None


def _sent() -> dict[str, Any]:
    if request.is_json:
        body = sent_json()
        if not isinstance(body, dict):
            raise BadInput(field="")
        return body
    plain = request.form
    sent: dict[str, Any] = {
        name: value for name, value in plain.items() if name != "csrf_token" and not _OF_ONE(name)
    }
    gathered: dict[str, Callable[[], object]] = {
        "marks": lambda: plain_marks(plain),
        "costs": lambda: plain_costs(plain),
        "words": lambda: ",".join(plain.getlist("words")),
        "goals": lambda: plain.getlist("goals"),
    }
    asked = {"costs" if name.startswith("cost-") else "marks" for name in plain if _OF_ONE(name)}
    return sent | {name: gathered[name]() for name in gathered if name in asked or name in sent}


def plain_marks(sent: MultiDict[str, str]) -> dict[str, int]:
    """The marks of a plain form.

    Repeated `mark` fields are `id` or `id:points`; the same `id` again is one more, and `id:0` is
    no mark. A field `mark-<id>` holds the mark of one choice, of whatever rule; empty is none.
    """
    marks = Counter[str]()
    for field in filter(None, sent.getlist("mark")):
        choice, _, points = field.partition(":")
        marks[choice] += _mark(points or "1", least=0)
    found = {choice: points for choice, points in marks.items() if points}
    own = {
        name.removeprefix("mark-"): value
        for name, value in sent.items()
        if name.startswith("mark-")
    }
    return found | {choice: _mark(value) for choice, value in own.items() if value}


def _mark(said: str, least: int = -1) -> int:
    if not re.fullmatch(r"-?[0-9]{1,4}", said) or int(said) < least:
        raise BadInput(field="mark")
    return int(said)


def plain_costs(sent: MultiDict[str, str]) -> dict[str, int | None]:
    """The costs of a plain form; spaces between thousands are let be. Raises `BadInput`."""
    found: dict[str, int | None] = {}
    for name, value in sent.items():
        if name.startswith("cost-"):
            said = re.sub(r"\s|kr(onor)?$", "", value.strip())
            if not re.fullmatch(r"[0-9]{0,12}", said):
                raise BadInput(field=name)
            found[name.removeprefix("cost-")] = int(said) if said else None
    return found
