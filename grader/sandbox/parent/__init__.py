"""Starts servers, hands them jobs, and reads what children send: the trusted side of the sandbox."""
