"""Show which protections this machine offers, and whether everything that is needed is installed.

With --require-confinement the exit status is 1 where students' code cannot be fully confined.
"""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `doctor [--require-confinement]`."""
    parser.add_argument("--require-confinement", action="store_true", help="exit 1 unless every layer is there")
    parser.add_argument("--no-torch", action="store_true", help="skip PyTorch, which takes seconds to import")


def run(args: argparse.Namespace) -> int:
    """Look and tell."""
    import platform

    from exercises.definition import Needs
    from grader import __version__
    from grader.core import paths
    from grader.sandbox.parent.client import Sandbox, SandboxError
    from grader.sandbox.parent.protections import confined, protection_lines

    print(f"cnn-exercises {__version__}, Python {platform.python_version()}, {platform.system()} {platform.release()}")
    with Sandbox() as sandbox:
        try:
            layers = sandbox.layers()
            for line in protection_lines(layers):
                print(line)
            if not args.no_torch:
                print(f"  ✓ torch {sandbox.version_of(Needs.TORCHVISION)}")
        except SandboxError as problem:
            print(f"  ✗ {problem}")
            return 1
    print(f"  cache: {paths.cache_folder()}")
    return 1 if args.require_confinement and not confined(layers) else 0
