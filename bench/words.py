"""What the page says beside its numbers."""

NAMES = {
    "labapp": "labapp",
    "labapp-stock": "labapp, stock line",
    "node": "Node",
    "c": "C loop",
    "stock": "stock Flask-SocketIO",
    "tutorial": "tutorial",
    "plain": "plain Flask route",
    "one": "one process",
    "two": "two processes",
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
All phones listen; now and then something is told to all of them, as many times a second and with
as many bytes on every server. *µs a message* is the server's processor time, user and system,
over the messages that reached phones: all that it does meanwhile is in it, also what was told
(in labapp a facilitator's post with its session, its rules, its audit row and its durable
commit; at a peer a short event), and the kernel's work of handing a message over on loopback: so
it is *all in*. *Delivery alone* is the same without what a telling costs when nobody listens,
which is measured on each server just before the phones come, at the same beat. The aims are
judged by delivery alone, for labapp and every peer alike: a telling of labapp is a durable,
audited action of a signed-in facilitator, a telling of a peer raises a counter, and what they
differ by says nothing about delivering. A lab has few tellings and many phones; *all in* stands
beside, for whoever asks what a whole telling costs. The chart shows all in. *Wait* is from when
it was due to be told until a phone heard it, so a tick is in it. *Lost*: messages that a phone
did not get; *late*: after more than a second. *KB a phone*: how much the server grew from before
anybody came until all were there, over their number. *Load* is what the load itself used of its
own core: near 1 the load was the limit, not the server, and then only the processor time says
something.

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
    "processes": """\
One PostgreSQL (`fsync` on) and one Redis, started for this; one labapp process, or two with half
of the phones each, told at the same beat. A whole house with two processes needs a core for
each, and for the load and the databases too; this machine has too few. So labapp's processes,
PostgreSQL and Redis share the server's core, which is never full, and each process is clocked by
itself: what limits a house whose processes have a core each is its **busiest process**, the one
to which the desk posts too. *Messages a second of it* is what all phones received over the
busiest process's processor seconds, all in, as measured. *Capacity* is worked out from that:
messages a second, at this beat, when the busiest process's core is full. What a telling costs
without phones (measured on the same processes before the phones came) does not grow with them;
the rest grows with each message. It takes for granted that processor time grows evenly with the
phones, and that databases and network are not the limit: *stores* is what PostgreSQL and Redis
used of a core. *A ballot*: processor of all labapp processes together, and of PostgreSQL.
""",
    "killed": """\
Two processes on one PostgreSQL and one Redis; everybody listens, half on each, and votes once at
a random moment. In the middle of it one process is killed with SIGKILL and stays away. Its
phones come back to the other one, as behind a balancer, with the waits of
`static/js/lib/live.js`; a ballot without a definite answer is sent again under the same name,
to the other process. Right after the kill something changes in the lab: *all current* is when
the last phone shows it, from the kill on. *Lost*: ballots answered *saved* that are not in the
database's count, or that their voter does not find again.
""",
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
    "killed": "One of two processes is killed",
}
