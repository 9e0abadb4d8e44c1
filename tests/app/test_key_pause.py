"""What goes on behind a screen is shown in the pauses between keys, and soon in any case."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from textual.events import Blur, Key, MouseScrollDown

from newsdiff.app.key_pause import KEY_PAUSE, KeyClock, PauseTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.events import Event

DELAY, LATEST = 1.0, 2.0


class Timers:
    """Stands for the app: time passes only when a test says so."""

    def __init__(self) -> None:
        self.time = 100.0
        self.waiting: list[Timer] = []

    def set_timer(self, delay: float, call: Callable[[], None]) -> Timer:
        self.waiting.append(Timer(self, self.time + delay, call))
        return self.waiting[-1]

    def pass_until(self, time: float) -> None:
        while due := [one for one in self.waiting if one.time <= time]:
            first = min(due, key=lambda one: one.time)
            self.waiting.remove(first)
            self.time = max(self.time, first.time)
            first.call()
        self.time = time


class Timer:
    def __init__(self, timers: Timers, time: float, call: Callable[[], None]) -> None:
        self.timers, self.time, self.call = timers, time, call

    def stop(self) -> None:
        if self in self.timers.waiting:
            self.timers.waiting.remove(self)


@pytest.fixture
def timers() -> Timers:
    return Timers()


@pytest.fixture
def keys(timers: Timers) -> KeyClock:
    return KeyClock(lambda: timers.time)


@pytest.fixture
def calls() -> list[float]:
    return []


@pytest.fixture
def timer(timers: Timers, keys: KeyClock, calls: list[float]) -> PauseTimer:
    app = cast("App[object]", timers)
    return PauseTimer(app, keys, lambda: calls.append(timers.time), DELAY, LATEST)


def key() -> Event:
    return Key("j", "j")


def test_without_keys_the_function_is_called_once_after_the_delay(
    timer: PauseTimer, timers: Timers, calls: list[float]
) -> None:
    timer.start()
    timers.pass_until(100.5)
    timer.start()
    assert calls == []
    assert timer.is_waiting
    timers.pass_until(110)
    assert calls == [100 + DELAY]
    assert not timer.is_waiting


@pytest.mark.parametrize("event", [key(), MouseScrollDown(None, 1, 1, 0, 1, 0, shift=False, meta=False, ctrl=False)])
def test_the_function_waits_for_a_pause_after_a_key_or_a_turn_of_the_wheel(
    timer: PauseTimer, timers: Timers, keys: KeyClock, calls: list[float], event: Event
) -> None:
    timer.start()
    timers.pass_until(100.95)
    keys.note(event)
    timers.pass_until(101.05)
    keys.note(event)
    timers.pass_until(110)
    assert calls == [pytest.approx(101.05 + KEY_PAUSE)]


def test_other_events_are_no_keys(timer: PauseTimer, timers: Timers, keys: KeyClock, calls: list[float]) -> None:
    timer.start()
    timers.pass_until(100.95)
    keys.note(Blur())
    timers.pass_until(110)
    assert calls == [100 + DELAY]


def test_while_keys_keep_coming_the_function_is_called_at_the_latest_time_and_again_when_asked_again(
    timer: PauseTimer, timers: Timers, keys: KeyClock, calls: list[float]
) -> None:
    timer.start()
    for tenth in range(1, 60):
        timers.pass_until(100 + tenth / 10)
        keys.note(key())
        timer.start()
    assert calls == pytest.approx([102, 104.1], abs=0.11)


def test_a_timer_that_was_stopped_calls_nothing_until_it_is_started_again(
    timer: PauseTimer, timers: Timers, calls: list[float]
) -> None:
    timer.start()
    timer.stop()
    timers.pass_until(110)
    assert calls == []
    timer.start()
    timers.pass_until(120)
    assert calls == [110 + DELAY]
