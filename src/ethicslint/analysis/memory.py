"""What was worked out once, remembered for as long as it is asked for in the same way, or for a while.

Knows questions and answers of any kind, and that they are not changed afterwards. Knows nothing of articles.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, Final, Generic, TypeVar

_TEXTS: Final = 4096

Question = TypeVar("Question")
Answer = TypeVar("Answer")


class Once(Generic[Answer]):
    """A property that is worked out when it is first asked for: `cached_property` without the lock of Python 3.11."""

    def __init__(self, answer: Callable[[Any], Answer]) -> None:
        self._answer = answer

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: object, owner: type) -> Answer:
        answer = self._answer(instance)
        instance.__dict__[self._name] = answer
        return answer


def remembering(find: Callable[[str], Iterable[Answer]]) -> Callable[[str], tuple[Answer, ...]]:
    """What `find` finds in a text, remembered for the texts of a long article: for analyses that search all of its blocks."""
    return lru_cache(_TEXTS)(lambda text: tuple(find(text)))


class Last(Generic[Question, Answer]):
    """The answer to the last question, for as long as the same one is asked. Neither may be changed afterwards."""

    __slots__ = ("_last",)

    def __init__(self) -> None:
        self._last: tuple[Question, Answer] | None = None

    def of(self, question: Question, answer: Callable[[], Answer]) -> Answer:
        """The answer that was given to an equal question the last time, or else a new one."""
        if self._last is None or self._last[0] != question:
            self._last = question, answer()
        return self._last[1]


class Row(Generic[Question, Answer]):
    """One answer for each of a row of questions. Only between what two rows in turn have in common at their ends are there
    new answers.
    """

    __slots__ = ("_answers", "_questions")

    def __init__(self) -> None:
        self._questions: list[Question] = []
        self._answers: list[Answer] = []

    def of(self, questions: list[Question], answer: Callable[[Question], Answer]) -> list[Answer]:
        """The answers, as `answer` gives them; to be read only."""
        first, last = ends(self._questions, questions)
        fresh = [answer(one) for one in questions[first : len(questions) - last]]
        self._answers = [*self._answers[:first], *fresh, *self._answers[len(self._answers) - last :]]
        self._questions = questions
        return self._answers


class Table(Generic[Answer]):
    """One answer for each line of a table of equally long columns. Where nothing in a line changed, its answer stays: lines
    are compared from the top and, as answers may name the numbers of lines, from the bottom only if there are as many as before.
    """

    __slots__ = ("_answers", "_columns")

    def __init__(self) -> None:
        self._columns: tuple[list[Any], ...] = ()
        self._answers: list[Answer] = []

    def of(self, columns: tuple[list[Any], ...], answer: Callable[[int], Answer]) -> list[Answer]:
        """The answers, as `answer` gives them for the number of a line; to be read only. There are always as many columns."""
        first, last = self._same(columns)
        number = len(columns[0])
        fresh = map(answer, range(first, number - last))
        self._answers = [*self._answers[:first], *fresh, *self._answers[len(self._answers) - last :]]
        self._columns = columns
        return self._answers

    def _same(self, columns: tuple[list[Any], ...]) -> tuple[int, int]:
        if not self._columns:
            return 0, 0
        found = [ends(old, new) for old, new in zip(self._columns, columns, strict=True)]
        first = min([ahead for ahead, _ in found])
        whole = len(self._answers)
        if whole != len(columns[0]):
            return first, 0
        # Where a column is the same all through, all of it was counted from the top.
        return first, min([whole - first, *(whole if ahead == whole else behind for ahead, behind in found)])


_AT_ONCE: Final = (256, 16, 1)


def ends(old: Sequence[Any], new: Sequence[Any]) -> tuple[int, int]:
    """How many items two rows have in common at their beginning, and how many at the end of what is left.

    Stretches are compared at once as long as they are equal: the same objects in two lists are told in no time.
    """
    most = min(len(old), len(new))
    first = 0
    for step in _AT_ONCE:
        while first + step <= most and old[first : first + step] == new[first : first + step]:
            first += step
    most -= first
    last, was, now = 0, len(old), len(new)
    for step in _AT_ONCE:
        while last + step <= most and old[was - step : was] == new[now - step : now]:
            last, was, now = last + step, was - step, now - step
    return first, last
