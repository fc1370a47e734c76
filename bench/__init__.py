"""What labapp costs beside its peers, measured by anyone: `python -m bench --help`."""
