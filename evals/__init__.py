"""Question sets, metrics and runs that measure the assistant."""
