#!/usr/bin/python3
"""The full screen on real terminals: given back as it was on every way out, right at every size, on
terminals that can little, and quick: a frame is one write, the first waits for nothing, nor do keys."""
import os
import re
import shutil
import signal
import time

import journal
from screen import BUSY, Screen, child_of
from shops import KEYS, shops
from system import PROGRAM, Home, main, skip_sanitized

BY_HAND = "hand-toggle-off"  # nothing can be probed: the screen stands still
PROBED = "woo-unknown-key"
SLOW = "woo-slow-host"
START = "What is going wrong?"
STEP = "ORD-"
FLAGS = "#{alternate_on} #{cursor_flag} #{keypad_flag} #{keypad_cursor_flag}"


def begun(*words, scenario=BY_HAND, to_step=True, **more):
    """The demo at its first question."""
    home = Home()
    screen = Screen(home, "demo", scenario, "--state", home.path / "state", *words, **more)
    screen.wait_for(START)
    screen.settle()
    if to_step:
        screen.type("1")
        screen.wait_for(STEP)
        screen.settle()
    return screen


def program_of(screen):
    return child_of(int(screen.pane("#{pane_pid}")), "syncfix")


# ---- every way out ----

def press_q(screen):
    screen.type("q")


def press_ctrl_c(screen):
    screen.keys("C-c")


def by_signal(number):
    return lambda screen: os.kill(program_of(screen), number)


WAYS_OUT = [
    ("q", press_q, 2, 0),
    ("Ctrl-C", press_ctrl_c, 130, 0),
    ("SIGINT", by_signal(signal.SIGINT), 130, 0),
    ("SIGTERM", by_signal(signal.SIGTERM), 128 + signal.SIGTERM, 0),
    ("SIGHUP", by_signal(signal.SIGHUP), 128 + signal.SIGHUP, 0),
    ("a crash (SEGV)", by_signal(signal.SIGSEGV), 128 + signal.SIGSEGV, 1),
    ("a failed assertion (ABRT)", by_signal(signal.SIGABRT), 128 + signal.SIGABRT, 1),
]


def gives_the_terminal_back():
    """after q, Ctrl-C, TERM, HUP and a crash the terminal is as before, and the case is saved"""
    for name, leave, code, told in WAYS_OUT:
        screen = begun()
        assert screen.pane("#{alternate_on}") == "1", "the full screen is the terminal's other one"
        leave(screen)
        assert screen.wait_end() == code, f"{name}: exit code {screen.code()}"
        assert screen.settings("after") == screen.settings("before"), f"{name}: stty"
        assert screen.pane(FLAGS) == "0 1 0 0", f"{name}: {screen.pane(FLAGS)}"
        said = screen.told() + screen.text()
        assert ("stopped by a fault" in said) == bool(told), f"{name}: {said}"
        assert [line for line in journal.trace(journal.events(journal.files(screen.home.path / "state")[0]))], name
        screen.close()


def suspends():
    """Ctrl-Z gives the terminal back, fg paints the same screen"""
    home = Home()
    shell = Screen(home, "--norc", "-i", program="/bin/bash", told=False, PS1="shell> ")
    shell.wait_for("shell>")
    shell.type(f"{PROGRAM} demo {BY_HAND}\n")
    shell.wait_for(START)
    before = shell.settle()
    shell.keys("C-z")
    shell.wait(lambda text: "Stopped" in text and "shell>" in text, "the shell")
    assert shell.pane(FLAGS) == "0 1 0 0", shell.pane(FLAGS)
    shell.type("fg\n")
    shell.wait_for(START)
    assert shell.settle() == before, shell.text()
    shell.type("q")
    shell.wait(lambda text: START not in text, "the shell")
    shell.close()


# ---- sizes ----

def every_size():
    """a storm of sizes from 300x100 to 20x5 loses nothing; too small is told in one sentence"""
    screen = begun(scenario=PROBED, to_step=False)
    screen.type("1")
    screen.wait_for("WOOC-58")
    before = screen.settle()
    for turn in range(30):
        screen.resize(*[(300, 100), (40, 10), (20, 5)][turn % 3])
    small = screen.wait(lambda text: "Too small" in text, "a word about the size")
    assert len([line for line in small.splitlines() if line.strip()]) <= 2, small
    screen.resize(40, 10)
    text = screen.wait_for("1  Done")
    assert "2  I can't" in text and "WOOC-58" in text, text
    screen.resize(300, 100)
    screen.wait_for("Press Generate API key")
    screen.resize(80, 24)
    text = screen.wait(lambda text: text == before, "the screen as it was")
    press_q(screen)
    assert screen.wait_end() == 1
    screen.close()


def starts_at_every_size():
    """it starts at 20x5, 40x10 and 300x100, and in 20x5 q leaves"""
    for size, words in (((20, 5), "Too small"), ((40, 10), START), ((300, 100), START)):
        home = Home()
        screen = Screen(home, "demo", BY_HAND, size=size)
        screen.wait_for(words)
        press_q(screen)
        assert screen.wait_end() == 0, (size, screen.text())
        screen.close()


# ---- terminals that can little ----

def other_terminals():
    """vt100, linux, screen and a terminal nobody knows: the screen works all the same"""
    for term in ("vt100", "linux", "screen", "xterm-nobody-knows", "nobody-knows"):
        screen = begun(term=term)
        press_q(screen)
        assert screen.wait_end() == 2, (term, screen.text(), screen.told())
        assert screen.settings("after") == screen.settings("before"), f"{term}: stty"
        screen.close()


def line_mode_where_no_screen_is():
    """TERM=dumb, none at all, and --plain: the line mode, at a terminal too"""
    for term, words in (("dumb", ()), ("", ()), ("tmux-256color", ("--plain",))):
        home = Home()
        screen = Screen(home, "demo", BY_HAND, *words, term=term)
        screen.wait_for("for commands:")
        assert screen.pane("#{alternate_on}") == "0", term
        screen.type("1")
        screen.keys("Enter")
        screen.wait_for("Step ORD-")
        screen.keys("C-d")
        assert screen.wait_end() == 2, screen.text()
        screen.close()


def plain_characters():
    """in the C locale every character is ASCII, on the screen and in line mode"""
    screen = begun(LC_ALL="C")
    for key in ("e", "?"):
        assert screen.text().isascii(), screen.text()
        screen.type(key)
        screen.settle()
    assert screen.text().isascii(), screen.text()
    screen.close()
    done = Home().run("demo", BY_HAND, stdin="1\n1\ne\n?\npath\nticket\nfind location\n", LC_ALL="C")
    strange = [line for line in done.stdout.splitlines() if not line.isascii()]
    assert not strange, strange[:3]


# ---- writes ----

def traced(*calls, scenario=BY_HAND):
    """The program under strace; the log's lines are read as they come."""
    home = Home()
    log = home.path / "log"
    screen = Screen(home, "-f", "-qq", "-s", "40", "-e", f"trace={','.join(calls)}", "-e", "signal=none", "-o", log,
                    PROGRAM, "demo", scenario, program=shutil.which("strace"), ASAN_OPTIONS="detect_leaks=0")
    screen.wait_for(START)
    screen.settle()
    return screen, lambda: log.read_text().splitlines()


def frames(lines):
    return [line for line in lines if re.search(r"\bwrite\(1, ", line)]


def one_write_a_frame():
    """each key that changes the screen costs one write to the terminal"""
    if not shutil.which("strace"):
        print("skip  one write a frame: strace is not installed")
        return
    screen, log = traced("write")
    before = len(frames(log()))
    assert before <= 3, f"{before} writes for the first screen"
    text = screen.text()
    keys = ["Down", "Down", "Up", "1", "Down", "e", "Escape", "b", "?", "PageDown", "Escape"]
    for turn, key in enumerate(keys):
        screen.keys(key)
        text = screen.settle(other_than=text if key not in ("Down", "Up") else None)
        wait_until(lambda: len(frames(log())) >= before + turn + 1, f"a frame for {key}")
        time.sleep(0.1)
        count = len(frames(log())) - before
        assert count == turn + 1, f"{key}: {count} writes after {turn + 1} keys"
    screen.close()


def wait_until(holds, what):
    end = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end, f"{what} did not come"
        time.sleep(0.02)


def first_frame_first():
    """the first screen is on the terminal before syncfix-net or the simulated store are started"""
    if not shutil.which("strace"):
        print("skip  the first frame: strace is not installed")
        return
    screen, log = traced("write", "execve", scenario=PROBED)
    wait_until(lambda: any("syncfix-net" in line for line in log()), "syncfix-net")
    lines = log()
    first = next(turn for turn, line in enumerate(lines) if line in frames(lines))
    for name in ("syncfix-net", "syncfix-sim"):
        started = next(turn for turn, line in enumerate(lines) if "execve" in line and name in line)
        assert first < started, f"{name} was started before the first frame"
    screen.close()


def keys_do_not_wait():
    """while a probe takes its seconds, each key has its answer on a screen where that probe still runs"""
    home = Home()
    screen = Screen(home, "demo", SLOW)
    screen.wait(BUSY.search, "a probe that runs")
    for key, words in (("Down", "▸ 2"), ("Down", "▸ 3"), ("Enter", "looking"), ("0", "ORD-35")):
        screen.keys(key)
        assert BUSY.search(screen.wait_for(words)), f"{key} was answered when the probe had ended"
    screen.keys("F10")
    screen.wait_end()
    screen.close()


# ---- secrets at the prompt ----

def check_with_typed_keys(**keys):
    """`syncfix check` of a profile without secrets, the keys typed; gives what the terminal shows in the end."""
    home = Home()
    with shops(home, main=PROBED):
        without = [line for line in home.config.read_text().splitlines() if "_file = /" not in line or "ca_" in line]
        home.write_config("\n".join(without) + "\n")
        screen = Screen(home, "check", told=False)
        for label, key in (("Consumer key", "consumer_key"), ("Consumer secret", "consumer_secret")):
            screen.wait_for(f"{label} (not shown):")
            screen.type(keys.get(key, ""))
            screen.keys("Enter")
        assert screen.wait_end() in (0, 1, 2), screen.text()
        text = screen.text()
        screen.close()
    return text


def typed_keys_are_used():
    """keys typed at the prompt are tried and never shown; without them the other probes run all the same"""
    text = check_with_typed_keys(**KEYS)
    assert "The store does not know this key" in text, text
    assert not any(key in text for key in KEYS.values()), text
    text = check_with_typed_keys()
    assert "Nothing is wrong that can be seen from here" in text and "– The store accepts the key" in text, text


skip_sanitized("sanitizers count what ncurses keeps, and slow the keys down")
main([gives_the_terminal_back, suspends, every_size, starts_at_every_size, other_terminals,
      line_mode_where_no_screen_is, plain_characters, one_write_a_frame, first_frame_first, keys_do_not_wait,
      typed_keys_are_used])
