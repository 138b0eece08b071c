"""`python -m ethicslint` and the `ethicslint` command."""

import gc


def main() -> None:
    """Run the command line; ends the process."""
    gc.set_threshold(100_000)  # most of what a run makes it keeps, and Python would look through it again and again
    from ethicslint.cli.main import main as run

    try:
        run()
    finally:
        gc.freeze()  # everything goes back at once with the process, and need not be looked through first


if __name__ == "__main__":
    main()
