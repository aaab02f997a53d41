#!/usr/bin/python3
"""Every scenario as a person plays it, in the full screen with real keys and in the line mode: both
must leave the same visits, answers, taken outcomes and ending as `syncfix test`.

A wait that is sat out would take its hours: there the person leaves, and comes back with --now set to
the end of the wait, as one who resumes the case later in the day."""
import concurrent.futures
import datetime
import re
import sys

import journal
from lines import Lines
from screen import Screen
from system import SANITIZED, SOURCE, Home, main

AT_ONCE = 3 if SANITIZED else 8  # they mostly wait for the pace of the probes
WAITS = "Save and come back later"
SAT_OUT = "woo-ship-method"  # a wait that is sat out
SCENARIOS = sorted(path.stem for path in (SOURCE / "wizard-data/scenarios").glob("*.json"))


class Played:
    """One scenario, played by `syncfix test` and then by both front ends."""

    def __init__(self, name):
        self.name = name
        self.home = Home()
        text = (SOURCE / f"wizard-data/scenarios/{name}.json").read_text()
        self.sits = re.search(r'"answer": *"wait"', text) is not None
        code = re.search(r'"start": *"([A-Z]+-\d+)"', text)
        self.begins_at = code[1] if code else None  # a step; else the first input is what is going wrong
        self.inputs = self.wanted = None

    def by_test(self):
        """Whether all came out as the file says is test_scenarios.py's to tell."""
        result = self.home.json("test", self.name)["scenarios"][0]
        self.inputs, self.wanted = result["inputs"], result["trace"]

    def file(self, state):
        files = journal.files(state)
        assert len(files) == 1, f"{len(files)} cases were saved"
        return files[0]

    def compare(self, state):
        told = journal.difference(self.wanted, journal.trace(journal.events(self.file(state))))
        assert told is None, told

    def words(self, state, later=None):
        """How the program is started; later: so many seconds after the end of the wait."""
        if later is None:
            return ("demo", self.name, "--state", state)
        until = [event for event in journal.events(self.file(state)) if event["event"] == "wait"][-1]["until"]
        moment = datetime.datetime.fromtimestamp(until // 1000 + later, datetime.timezone.utc)
        return ("case", "resume", "last", "--state", state, "--now", moment.strftime("%Y-%m-%dT%H:%M:%SZ"))

    def in_lines(self):
        assert self.wanted, "syncfix test does not play it"
        state = self.home.path / "lines"
        if self.sits:
            self.line_by_line(state)
        else:
            self.all_at_once(state)
        self.compare(state)

    def jump(self):
        return [f":go {self.begins_at}"] if self.begins_at else []

    def all_at_once(self, state):
        done = self.home.run(*self.words(state), stdin="".join(f"{line}\n" for line in self.jump() + self.inputs))
        assert done.returncode in (0, 1, 2, 4), (done.returncode, done.stderr)

    def line_by_line(self, state):
        run = Lines(self.home, *self.words(state))
        text = run.prompt()
        for line in self.jump():
            run.answer(line)
            text = run.prompt()
        for given in self.inputs:
            if WAITS in text:
                run.leave()
                run = Lines(self.home, *self.words(state, later=1))
            else:
                run.answer(given)
            text = run.prompt()
        run.leave()

    def on_screen(self):
        assert self.wanted, "syncfix test does not play it"
        state = self.home.path / "screen"
        screen = Screen(self.home, *self.words(state))
        try:
            text = screen.settle()
            if self.begins_at:
                screen.type(f"/{self.begins_at}")
                screen.settle(other_than=text)
                screen.keys("Enter")
                text = screen.wait(lambda now: f"┌ {self.begins_at} " in now, self.begins_at)
            for given in self.inputs:
                if self.sits and WAITS in text:
                    leave(screen, text)
                    screen.close()
                    screen = Screen(self.home, *self.words(state, later=1))
                else:
                    press(screen, text, given)
                text = screen.settle(other_than=text)
            leave(screen, text)
        finally:
            screen.close()
        self.compare(state)


def press(screen, text, given):
    """One input of the line mode as keys: a field takes the words, ":2" is choice 2 beside a field."""
    field = "Enter answer" in text
    if given.startswith(":"):
        if field:
            screen.keys("Escape")
            screen.wait(lambda now: "Enter answer" not in now, "a screen without the field")
        screen.type(given[1:])
    elif field:
        screen.type(given)
        screen.wait_for(given[-20:])
        screen.keys("Enter")
    elif given:
        assert re.search(rf"^\W*{given}  \S", text, re.M), f"{given} is not in sight:\n{text}"
        screen.type(given)
    else:
        screen.keys("Enter")


def leave(screen, text):
    if "Enter answer" in text:
        screen.keys("F10")
    else:
        screen.type("q")
    assert screen.wait_end() in (0, 1, 2, 4), (screen.code(), screen.told())


def attempt(play):
    try:
        play()
        return None
    except Exception as trouble:  # noqa: BLE001 - told with the scenario's name
        return f"{type(trouble).__name__}: {trouble}"


def play_all(names):
    """What playing told, by scenario and for each front end: None when all was well."""
    scenarios = [Played(name) for name in names]
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(attempt, [one.by_test for one in scenarios]))
        lines = {one.name: pool.submit(attempt, one.in_lines) for one in scenarios}
        screens = {one.name: pool.submit(attempt, one.on_screen) for one in scenarios}
    return lines, screens


def failures(results):
    told = [f"{name}: {result.result()}" for name, result in sorted(results.items()) if result.result()]
    assert not told, f"{len(told)} of {len(results)}:\n      " + "\n      ".join(told)
    assert results, "no scenario was played"


LINES, SCREENS = play_all(sys.argv[1:] or SCENARIOS)


def lines_tell_the_same():
    """every scenario in line mode leaves the same journal as syncfix test"""
    failures(LINES)


def screens_tell_the_same():
    """every scenario in the full screen leaves the same journal as syncfix test"""
    failures(SCREENS)


def until_the_wait(one, state):
    """In line mode up to the wait, and away."""
    run = Lines(one.home, *one.words(state))
    text = run.prompt()
    for given in one.inputs:
        if WAITS in text:
            break
        run.answer(given)
        text = run.prompt()
    assert WAITS in text, text
    run.leave()


def a_wait_ends_by_itself():
    """when the time of a wait has come it goes on with nobody typing, in both front ends"""
    one = Played(SAT_OUT)
    one.by_test()
    for front in ("lines", "screen"):
        state = one.home.path / f"by-itself-{front}"
        until_the_wait(one, state)
        if front == "lines":
            run = Lines(one.home, *one.words(state, later=-4))
            assert WAITS in run.prompt()
            assert WAITS not in run.prompt()
            run.leave()
        else:
            screen = Screen(one.home, *one.words(state, later=-4))
            screen.wait_for(WAITS)
            leave(screen, screen.wait(lambda text: WAITS not in text, "the step behind the wait"))
            screen.close()


main([lines_tell_the_same, screens_tell_the_same, a_wait_ends_by_itself])
