"""Processes: those that come with the house, as data, and those that facilitators keep.

A template of ours is a file `<language>/<key>.json` in this folder, in the very form that is
exported and imported (`labapp-process/1`); `order.txt` lists their keys as they are offered.
"""

from labapp.services.processes.format import LONGEST, from_json, to_json
from labapp.services.processes.keeping import keep_process, remove_process
from labapp.services.processes.ours import Ours, our_process, our_processes

__all__ = (
    "LONGEST",
    "Ours",
    "from_json",
    "keep_process",
    "our_process",
    "our_processes",
    "remove_process",
    "to_json",
)
