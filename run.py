"""Start labapp: `python run.py`."""

from labapp.serve import main

if __name__ == "__main__":
    main()
