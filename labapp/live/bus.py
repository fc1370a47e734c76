"""Between processes: "something changed in lab 7". Nothing more is said, and nothing is trusted.

Whoever hears it reads the database, by the lab's `seq`. A message that was lost, made up or
doubled costs a look at the database; while Redis is away every process looks by itself
(`live.hub.LOOK_EVERY`), so that news comes later, and still comes.
"""

import hashlib
import json
import logging
import threading
import time
from collections.abc import Callable

from redis import Redis, RedisError
from redis.client import PubSub

Heard = Callable[[int], object]
RETRY = 1.0  # seconds until Redis is tried again
WELL = 5.0  # seconds after which what fails had been well: longer than a try to connect
LONGEST = 200  # bytes of a message
MOST_ID = 2**53 - 1
log = logging.getLogger(__name__)


class Bus:
    """A channel of Redis for each database: its name holds a hash of the database's address.

    `heard` is called with the lab of a message from another process, and may not wait.
    """

    def __init__(self, url: str, database: str, name: str, heard: Heard) -> None:
        self.url = url
        self.name = name  # of this process: what it says itself it need not hear
        self.channel = f"labapp:{hashlib.sha256(database.encode()).hexdigest()[:16]}"
        self.heard = heard
        self.waiting: set[int] = set()
        self.awake = threading.Event()

    def publish(self, lab: int) -> None:
        """Say that something changed in a lab; never waits, never fails."""
        self.waiting.add(lab)
        self.awake.set()

    def tasks(self) -> tuple[Callable[[], None], ...]:
        """What must run in the background for it."""
        return lambda: self._for_ever(self._tell), lambda: self._for_ever(self._listen)

    def _for_ever(self, job: Callable[[Redis], object]) -> None:
        """Do it until Redis fails, say so once for as long as it is away, and begin again."""
        said = False
        while True:
            began = time.monotonic()
            try:
                job(self._connect())
            except (RedisError, OSError) as fault:
                if not said or time.monotonic() - began > WELL:
                    log.warning("Redis does not answer (%s): news comes later", fault)
                said = True
            time.sleep(RETRY)

    def _connect(self) -> Redis:
        return Redis.from_url(
            self.url,
            socket_connect_timeout=2.0,
            socket_keepalive=True,
            health_check_interval=10,
        )

    def _tell(self, redis: Redis) -> None:
        while True:  # first what has waited while Redis was away
            while self.waiting:
                self._say(redis, self.waiting.pop())
            self.awake.wait()
            self.awake.clear()

    def _say(self, redis: Redis, lab: int) -> None:
        try:
            redis.publish(self.channel, json.dumps({"lab": lab, "from": self.name}))
        except (RedisError, OSError):
            self.waiting.add(lab)
            raise

    def _listen(self, redis: Redis) -> None:
        with PubSub(redis.connection_pool, ignore_subscribe_messages=True) as hearing:
            hearing.subscribe(self.channel)
            while True:
                self._hear(hearing.get_message(timeout=5.0))

    def _hear(self, message: object) -> None:
        said = read(message.get("data")) if isinstance(message, dict) else None
        if said is not None and said[1] != self.name:
            self.heard(said[0])


def read(data: object) -> tuple[int, str] | None:
    """The lab that a message names, and who says so; None when it is no message of ours."""
    if not isinstance(data, bytes) or len(data) > LONGEST:
        return None
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        return None
    lab = said.get("lab") if isinstance(said, dict) else None
    if type(lab) is not int or not 0 <= lab <= MOST_ID:
        return None
    return lab, str(said.get("from", ""))
