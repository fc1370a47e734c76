"""The demo: a day in Almedalen, 4 July 2018, played again from its file.

The municipality, the people and all they say are invented; `almedalen-dag.json` says what is public
fact. Everything goes through the same services as in a real lab; `staging` has the little that
they do not do yet.
"""
