"""One file per format, from bytes to raw pages; run in a child process with limits (see `child.py`)."""
