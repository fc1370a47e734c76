"""Flask-SocketIO as tutorials show it: each vote is a commit, and the whole list is told.

python tutorial.py PORT TICK_MS BYTES DATABASE (there is no tick; the list is padded to BYTES)
"""

import eventlet

eventlet.monkey_patch()

import sqlite3
import sys
from typing import Any

from flask import Flask
from flask_socketio import SocketIO, emit, join_room
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ForeignKey, event, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

PORT, SIZE = int(sys.argv[1]), int(sys.argv[3])
IDEAS = 8

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{sys.argv[4]}"


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(app, model_class=Base)
socketio = SocketIO(app, async_mode="eventlet")


class Idea(Base):
    __tablename__ = "idea"

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


class Vote(Base):
    __tablename__ = "vote"

    id: Mapped[int] = mapped_column(primary_key=True)
    idea: Mapped[int] = mapped_column(ForeignKey(Idea.id), index=True)
    client: Mapped[str]


@socketio.on("connect")
def enter() -> None:
    join_room("lab")


@socketio.on("vote")
def vote(cast: dict[str, Any]) -> None:
    db.session.add(Vote(idea=cast["idea"], client=cast["client"]))
    db.session.commit()
    counted = db.session.query(Idea.id, Idea.text, func.count(Vote.id)).outerjoin(Vote)
    rows = counted.group_by(Idea.id).all()
    ideas = [{"id": number, "text": text, "votes": votes} for number, text, votes in rows]
    total = sum(votes for _, _, votes in rows)
    emit("results", {"total": total, "ideas": ideas}, to="lab")


with app.app_context():

    @event.listens_for(db.engine, "connect")
    def durable(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")

    Base.metadata.create_all(db.engine)
    text = "x" * max(1, SIZE // IDEAS - len('{"id":1,"text":"","votes":10},'))
    db.session.add_all(Idea(id=number, text=text) for number in range(IDEAS))
    db.session.commit()

socketio.run(app, host="127.0.0.1", port=PORT)
