"""A new rule file with blanks to fill in, and a word on each."""

from typing import Final

_BLANK: Final = """\
# {id}: reads after “allow …” and names the problem, not the remedy.
# Put every text in double quotes. Try it: ethicslint rules test --rules {folder} {id}
title: ""                     # the problem as a noun phrase: "A court finding someone innocent"
level: "suggestion"           # error: unlawful or unsafe; warning: a code, or two style books; else suggestion
kind: "wording"               # wording: wrong even when negated; claim: “not …” and “if …” excuse it
message: ""                   # the fact first, at most 20 words; {{match}} stands for the words found
why: ""                       # the reason in your own words, one or two sentences
instead:                      # what to write; never an offence, actor or motive that is not in the copy
  - ""
leave-if: ""                  # when the writer is right
match:
  phrase:                     # (a|b) either, (a|) optional, {{commit}} every form, …3 up to three words, @name a name
    - ""
  # except: ["…"]             # phrases around the words that make them harmless
  # unless: {{any: ["…"], within: "sentence"}}   # phrases beside the words that excuse them
sources: ["house"]            # ids in sources.yaml, or house
bad:                          # at least three; [[ ]] marks exactly the words that must be flagged
  - "[[ ]]"
  - "[[ ]]"
  - "[[ ]]"
good:                         # at least three: one in quotation marks, one near miss, the same facts written well
  - ""
  - ""
  - ""
since: "{version}"
"""


def blank(name: str, folder: str, version: str) -> str:
    """The text of a new file for the rule `name` in `folder`."""
    return _BLANK.format(id=name, folder=folder, version=version)
