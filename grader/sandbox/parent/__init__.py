"""The trusted side of the sandbox: starts servers, hands them jobs, and reads what children send."""
