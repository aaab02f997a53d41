#!/usr/bin/python3
"""Every scenario as a person plays it, in the full screen with real keys and in the line mode: both
must leave the same visits, answers, taken outcomes and ending as `syncfix test`."""
import concurrent.futures
import re
import sys

import journal
from screen import Screen
from system import SOURCE, Home, main

AT_ONCE = 8  # they mostly wait for the pace of the probes
SCENARIOS = sorted(path.stem for path in (SOURCE / "wizard-data/scenarios").glob("*.json"))


class Played:
    """One scenario, played by `syncfix test` and then by both front ends."""

    def __init__(self, name):
        self.name = name
        self.home = Home()
        self.skipped = self.why_not()
        self.inputs = self.wanted = None

    def by_test(self):
        result = self.home.json("test", self.name)["scenarios"][0]
        assert result["passed"], result["differences"]
        self.inputs, self.wanted = result["inputs"], result["trace"]

    def why_not(self):
        """Sitting a wait out takes its hours: no front end moves the clock for the person."""
        text = (SOURCE / f"wizard-data/scenarios/{self.name}.json").read_text()
        return "a wait is sat out, for hours" if re.search(r'"answer": *"wait"', text) else None

    def compare(self, state):
        files = journal.files(state)
        assert len(files) == 1, f"{len(files)} cases were saved"
        told = journal.difference(self.wanted, journal.trace(journal.events(files[0])))
        assert told is None, told

    def in_lines(self):
        assert self.wanted, "syncfix test does not play it"
        state = self.home.path / "lines"
        done = self.home.run("demo", self.name, "--state", state, stdin="".join(f"{line}\n" for line in self.inputs))
        assert done.returncode in (0, 1, 2, 4), (done.returncode, done.stderr)
        self.compare(state)

    def on_screen(self):
        assert self.wanted, "syncfix test does not play it"
        state = self.home.path / "screen"
        screen = Screen(self.home, "demo", self.name, "--state", state)
        try:
            text = screen.settle()
            for given in self.inputs:
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
    """What each of the three ways to play told, by scenario: None when all was well."""
    scenarios = [one for one in map(Played, names) if told_skipped(one)]
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        tested = {one.name: pool.submit(attempt, one.by_test) for one in scenarios}
        concurrent.futures.wait(tested.values())
        lines = {one.name: pool.submit(attempt, one.in_lines) for one in scenarios}
        screens = {one.name: pool.submit(attempt, one.on_screen) for one in scenarios}
    return tested, lines, screens


def told_skipped(one):
    if one.skipped:
        print(f"skip  {one.name}: {one.skipped}; syncfix test plays it")
    return not one.skipped


def failures(results):
    told = [f"{name}: {result.result()}" for name, result in sorted(results.items()) if result.result()]
    assert not told, f"{len(told)} of {len(results)}:\n      " + "\n      ".join(told)
    assert results, "no scenario was played"


TESTED, LINES, SCREENS = play_all(sys.argv[1:] or SCENARIOS)


def tests_pass():
    """every scenario reaches its cause and ending in syncfix test, within its par"""
    failures(TESTED)


def lines_tell_the_same():
    """every scenario in line mode leaves the same journal as syncfix test"""
    failures(LINES)


def screens_tell_the_same():
    """every scenario in the full screen leaves the same journal as syncfix test"""
    failures(SCREENS)


main([tests_pass, lines_tell_the_same, screens_tell_the_same])
