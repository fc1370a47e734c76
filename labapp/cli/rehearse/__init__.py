"""`labapp rehearse`: a room of phones that do what people do, and the proof that nothing was lost.

`history`, `evidence`, `findings` and `waits` are pure: what the tool did, what the lab says, what
does not fit, how long people waited. The rest speaks HTTP and Socket.IO, as browsers do.
"""
