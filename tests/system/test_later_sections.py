#!/usr/bin/python3
"""What the later sections of the guide need beside the wizard: calendar files, routines, comparisons, and
drawings of the trees."""
import json
import re

import jsonschema

from system import SOURCE, Home, main

HOME = Home()
NOW = ("--now", "2026-11-23T13:41:00Z")


def unfold(text):
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", ""), "every line ends in CRLF"
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n")), "no line has more than 75 octets"
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def events(text):
    """The entries of a calendar file, each a dictionary; its alarm is left out."""
    found = []
    for line in unfold(text):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
            alarm = False
        elif line == "BEGIN:VALARM":
            alarm = True
        elif found and not alarm and name != "END":
            found[-1].setdefault(name, value)
    return found


def raw(*words, home=HOME):
    """Standard output as bytes say it: a calendar file's lines end in CRLF."""
    import subprocess
    from system import PROGRAM
    done = subprocess.run([PROGRAM, *words], capture_output=True, env=home.env, cwd=home.path, input=b"")
    return done.returncode, done.stdout.decode(), done.stderr.decode()


# ---- calendar ----

SHIPPED = "1\n1001\n3\n1\n10:05\n1\nq\n"  # one order, its number, completed, with a number, when; save and come back


def a_wait_goes_into_the_calendar():
    """a case that waits is written as a calendar entry, the same one each time"""
    home = Home()
    done = home.run("start", "tracking", "--plain", *NOW, stdin=SHIPPED)
    assert done.returncode == 2, (done.returncode, done.stdout[-500:])
    shown = home.run("case", "show", *NOW).stdout
    assert re.search(r"syncfix case calendar \S+ --output", shown), shown[-300:]
    code, first, told = raw("case", "calendar", *NOW, home=home)
    assert code == 0, told
    entry, = events(first)
    assert entry["DTSTART"] == "20261123T162000Z", entry
    assert "Too early" in entry["SUMMARY"] and "syncfix case resume 2026" in entry["DESCRIPTION"], entry
    code, second, told = raw("case", "calendar", "--now", "2026-11-23T15:00:00Z", home=home)
    again, = events(second)
    assert again["UID"] == entry["UID"] and int(again["SEQUENCE"]) > int(entry["SEQUENCE"]), (entry, again)


def a_calendar_file_is_its_owners():
    """--output writes the file for its owner alone; a folder that is not there is told"""
    home = Home()
    home.run("start", "tracking", "--plain", *NOW, stdin=SHIPPED)
    done = home.run("case", "calendar", "--output", "wait.ics", *NOW)
    assert done.returncode == 0 and "wait.ics" in done.stdout, done
    assert (home.path / "wait.ics").stat().st_mode & 0o777 == 0o600
    done = home.run("case", "calendar", "--output", "nowhere/wait.ics", *NOW)
    assert done.returncode in (73, 74) and "nowhere" in done.stderr, done


def a_case_that_waits_for_nothing_says_so():
    """no calendar file of a case that does not wait, or no longer"""
    home = Home()
    home.run("start", "tracking", "--plain", *NOW, stdin="1\n1001\nq\n")
    done = home.run("case", "calendar", *NOW)
    assert done.returncode == 66 and "waits for nothing" in done.stderr and done.stdout == "", done
    home.run("start", "tracking", "--plain", *NOW, stdin=SHIPPED)
    done = home.run("case", "calendar", "--now", "2026-11-23T17:00:00Z")
    assert done.returncode == 66 and "case resume" in done.stderr, done
    assert "calendar" not in home.run("case", "show", "--now", "2026-11-23T17:00:00Z").stdout


main([a_wait_goes_into_the_calendar, a_calendar_file_is_its_owners, a_case_that_waits_for_nothing_says_so])
