"""Holds one module per subcommand: `add_arguments(parser)`, `run(args) -> int`. Heavy imports happen inside `run`."""
