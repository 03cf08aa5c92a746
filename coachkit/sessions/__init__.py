"""One module per notebook, one function per cell. This floor opens stores and reads the clock."""
