"""`ethicslint init`."""

import click

from ethicslint.cli.streams import say
from ethicslint.report.visible import visible


@click.command()
@click.option("--schema", is_flag=True, help="Write nothing; print the JSON Schema of a configuration, for editors.")
def init(schema: bool) -> None:
    """Start a configuration, a hook and a workflow. Nothing that is there already is changed.

    Writes .ethicslint.yaml to the folder we are in and, if that is the root of a git repository, .pre-commit-config.yaml and
    .github/workflows/ethicslint.yml.

    \b
    Example:
      ethicslint init
      ethicslint init --schema > ethicslint.schema.json
    """
    if schema:
        import json

        from ethicslint.project.configschema import schema as configuration

        say([json.dumps(configuration(), indent=2, ensure_ascii=False), "\n"], utf8=True)
        return
    from ethicslint.project.start import start

    lines: list[str] = []
    for one in start("."):
        lines.append(f"{one.path}: {f'left alone, {one.left}' if one.left else 'written'}\n")
        lines += [f"  {visible(line)}\n" for line in one.advice.splitlines()]
    say([*lines, "Next: ethicslint doctor says what is in force, ethicslint check checks.\n"])
