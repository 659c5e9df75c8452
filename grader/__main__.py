"""`python -m grader` is `cnn-exercises`."""

import sys

from grader.cli import main

sys.exit(main())
