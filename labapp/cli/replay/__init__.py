"""`labapp replay`: a whole day from a file, played in on a running server, and counted there.

`comparing` is pure: what the file expects held against what the lab exports. The rest speaks HTTP
by the browsers of the rehearsal.
"""
