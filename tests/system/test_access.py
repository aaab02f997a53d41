#!/usr/bin/python3
"""For people who hear or feel the screen: the whole wizard by the line where the cursor stands, without colour
and slowly; line mode without an escape and without a line told twice; themes that say nothing by colour alone."""
import os
import pathlib
import pty
import re
import select
import time

from screen import Screen
from system import PROGRAM, Home, main, skip_sanitized

SCENARIO = "woo-unknown-key"
INTERPOSER = pathlib.Path(__file__).resolve().parent / "interposer.py"
COLOUR = re.compile(r"\x1b\[[0-9;]*(?:3[0-7]|9[0-7]|38;[25])[0-9;]*m")


class Heard:
    """The program behind the interposer; all that is known of its screen is the line of the cursor."""

    def __init__(self, *words, **env):
        self.home = Home()
        self.log = self.home.path / "bytes"
        self.screen = Screen(self.home, "-B", INTERPOSER, self.log, PROGRAM, *words, program="/usr/bin/python3", **env)

    def line(self):
        self.screen.settle()
        row, _ = self.screen.cursor()
        return " ".join(self.screen.text().splitlines()[row].split()) if row < len(self.screen.text().splitlines()) else ""

    def choose(self, words):
        """Goes down until the cursor's line has the words, and takes it."""
        heard = []
        for _ in range(20):
            heard.append(self.line())
            if words in heard[-1]:
                self.screen.keys("Enter")
                return
            self.screen.keys("Down")
        raise AssertionError(f"\"{words}\" was never under the cursor; heard: {heard}; screen:\n{self.screen.text()}")


def by_the_cursor_alone():
    """a fault is found, mended and proven by the cursor's line alone, with no colour, slowly"""
    heard = Heard("demo", SCENARIO)
    heard.screen.wait_for("What is going wrong?")
    heard.choose("Orders don't arrive")
    heard.screen.wait_for("WOOC-58")
    heard.choose("Done")
    heard.screen.wait_for("Do new orders arrive")
    heard.choose("Yes")
    heard.screen.wait_for("Fixed, and proven")
    heard.screen.type("q")
    heard.screen.wait_end()
    sent = heard.log.read_bytes()
    assert not re.search(rb"\x1b\[\?(?:9|100[0-6]|1015)h", sent), "the mouse was taken"
    assert b"\x1b]8;" not in sent, "a hyperlink on the screen"
    heard.screen.close()


def the_cursor_is_on_the_focus():
    """on start, question, search, help and ticket the cursor stands where the next key acts, and is not hidden"""
    heard = Heard("demo", "hand-toggle-off")
    heard.screen.wait_for("What is going wrong?")
    assert "▸" in heard.line(), heard.line()
    heard.screen.type("1")
    heard.screen.wait_for("ORD-")
    first = heard.line()
    heard.screen.keys("Down")
    assert "▸" in first and "▸" in heard.line() and first != heard.line(), (first, heard.line())
    heard.screen.type("/location")
    heard.screen.wait_for("location")
    heard.screen.settle()
    row, column = heard.screen.cursor()
    assert heard.screen.text().splitlines()[row][:column].rstrip().endswith("location"), heard.line()
    assert heard.screen.pane("#{cursor_flag}") == "1"
    heard.screen.close()


def lines_of(words, typed, **env):
    """Bytes of line mode at a real terminal, each answer typed when the program waits for it."""
    home = Home()
    child, master = pty.fork()
    if child == 0:
        os.chdir(home.path)
        os.execve(str(PROGRAM), [str(PROGRAM), *words], {**home.env, **env})
    got, waiting = b"", list(typed)
    quiet = time.monotonic()
    while True:
        ready, _, _ = select.select([master], [], [], 0.2)
        if ready:
            try:
                data = os.read(master, 65536)
            except OSError:
                data = b""
            if not data:
                break
            got += data
            quiet = time.monotonic()
        elif got.endswith(b": ") and time.monotonic() - quiet > 0.3:
            os.write(master, (waiting.pop(0) if waiting else "\x04").encode())
            quiet = time.monotonic()
        assert time.monotonic() - quiet < 60, got[-400:]
    return got, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def accessible_is_line_mode():
    """ACCESSIBLE at a terminal: the whole walk line by line, no escape, nothing that moves, nothing twice"""
    got, code = lines_of(("demo", SCENARIO), ["1\n", "1\n", "1\n"], ACCESSIBLE="1")
    text = got.decode()
    assert code == 0 and "Fixed, and proven" in text, (code, text[-500:])
    assert "\x1b" not in text and "\b" not in text and not re.search(r"\r(?!\r*\n)", text), "something moves"
    assert not re.search(r"[─-╿▀-▟⠀-⣿]", text), "drawn boxes or dots"
    lines = [line.strip() for line in text.splitlines()]
    told = [line for line in lines if line and not line.endswith(":")]
    assert text.count("or ? for commands") == 1, "a hint is said once"
    twice = [line for one, line in zip(told, told[1:]) if one == line]
    assert not twice, twice


def everything_in_line_mode():
    """back, search, a jump, a note, the way, the evidence and the ticket work in line mode at a terminal"""
    typed = ["1\n", "?\n", "note the caller is in a hurry\n", "evidence\n", "back\n", "1\n", "find location\n", "go ORD-6\n",
             "path\n", "ticket\n", "code\n", "quit\n"]
    got, code = lines_of(("demo", "hand-toggle-off"), typed, ACCESSIBLE="yes")
    text = got.decode()
    assert code in (0, 1, 2, 4), (code, text[-300:])
    for words in ("in a hurry", "Step ORD-6", "Order Sync"):
        assert words in text, (words, text[-1500:])


def accessible_can_be_off():
    """ACCESSIBLE=0, false or empty leaves the full screen"""
    for value in ("0", "false", ""):
        screen = Screen(Home(), "demo", "hand-toggle-off", ACCESSIBLE=value)
        screen.wait_for("What is going wrong?")
        assert screen.pane("#{alternate_on}") == "1", value
        screen.type("q")
        screen.wait_end()
        screen.close()


def themes():
    """mono and NO_COLOR have no colour, default and high-contrast do, and the words are the same in all"""
    seen = {}
    for name, env in (("default", {}), ("high-contrast", {}), ("mono", {}), ("none", {"NO_COLOR": "1", "SYNCFIX_THEME": "default"})):
        screen = Screen(Home(), "demo", SCENARIO, **{"SYNCFIX_THEME": name, **env})
        screen.wait_for("What is going wrong?")
        screen.settle()
        screen.type("1")
        screen.wait_for("WOOC-58")
        screen.settle()
        seen[name] = screen.text(), screen.text("-e")
        screen.type("q")
        screen.wait_end()
        screen.close()
    coloured = {name for name, (_, looks) in seen.items() if COLOUR.search(looks)}
    assert "default" in coloured and not coloured & {"mono", "none"}, coloured
    assert re.search(r"\x1b\[(?:\d;)*2m", seen["default"][1]) and not re.search(r"\x1b\[(?:\d;)*2m", seen["high-contrast"][1])
    words = {re.sub(r"syncfix-test-\w+", "", text) for text, _ in seen.values()}
    assert len(words) == 1, "\n".join(words)


skip_sanitized("sanitizers slow the keys down")
main([by_the_cursor_alone, the_cursor_is_on_the_focus, accessible_is_line_mode, everything_in_line_mode,
      accessible_can_be_off, themes])
