"""`python -m solieu` is the command `solieu`."""

import sys

from solieu.cli import main

sys.exit(main())
