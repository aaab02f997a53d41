#!/usr/bin/python3
"""A call as an agent takes it, and a class as a trainer holds it, in the full screen and in the line mode."""
import html.parser
import json
import re

import journal
from lines import Lines
from screen import Screen
from system import SOURCE, Home, main

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


LESSON = ("demo", "hand-toggle-off", "--role", "trainer")


def a_class_in_lines():
    """a lesson from start to score in the line mode: fault, quiz, map, rewind, score"""
    home = Home()
    inputs = home.json("test", LESSON[1])["scenarios"][0]["inputs"]
    run = Lines(home, *LESSON, "--plain")
    run.prompt()

    def say(line):
        run.answer(line)
        return run.prompt()

    assert "The fault of this lesson: " in say("fault")
    shown = say(inputs[0])
    say("quiz")
    assert "first the class says" in say(inputs[1]), shown
    assert "The class says NET-1" in say("quiz NET-1")
    assert re.search(r"Not NET-1 but [A-Z]+-\d+", say(inputs[1]))
    say("quiz")
    for given in inputs[2:]:
        shown = say(given)
    mapped = say(":map")
    assert " (taken)" in mapped and "\u2192 ORD-" in mapped, mapped
    back = say(":rewind")
    assert "as it stood." in back and "Next: " in back, back
    assert "Back where the case stands" in say("step")
    score = say(":score")
    assert "6 of 6 rules kept" in score and "Quiz: 0 of 1" in score and "par is" in score, score
    assert run.leave() == 0


def a_class_on_screen():
    """the same lesson on the screen, by single keys"""
    home = Home()
    inputs = home.json("test", LESSON[1])["scenarios"][0]["inputs"]
    screen = Screen(home, *LESSON, size=(100, 30))
    screen.wait_for("What is going wrong")
    screen.keys("F")
    screen.wait_for("The fault of this lesson")
    for given in inputs:
        before = screen.text()
        screen.keys(given or "Enter")
        screen.settle(other_than=before)
    for key, words in ("m", "Map: the way so far"), ("z", "6 of 6 rules kept"):
        screen.keys(key)
        screen.wait_for(words)
        screen.keys("Escape")
        screen.settle()
    screen.keys("Left")
    screen.wait_for("as it stood, step")
    screen.keys("1")
    screen.settle()
    assert "as it stood" in screen.text()
    screen.keys("Right")
    screen.wait_for("Back where the case stands")
    screen.keys("q")
    assert screen.wait_end() == 0
    screen.close()


def lessons_are_chosen():
    """lessons by platform, section and difficulty, without their fault being told"""
    home = Home()
    titles = home.run("sim", "--platform", "shopify", "--section", "3").stdout.splitlines()
    assert titles and all(line.startswith("shopify-") and "section 3" in line for line in titles), titles
    screen = Screen(home, "demo", "--role", "trainer", "--platform", "shopify", "--difficulty", "medium", size=(100, 30))
    text = screen.wait_for("Lessons")
    assert "Shopify, medium, section" in text and not any(line[49:] in text for line in titles), text
    screen.keys("2")
    screen.wait_for("What is going wrong")
    screen.keys("q")
    screen.wait_end()
    screen.close()
    for words in ("--platform", "nothing"), ("--section", "99"), ("--difficulty", "odd"):
        assert home.run("sim", *words).returncode == 64


class Tags(html.parser.HTMLParser):
    """Every tag that is opened is closed, and nothing is loaded from elsewhere."""

    def __init__(self, text):
        super().__init__()
        self.open, self.ids = [], set()
        self.feed(text)
        assert self.open == [], self.open

    def handle_starttag(self, tag, attrs):
        assert not {"src", "href"} & {name for name, _ in attrs}
        self.ids |= {value for name, value in attrs if name == "id"}
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def the_guide_on_paper():
    """the booklet has every step with its code, the same each time, as Markdown and as whole HTML"""
    home = Home()
    codes = set()
    for path in [*(SOURCE / "wizard-data/trees").glob("*.json"), *(SOURCE / "wizard-data/platforms").glob("*.json")]:
        codes |= {node["code"] for node in json.loads(path.read_text())["nodes"].values() if "code" in node}
    text = home.run("booklet").stdout
    assert text == home.run("booklet").stdout
    assert codes == set(re.findall(r"^### ([A-Z]+-\d+) ", text, re.M))
    assert codes == Tags(home.run("booklet", "--format", "html").stdout).ids
    assert "- \u2192 " in text and not re.search(r"\{[a-z_.]+\}", text)
    leads = set(re.findall(r"^- \u2192 ([A-Z]+-\d+)", text, re.M))
    assert leads <= codes and len(leads) > 200, leads - codes


def a_lesson_on_paper():
    """the handout tells the class nothing of the fault, and the trainer all"""
    home = Home()
    for name in "woo-unknown-key", "hand-toggle-off":
        scenario = json.loads((SOURCE / f"wizard-data/scenarios/{name}.json").read_text())
        text = home.run("booklet", name).stdout
        for_class, trainer = text.split("# For the trainer")
        assert scenario["title"] not in for_class and scenario["title"] in trainer
        assert "What is going wrong" in for_class and "What the score looks at" in trainer
        Tags(home.run("booklet", name, "--format", "html").stdout)
    assert home.run("booklet", "none-such").returncode == 66


if __name__ == "__main__":
    main([a_call_ends_in_a_ticket, calls_are_switched_by_one_key, a_class_in_lines, a_class_on_screen,
          lessons_are_chosen, the_guide_on_paper, a_lesson_on_paper])
