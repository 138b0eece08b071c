"""Neovim, the one that Debian has and the newest, shows what is found at the words at fault and puts in what is offered."""

from pathlib import Path

import pytest
from driven import ARTICLE, REPAIRED, ROOT, article, at_fault, driven, program

DRIVE = ROOT / "tests" / "fixtures" / "editors" / "drive.lua"
#: As editors/neovim/README.md has it.
SETTINGS = {
    "of Debian": 'require("ethicslint").setup()',
    "newest": 'vim.lsp.enable("ethicslint")',
}


@pytest.mark.parametrize("name", ["story.md", "story.txt"])
@pytest.mark.parametrize("which", SETTINGS)
def test_neovim_shows_what_check_finds_and_applies_what_is_offered(tmp_path: Path, which: str, name: str) -> None:
    neovim = program("nvim", newest=which == "newest")
    story = article(tmp_path / "news", name)
    found = at_fault(story)
    settings = tmp_path / "init.lua"
    settings.write_text(f'vim.opt.runtimepath:append("{ROOT}/editors/neovim")\n{SETTINGS[which]}\n', encoding="utf-8")
    command = [neovim, "--headless", "-i", "NONE", "-n", "-u", settings, story, "-S", DRIVE]
    seen = driven(command, tmp_path, story)
    assert sorted(map(tuple, seen["before"])) == found
    assert story.read_text(encoding="utf-8") == REPAIRED != ARTICLE
    assert sorted(map(tuple, seen["after"])) == at_fault(story)
