"""`python -m ethicslint` and the `ethicslint` command."""


def main() -> None:
    """Run the command line; ends the process."""
    from ethicslint.cli.main import main as run

    run()


if __name__ == "__main__":
    main()
