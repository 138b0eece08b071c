"""Readability of a sentence: offline, loaded only when asked for, and a measure that tells plain from hard."""

import subprocess
import sys

from ethicslint.analysis.readability import grade

PLAIN = "The jury found him guilty on one count."
HARD = (
    "Notwithstanding the constitutional considerations, the appellate jurisdiction overturned the consecutive determinations "
    "while characterising the alternative manslaughter determination as unquestionably sustainable."
)


def run(program: str) -> str:
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return result.stdout.strip()


def test_a_hard_sentence_has_a_higher_grade_than_a_plain_one() -> None:
    assert grade(PLAIN) < 8 < 16 < grade(HARD)


def test_a_sentence_without_words_has_no_grade() -> None:
    assert grade("") == grade("…") == 0


def test_no_socket_is_opened_and_no_downloader_loaded() -> None:
    """In a process of its own, in which sockets and the downloader of word lists cannot be used."""
    program = f"""
import socket, sys
def refuse(*args, **named): raise AssertionError("a socket")
socket.socket = socket.create_connection = socket.getaddrinfo = refuse
from ethicslint.analysis.readability import grade
print(grade({PLAIN!r}) < 8, "nltk" in sys.modules)
"""
    assert run(program) == "True False"


def test_a_downloader_that_is_loaded_already_stays_as_it_is() -> None:
    program = f"""
import sys, types
sys.modules["nltk"] = mine = types.ModuleType("nltk")
from ethicslint.analysis.readability import grade
print(grade({PLAIN!r}) < 8, sys.modules["nltk"] is mine)
"""
    assert run(program) == "True True"


def test_nothing_of_it_is_loaded_for_articles_without_such_sentences() -> None:
    program = """
import sys
from ethicslint import lint_text
lint_text("The jury found him guilty of assault on Friday. He was acquitted of fraud.")
print(any(name in sys.modules for name in ("textstat", "pyphen", "nltk")))
"""
    assert run(program) == "False"
