"""Start labapp: `python run.py`."""

import sys

from labapp.serve import main

if __name__ == "__main__":
    sys.exit(main())
