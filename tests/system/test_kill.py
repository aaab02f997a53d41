#!/usr/bin/python3
"""What a person has answered survives: syncfix killed after any event goes on there, and a
syncfix-net that is killed or talks rubbish costs one check."""
import concurrent.futures
import os
import shutil
import signal
import time

import journal
from lines import Lines, step
from screen import Screen, child_of
from system import BUILD, SOURCE, Home, main, skip_sanitized

SCENARIOS = ["woo-unknown-key", "woo-healthy", "woo-tracking-too-early"]
SLOW = "woo-slow-host"  # its probes take five seconds
AT_ONCE = 6


class Play:
    """A scenario with what syncfix test gave and got, in line mode with a state folder of its own."""

    def __init__(self, name):
        self.name = name
        self.home = Home()
        one = self.home.json("test", name)["scenarios"][0]
        assert one["passed"], one["differences"]
        self.inputs, self.wanted = one["inputs"], one["trace"]

    def state(self, name):
        return self.home.path / name

    def demo(self, state):
        return Lines(self.home, "demo", self.name, "--state", state)

    def resume(self, state):
        return Lines(self.home, "case", "resume", "last", "--state", state)

    def only_file(self, state):
        files = journal.files(state)
        assert len(files) == 1, f"{self.name}: {len(files)} cases"
        return files[0]

    def finish(self, state, run, inputs):
        """Answers the rest; the journal must end as syncfix test's."""
        for line in inputs:
            run.answer(line)
            run.prompt()
        run.leave()
        told = journal.difference(self.wanted, journal.trace(journal.events(self.only_file(state))))
        assert told is None, f"{self.name}, {state.name}: {told}"


def killed_at_prompt(play, given):
    """Killed when the next step stood there; what comes first after resuming must be that step."""
    state = play.state(f"prompt-{given}")
    run = play.demo(state)
    shown = run.prompt()
    for line in play.inputs[:given]:
        run.answer(line)
        shown = run.prompt()
    run.kill()
    before = play.only_file(state).read_bytes()
    again = play.resume(state)
    found = again.prompt()
    assert step(found) == step(shown), f"{play.name}, {given} answers: {step(found)}\n      instead of {step(shown)}"
    assert play.only_file(state).read_bytes().startswith(before), "what was saved has changed"
    play.finish(state, again, play.inputs[given:])


def inputs_in(events):
    """How many of the person's inputs led to these events."""
    person = [event for event in events if event["event"] == "answer"]
    person += [event for event in events if event["event"] == "fix" and event.get("text") in ("before", "confounded")]
    person += [event for event in events if event["event"] == "wait" and event.get("text") != "begin"]
    return len(person)


def resumed_from(play, whole, count, torn):
    """As after a kill between two writes, or in the middle of one: so many events are there."""
    state = play.state(f"event-{count}{'-torn' if torn else ''}")
    lines = whole.read_text().splitlines(keepends=True)
    file = state / "cases" / whole.name
    file.parent.mkdir(parents=True)
    file.write_text("".join(lines[:count]) + (lines[count][: len(lines[count]) // 2] if torn else ""))
    given = inputs_in(journal.events(file, torn=True)[:count])
    run = play.resume(state)
    run.prompt()
    play.finish(state, run, play.inputs[given:])


def killed_on_its_way(play, lines):
    """All answers lie there already; killed as soon as the journal has so many lines."""
    state = play.state(f"way-{lines}")
    run = play.demo(state)
    for line in play.inputs:
        run.answer(line)
    while run.process.poll() is None:
        files = journal.files(state)
        if files and files[0].read_bytes().count(b"\n") >= lines:
            break
        if run.read(0) is None:
            break
    run.kill()
    file = play.only_file(state)
    given = inputs_in(journal.events(file, torn=True))
    again = play.resume(state)
    again.prompt()
    play.finish(state, again, play.inputs[given:])


def everywhere(play_one):
    """Runs it for all places of all three scenarios, several at once; the first troubles are told."""
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        runs = [pool.submit(play_one, *words) for words in places[play_one]]
    troubles = [str(run.exception()) for run in runs if run.exception()]
    assert not troubles, f"{len(troubles)} of {len(runs)}:\n      " + "\n      ".join(troubles[:5])


def first_saved(events):
    """Events until there is a file: the first answer."""
    return next(turn for turn, event in enumerate(events) if event["event"] in ("answer", "take")) + 1


def find_places():
    """Every answer, every event and every tenth line of the three scenarios."""
    found = {killed_at_prompt: [], resumed_from: [], killed_on_its_way: []}
    for play in map(Play, SCENARIOS):
        whole = play.state("whole")
        play.finish(whole, play.demo(whole), play.inputs)
        file = play.only_file(whole)
        events = journal.events(file)
        found[killed_at_prompt] += [(play, given) for given in range(1, len(play.inputs) + 1)]
        for count in range(first_saved(events), len(events) + 1):
            found[resumed_from].append((play, file, count, False))
            if count < len(events):
                found[resumed_from].append((play, file, count, True))
        found[killed_on_its_way] += [(play, lines) for lines in range(first_saved(events), len(events), 10)]
    return found


def killed_between_answers():
    """killed with SIGKILL after each answer, the case resumes at the step that stood there, and ends the same"""
    everywhere(killed_at_prompt)


def killed_between_events():
    """from each event on, with the next one whole, missing or torn, the case resumes and ends the same"""
    everywhere(resumed_from)


def killed_while_it_goes_on():
    """killed with SIGKILL while it works, the journal is whole, and the case resumes and ends the same"""
    everywhere(killed_on_its_way)


def killed_in_the_full_screen():
    """killed with SIGKILL in the full screen, the case resumes in the full screen at the step that stood there"""
    play = Play("woo-healthy")
    state = play.state("screen")
    screen = Screen(play.home, "demo", play.name, "--state", state)
    text = screen.settle()
    for key in play.inputs[:2]:
        screen.type(key)
        text = screen.settle(other_than=text)
    os.kill(child_of(int(screen.pane("#{pane_pid}")), "syncfix"), signal.SIGKILL)
    assert screen.wait_end() == 128 + signal.SIGKILL
    again = Screen(play.home, "case", "resume", "last", "--state", state)
    found = again.settle()
    title = text.splitlines()[2]
    assert found.splitlines()[2] == title, f"{found}\n      instead of\n{text}"
    again.keys("F10")
    assert again.wait_end() == 2, again.told()
    screen.close()
    again.close()


# ---- syncfix-net ----

def outcomes(file):
    return [(event["probe"], event["outcome"]) for event in journal.events(file) if event["event"] == "probe"]


def net_killed_in_a_probe():
    """kill -9 of syncfix-net in the middle of a slow probe: the walk goes on and comes to the same cause"""
    play = Play(SLOW)
    state = play.state("net")
    run = play.demo(state)
    run.prompt()
    run.answer(play.inputs[0])
    run.until(lambda text: "Looking" in text, "a probe")
    time.sleep(1.5)  # in the middle of its five seconds
    os.kill(child_of(run.process.pid, "syncfix-net"), signal.SIGKILL)
    run.prompt()
    play.finish(state, run, play.inputs[1:])
    found = outcomes(play.only_file(state))
    lost = [one for one in found if one[1] in ("unexpected", "offline", "skipped")]
    assert len(lost) <= 1, f"more than one probe was lost: {lost}"


STUBS = {
    "ends at once": "exit 0",
    "crashes": "kill -SEGV $$",
    "talks rubbish": "head -c 3000 /dev/urandom >&0; sleep 1",
    "greets, then talks rubbish": "echo '{\"syncfix-wire\":1}' >&0; head -c 3000 /dev/urandom >&0; sleep 1",
    "sends JSON that is no message": "echo '{\"syncfix-wire\":1}' >&0; echo '[1,2,3]' >&0; sleep 1",
    "sends a line without end": "echo '{\"syncfix-wire\":1}' >&0; head -c 3000000 /dev/zero | tr '\\0' a >&0; sleep 1",
    "is of another version": "echo '{\"syncfix-wire\":99}' >&0; sleep 1",
}


def copied_build(home, stub):
    """The program in a folder of its own, so that it starts the syncfix-net beside it (decision 2)."""
    folder = home.path / "build"
    folder.mkdir()
    for name in ("syncfix", "syncfix-sim"):
        shutil.copy2(BUILD / name, folder / name)
    (folder / "config.status").write_text("")
    (folder / "wizard-data").symlink_to(SOURCE / "wizard-data")
    net = folder / "syncfix-net"
    net.write_text(f"#!/bin/sh\n{stub}\n")
    net.chmod(0o755)
    return folder / "syncfix"


def walk_with(stub):
    home = Home()
    run = Lines(home, "demo", "woo-unknown-key", program=copied_build(home, stub))
    shown = run.prompt()
    assert "What is going wrong?" in shown, shown
    run.answer("1")
    shown = run.prompt()
    assert "Step " in shown and "0 " in shown, f"no question is asked instead: {shown}"
    run.answer("0")
    run.prompt()
    assert run.leave() in (0, 1, 2, 4), run.told.read_text()


def net_that_talks_rubbish():
    """a syncfix-net that ends, crashes or talks rubbish: the person is asked instead"""
    troubles = []
    for name, stub in STUBS.items():  # one by one: a fork of another would hold the new program open for writing
        try:
            walk_with(stub)
        except Exception as trouble:  # noqa: BLE001 - every stub is tried
            troubles.append(f"{name}: {trouble}")
    assert not troubles, "\n      ".join(troubles)


skip_sanitized("a sanitized program ends its crashes in its own way")
places = find_places()
main([killed_between_answers, killed_between_events, killed_while_it_goes_on, killed_in_the_full_screen,
      net_killed_in_a_probe, net_that_talks_rubbish])
