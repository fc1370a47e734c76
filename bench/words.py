"""What the page says beside its numbers."""

NAMES = {
    "labapp": "labapp",
    "labapp-stock": "labapp, stock line",
    "node": "Node",
    "c": "C loop",
    "stock": "stock Flask-SocketIO",
    "tutorial": "tutorial",
    "plain": "plain Flask route",
}

INTRO = """\
# Performance

Written by `make bench`, with every number in it; do not edit by hand. Anybody can run it again:
`bench/README.md` says how.

The server runs on one core, the load on another, both on this machine and over its loopback. In
each round every server is measured once, one after the other, and a ratio is worked out within
its round: what disturbs a round disturbs all of it. A number is the middle of all rounds, with
the least and the most of them behind it. Read ratios rather than absolutes: another machine has
other absolutes.
"""

ABOUT = {
    "delivery": """\
All phones listen; now and then something is told to all of them, as many times a second and
with as many bytes on every server. *µs a message* is the server's processor time, user and
system, over the messages that reached phones: all that it does meanwhile is in it, also what
was told (in labapp a facilitator's post with its session, its rules, its audit row and its
durable commit; at a peer a short event), and the kernel's work of handing a message over on
loopback. *Delivery alone* is the same without what a telling costs when nobody listens. *Wait*
is from when it was due to be told until a phone heard it, so a tick is in it. *Lost*: messages
that a phone did not get; *late*: after more than a second. *KB a phone*: how much the server
grew from before anybody came until all were there, over their number. *Load* is what the load
itself used of its own core: near 1 the load was the limit, not the server, and then only the
processor time says something.

The peers: **Node** is socket.io with better-sqlite3, written as well as labapp is (a tick, one
durable commit a tick). **C loop** is the least that the machine allows: an epoll loop which
frames once and sends, stores nothing, pings nobody. **stock Flask-SocketIO** has a tick and a
group commit too, on its own line. **tutorial** inserts, commits and sends the whole list for
each vote, as tutorials do. **labapp, stock line** is labapp with `LABAPP_TRANSPORT=stock`.
""",
    "held": """\
All phones are connected to a lab in a vote. Something is told every 200 ms, so that something
waits at every tick, while 100 people a second vote, each by a connection of its own. *Beat*:
the time between two broadcasts, as phones hear them. *Projector*: from when a ballot was due
until the number on the projector's line has it. Each person votes once, so the ballot that was
laid as the k-th is shown when the number is k or more. *Lost*: saved, and not in the database's
count at the end.
""",
    "ballots": """\
Each connection is one voter of a lab in a vote, kept alive, who sends the next ballot as soon
as the last is answered. An answer comes after the ballot is on disk (`synchronous=FULL`). The
**plain Flask route** does the least that one can call durable: JSON in, one row, a group
commit, JSON out, without session, CSRF, rules, or news.
""",
    "burst": """\
Everybody is connected, and votes once at a random moment of the same second, each by a new
connection.
""",
    "joining": """\
Everybody scans in the same moment: the QR's address, the redirect, the page with its cookie,
the socket, and the lab's state. Styles and scripts are not fetched: a phone keeps them for
ever. *In* is when the state is there.
""",
    "storm": """\
Everybody is connected; the server is killed with SIGKILL and started again at once. Phones come
back by themselves, with the waits of `static/js/lib/live.js`. As soon as the server answers,
something changes in the lab: a phone is *current* when it shows that, and *all current* is when the
last one is back and shows it, from the kill on. *Spread* is from the
first that is back to the last.
""",
    "slow": """\
One phone in twenty stops reading, with a small receive buffer and a network's segments, until
nothing more fits in between. The others are measured with them and without, in turns. *Ratio*
is the others' p95 with slow ones over that without.
""",
    "processes": "",
}

TITLES = {
    "delivery": "Delivery",
    "held": "A crowd in a vote",
    "ballots": "Ballots at full speed",
    "burst": "A hall that votes within one second",
    "joining": "Everybody joins at once",
    "storm": "The server is killed",
    "slow": "Slow readers",
    "processes": "Several processes",
}
