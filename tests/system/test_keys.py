#!/usr/bin/python3
"""What terminals send that no person typed never answers; a paste is words, not keys; and the cursor
rests on what is in focus on every screen, because that is what a screen reader reads."""
import time

import journal
from screen import Screen
from system import Home, main

START = "What is going wrong?"
# Each holds digits, or letters that are keys: none may do anything.
SEQUENCES = {
    "Shift-Right": "\033[1;2C", "Ctrl-Left": "\033[1;5D", "Alt-Shift-Up": "\033[1;4A",
    "Shift-arrow of rxvt": "\033[a", "Ctrl-arrow of rxvt": "\033Oc", "keypad 1 in application mode": "\033Oq",
    "F5 with Ctrl": "\033[15;5~", "F13": "\033[25~", "F20 of the Linux console": "\033[34~",
    "F1 with a modifier after O": "\033O2P", "F1 of the Linux console": "\033[[A",
    "focus in": "\033[I", "focus out": "\033[O",
    "mouse, SGR": "\033[<0;12;3M", "mouse up, SGR": "\033[<0;12;3m", "mouse, X10": "\033[M 12", "mouse, urxvt": "\033[32;12;3M",
    "cursor report": "\033[12;34R", "terminal's name": "\033[?62;1;2c", "mode report": "\033[?2026;2$y",
    "colour report": "\033]11;rgb:1111/2222/3333\033\\", "colour report with BEL": "\033]10;rgb:1111/2222/3333\007",
    "version report": "\033P>|xterm(312)\033\\", "capability": "\033P1+r544e=1\033\\",
    "key report of kitty": "\033[49;5u", "key report of xterm": "\033[27;5;49~", "size report": "\033[8;24;80t",
    "clipboard": "\033]52;c;MTEx\007", "a private sequence": "\033[?1;2;3z", "unfinished": "\033[1;2",
}


def at_question(scenario="hand-toggle-off", *words):
    home = Home()
    screen = Screen(home, "demo", scenario, "--state", home.path / "state", *words)
    screen.wait_for(START)
    screen.settle()
    screen.type("1")
    screen.wait_for("ORD-2")
    return screen


def answers(screen):
    return len([line for line in journal.trace(journal.events(journal.files(screen.home.path / "state")[0]))
                if line.startswith("answer")])


def unknown_sequences_answer_nothing():
    """sequences that no key of ours sends are swallowed whole: no answer, no other screen"""
    screen = at_question()
    before = screen.settle()
    wrong = []
    for name, sequence in SEQUENCES.items():
        screen.bytes(sequence)
        time.sleep(0.3)
        text = screen.text()
        if text != before:
            wrong.append(f"{name}: {text.splitlines()[1]} {text.splitlines()[-1]}")
            screen.close()
            screen = at_question()
            before = screen.settle()
    screen.close()
    assert not wrong, "\n      ".join([f"{len(wrong)} of {len(SEQUENCES)}"] + wrong)


def in_pieces_too():
    """the same when a slow line cuts them in two"""
    screen = at_question()
    before = screen.settle()
    for sequence in ("\033[1;2C", "\033[<0;12;3M", "\033]11;rgb:1111/2222/3333\007"):
        screen.bytes(sequence[:4])
        time.sleep(0.08)
        screen.bytes(sequence[4:])
        time.sleep(0.3)
        assert screen.text() == before, f"{sequence!r}: {screen.text()}"
    assert answers(screen) == 1
    screen.close()


def known_keys_still_work():
    """after all of them the arrows, Enter and digits work"""
    screen = at_question()
    screen.bytes("\033[1;2C\033[M 12\033[I\033[12;34R")
    time.sleep(0.3)
    screen.keys("Down")
    screen.wait_for("▸ 2")
    screen.bytes("\033OA")
    screen.wait_for("▸ 1")
    screen.bytes("\033[B")
    screen.wait_for("▸ 2")
    screen.type("1")
    screen.wait_for("ORD-1 ")
    screen.close()


PASTES = ["1\n", "2\n3\nq\n", "1", "q", "\033[B\r", "1111111111\n" * 50, "\t\n0\n0\n0\n"]


def pastes_answer_nothing():
    """a paste with digits and newlines, at the start, at a question and at a list of commands, never answers"""
    screen = at_question()
    before = screen.settle()
    for words in PASTES:
        screen.paste(words)
        time.sleep(0.2)
        assert answers(screen) == 1, f"{words[:20]!r} has answered"
        assert screen.text().splitlines()[1:12] == before.splitlines()[1:12], f"{words[:20]!r}: {screen.text()}"
    screen.close()


def a_paste_is_words_in_a_field():
    """in the search a pasted message with its newline is looked for, and nothing is chosen"""
    screen = at_question()
    screen.type("/")
    screen.settle()
    screen.paste("Ship method not mapped\n1\n")
    text = screen.wait_for("Ship method not mapped")
    assert "Find" in text and answers(screen) == 1, text
    screen.close()


# ---- the cursor ----

FIELDS = {"/", "n"}  # where words are typed
PAGES = ["e", "?", "p", "v", "c", "t", "/", "n", "x"]


def cursor_is_right(screen, field):
    """On the mark; in a field, or where no line is chosen, on the line that is read."""
    text = screen.text()
    row, column = screen.cursor()
    line = text.split("\n")[row]
    if "▸" in text and not field:
        return line[column : column + 1] == "▸"
    return field or line[column : column + 1].strip(" │") != ""


def check_cursor(screen, where, field=False):
    end = time.monotonic() + 5
    while not cursor_is_right(screen, field):
        assert time.monotonic() < end, f"{where}: the cursor is at {screen.cursor()} of\n{screen.text()}"
        time.sleep(0.05)


def cursor_is_on_the_mark():
    """on the start, at questions, fixes, ends, in lists and on pages the cursor is on what is in focus"""
    screen = Screen(Home(), "demo", "woo-unknown-key")
    screen.wait_for(START)
    text = screen.settle()
    check_cursor(screen, "start")
    for key, words in (("k", "k"), ("r", "r"), ("w", "w"), ("p", "p")):
        screen.type(key)
        text = screen.settle()
        check_cursor(screen, f"start, {words}")
        screen.keys("Escape")
        screen.wait_for(START)
    for given in ("1", "1", "1"):
        screen.type(given)
        text = screen.settle(other_than=text)
        check_cursor(screen, text.splitlines()[1])
        for key in PAGES:
            screen.type(key)
            page = screen.settle()
            if page.splitlines()[1] != text.splitlines()[1]:
                check_cursor(screen, f"{text.splitlines()[1][:12]}, {key}", field=key in FIELDS)
                screen.keys("Escape")
                screen.wait(lambda now: now.splitlines()[1] == text.splitlines()[1], "the step")
        for _ in range(2):
            screen.keys("Down")
            time.sleep(0.15)
            check_cursor(screen, f"{text.splitlines()[1][:12]}, Down")
        text = screen.settle()
    screen.close()


main([unknown_sequences_answer_nothing, in_pieces_too, known_keys_still_work, pastes_answer_nothing,
      a_paste_is_words_in_a_field, cursor_is_on_the_mark])
