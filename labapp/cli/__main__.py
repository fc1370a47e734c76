"""`python -m labapp.cli`: the command where it is not installed."""

import sys

from labapp.cli.main import main

sys.exit(main())
