#!/usr/bin/python3
"""A call as an agent takes it, and a class as a trainer holds it, in the full screen and in the line mode."""
import json
import re

import journal
from lines import Lines
from screen import Screen
from system import Home, main

# A call written down: what the caller says, and the one key or the words that the agent puts in for it.
CALL = [
    ("Nothing arrives any more, none of our orders.", "1"),
    ("All of them.", "1"),
    ("It is blue.", "1"),
    ("Today at half past eleven.", "11:30 AM"),
    ("We installed a second app on Friday.", "note we installed a second app on Friday"),
]


def agent_lines(home):
    run = Lines(home, "--plain", "--role", "agent", "--now", "2026-11-23T15:00:00Z")
    run.prompt()
    return run


def a_call_ends_in_a_ticket():
    """a call played from a transcript, one key an answer, ends in a ticket that says who said what"""
    home = Home()
    run = agent_lines(home)
    said = ""
    for _, given in CALL:
        run.answer(f":{given}" if given.startswith("note") else given)
        said = run.prompt()
    run.answer(":readback")
    told = run.prompt()
    assert "Order Sync: ON (blue)." in told and '"we installed a second app on Friday"' in told, told
    for _ in range(40):  # whatever is asked further, the caller cannot tell
        if "escalate" in json.dumps([event.get("ending") for event in journal.events(journal.files(home.path / ".local/state/syncfix")[0])]):
            break
        done = re.search(r"Done: check again|Done", said)
        run.answer("2" if done else "on" if "Enter goes on" in said else ":0")
        said = run.prompt()
    assert run.leave() == 4, said
    ticket = home.json("ticket")
    text = home.run("ticket").stdout
    assert ticket["last_sync"]["value"], ticket
    assert "we installed a second app on Friday" in text and "customer" in text, text


def calls_are_switched_by_one_key():
    """two calls at once: o begins another, Tab goes between them, each with its own timer; h holds"""
    home = Home()
    screen = Screen(home, "--role", "agent", size=(100, 30))
    screen.wait_for("What is going wrong")
    for key in "1", "1":
        screen.keys(key)
        screen.settle()
    assert "Call 00:0" in screen.text(), screen.text()
    screen.keys("o")
    screen.wait_for("What is going wrong")
    screen.keys("4")
    screen.settle()
    screen.keys("1")
    second = screen.wait_for("2 of 2")
    screen.keys("Tab")
    first = screen.wait_for("1 of 2")
    assert "Order Sync" in first and first != second
    screen.keys("h")
    screen.wait_for("held")
    screen.keys("s")
    screen.wait_for("Why skip this step?")
    screen.keys("2")
    screen.wait_for("ORD-4")
    screen.keys("Escape")
    screen.settle()
    screen.keys("r")
    screen.wait_for("The customer has no access to it")
    screen.keys("Escape")
    screen.settle()
    screen.keys("q")
    screen.wait_end()
    screen.close()
    assert len(journal.files(home.path / ".local/state/syncfix")) == 2


if __name__ == "__main__":
    main([a_call_ends_in_a_ticket, calls_are_switched_by_one_key])
