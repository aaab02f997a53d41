#!/usr/bin/python3
"""What a case owes its person: waits that are reckoned, contradictions that are told, one change at a
time, and what moved when the data changed meanwhile."""
import datetime
import json
import re

from system import SOURCE, Home, main

NOON = "2026-11-23T12:00:00Z"
NOW = ("--now", NOON)


def nodes():
    for path in [*(SOURCE / "wizard-data/trees").glob("*.json"), *(SOURCE / "wizard-data/platforms").glob("*.json")]:
        yield from json.loads(path.read_text())["nodes"].items()


def plain(home, code, *lines, now=NOON):
    return home.run("start", code, "--plain", "--now", now, stdin="\n".join([*lines, "q"]) + "\n").stdout


def said(minutes):
    at = datetime.datetime.fromisoformat(NOON.replace("Z", "+00:00")) + datetime.timedelta(minutes=minutes)
    return f"Not before {at.day} {at:%b %Y}, {at.hour % 12 or 12}:{at:%M} {at:%p}."


def minutes(text):
    number, unit = re.fullmatch(r"(\d+)(min|h|d)", text).groups()
    return int(number) * {"min": 1, "h": 60, "d": 1440}[unit]


# The waiting times of the guide: where one is asked, what is answered at noon, when it is over.
WAITS = [
    ("NEW: 30 minutes from the receipt", "ORD-15", ["11:40"], 10),
    ("ACCEPTED: 30 minutes", "ORD-19", ["11:50"], 20),
    ("ACCEPTED and looked for in vain: 1 hour", "ORD-19", ["11:15"], 15),
    ("tracking: the first :20 or :50 after shipment and 6 hours", "TRK-6", ["09:05"], 200),
    ("inventory: twice the schedule", "INV-17", ["1 hour", "11:10"], 70),
]


def waits():
    """each waiting time is reckoned from what was answered, and goes into a calendar file"""
    wrong = []
    for title, code, lines, over in WAITS:
        home = Home()
        words = plain(home, code, *lines, "save")
        if said(over) not in words:
            wrong.append((title, said(over), re.findall(r"Not before .*", words), words[-300:]))
            continue
        file, = home.path.rglob("*.ics")
        due = datetime.datetime.fromisoformat(NOON.replace("Z", "+00:00")) + datetime.timedelta(minutes=over)
        assert f"DTSTART:{due:%Y%m%dT%H%M%SZ}" in file.read_text(), file.read_text()
    assert not wrong, wrong


def waits_of_fixes():
    """a fix that needs its time is looked at after that time, and not before"""
    wrong = []
    for name, node in nodes():
        wait = node.get("verify", {}).get("wait")
        if wait:
            words = plain(Home(), node["code"], "1")
            if said(minutes(wait)) not in words:
                wrong.append((name, wait, re.findall(r"Not before .*", words)))
    assert not wrong, wrong


# Facts that cannot both be true, as somebody types them; what is offered first for another look.
CONTRADICTIONS = [
    ("COMPLETED in IS2, but not shipped in FCP", "ORD-14", ["5", "go TRK-3", "4"], "Order status in FCP"),
    ("Order Sync", "ORD-1", ["2", "go ORD-4", "10 minutes ago"], "Order Sync"),
    ("Inventory Sync", "INV-2", ["2", "go INV-6", "10 minutes ago"], "Inventory Sync"),
]


def contradictions():
    """facts that do not fit together are told, and the cheaper one is offered first for another look"""
    for title, code, lines, first in CONTRADICTIONS:
        words = plain(Home(), code, *lines, "x")
        assert f"Does not fit together: {title}" in words, (title, words[-900:])
        assert f"disagrees 1: look again at {first}" in words, (title, words[-600:])


def one_change():
    """a second change before the verdict on the first is told beforehand, and the ticket says so"""
    home = Home()
    words = plain(home, "ORD-44", "1", "go ORD-40", "1", "ticket")
    first, second = words.split("Step ORD-40.")[0], words.split("Step ORD-40.")[1]
    assert "Change only this." in first and "still being judged" not in first
    assert "Another change is still being judged: The shipping address was refused" in second
    assert "(another change was still being judged)" in second, second[-900:]


def what_moved():
    """a case goes on after the data changed, and is told which step is no longer there"""
    home = Home()
    plain(home, "ORD-8", "3")
    folder = home.path / "newer/trees"
    folder.mkdir(parents=True)
    tree = (SOURCE / "wizard-data/trees/03-orders.json").read_text()
    assert tree.count("orders.only-old") > 1
    (folder / "03-orders.json").write_text(tree.replace("orders.only-old", "orders.older-ones"))
    done = home.run("case", "resume", "--plain", *NOW, "--data", folder.parent, stdin="q\n")
    assert 'The step "orders.only-old" is no longer in the data.' in " ".join(done.stdout.split()), done
    assert "Step ORD-9." in done.stdout, done.stdout


main([waits, waits_of_fixes, contradictions, one_change, what_moved])
