"""What was worked out once, remembered for as long as it is asked for in the same way.

Knows questions and answers of any kind, and that they are not changed afterwards. Knows nothing of articles.
"""

from collections.abc import Callable, Sequence
from itertools import compress, count, islice
from operator import ne
from typing import Any, Generic, TypeVar

Question = TypeVar("Question")
Answer = TypeVar("Answer")
Differ = Callable[[object, object], bool]


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
    new answers. What differs is told by `differ`: `is_not` is quicker, for questions that are the same objects each time.
    """

    __slots__ = ("_answers", "_differ", "_questions")

    def __init__(self, differ: Differ = ne) -> None:
        self._differ = differ
        self._questions: list[Question] = []
        self._answers: list[Answer] = []

    def of(self, questions: list[Question], answer: Callable[[Question], Answer]) -> list[Answer]:
        """The answers, as `answer` gives them; to be read only."""
        first, last = ends(self._questions, questions, self._differ)
        fresh = [answer(one) for one in questions[first : len(questions) - last]]
        self._answers = [*self._answers[:first], *fresh, *self._answers[len(self._answers) - last :]]
        self._questions = questions
        return self._answers


def ends(old: Sequence[object], new: Sequence[object], differ: Differ = ne) -> tuple[int, int]:
    """How many items two rows have in common at their beginning, and how many at the end of what is left."""
    most = min(len(old), len(new))
    first = next(compress(count(), map(differ, old, new)), most)
    last = next(compress(count(), map(differ, islice(reversed(old), most - first), reversed(new))), most - first)
    return first, last
