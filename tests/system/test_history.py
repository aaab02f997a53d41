#!/usr/bin/python3
"""Results over time: what check keeps, what a person adds, trends in words, and runs that are gone on with."""
import csv
import io
import json
import re

import jsonschema

from shops import profile, shops
from system import SOURCE, Home, main

SCHEMA = json.loads((SOURCE / "docs/schemas/history.schema.json").read_text())


def at(day, hour=9):
    return ("--now", f"2026-11-{day:02}T{hour:02}:00:00Z")


def read(home, *words):
    found = home.json("history", *words)
    jsonschema.validate(found, SCHEMA)
    return found


def with_a_past():
    """A home whose integration got slower and worse in the last week."""
    home = Home()
    home.write_config(profile(home, "main", "http://127.0.0.1:9"))
    for day in (2, 5, 8, 11):
        assert home.run("history", "add", "orders=50", "errors=0", "tracked=49", "minutes=28", *at(day)).returncode == 0
    for day in (18, 19, 20):
        assert home.run("history", "add", "orders=48", "errors=6", "tracked=47", "minutes=44", *at(day)).returncode == 0
    return home


def trends_are_told_in_words():
    """is it getting slower, are errors increasing: answered from what was counted, with the numbers"""
    home = with_a_past()
    told = home.run("history", *at(21)).stdout
    assert re.search(r"Are errors increasing\? +Yes: 88 % orders without errors .* 100 % before", told), told
    assert re.search(r"Is sync getting slower\? +Yes: 44 minutes .* 28 before", told), told
    assert re.search(r"Average sync time +44 min +28 min +\S.* more", told), told
    assert "Orders per day" in told and "steady" in told, told
    assert home.run("history", *at(21), LC_ALL="C").stdout.isascii()
    early = home.run("history", *at(9)).stdout
    assert "It cannot be said yet" in early, early


def machines_read_it():
    """JSON holds its schema, CSV has a row for each entry, --since leaves out what is older"""
    home = with_a_past()
    found = read(home, *at(21))
    assert len(found["entries"]) == 7 and found["trends"]["minutes"] == {"recent": 44, "before": 28, "change": "more"}
    assert found["trends"]["success"]["change"] == "less" and found["trends"]["orders"]["change"] == "steady"
    assert len(read(home, "--since", "4d", *at(21))["entries"]) == 3
    rows = list(csv.DictReader(io.StringIO(home.run("history", "--format", "csv", *at(21)).stdout)))
    assert len(rows) == 7 and rows[0]["minutes"] == "28" and rows[0]["answer"] == "", rows[0]


def checks_are_kept():
    """check keeps state, cause and how fast the store answered; a new error type is told"""
    home = Home()
    with shops(home, main="woo-healthy"):
        home.run("check", *at(2))
    assert home.run("history", *at(3)).returncode == 0
    with shops(home, main="woo-unknown-key"):
        home.run("check", *at(20))
    found = read(home, *at(21))
    first, last = found["entries"]
    assert (first["state"], first["well"], last["state"], last["well"]) == ("ok", 100, "problem", 0), found
    assert last["cause"] == "WOOC-58" and first["answer"] > 0 and first["orders"] is not None, found
    assert "key_unknown" in found["new_errors"].split(), found["new_errors"]
    assert "New error types?          Yes: " in home.run("history", *at(21)).stdout


def interrupted_runs_go_on():
    """--resume looks at those that an interrupted run did not come to, --since at those not checked since then"""
    home = Home()
    with shops(home, well="woo-healthy", plain="woo-permalinks-plain"):
        first = home.json("check", "--all", "--parallel", "1", "--deadline", "500ms")
        assert first["total"]["left"] == 1, first["total"]
        rest = home.json("check", "--all", "--resume", "--only", "WOO-0")
        assert len(rest["profiles"]) == 1, rest
        names = {one["profile"] for one in first["profiles"]} | {one["profile"] for one in rest["profiles"]}
        assert names == {"well", "plain"}, names
        done = home.run("check", "--all", "--resume")
        assert done.returncode == 64 and "no interrupted run" in done.stderr, done.stderr
        again = home.json("check", "--all", "--since", "1h")
        assert again["profiles"] == [] and again["total"]["profiles"] == 0, again


BAD = [
    (("history", "add"), 64, "orders=52"),
    (("history", "add", "orders=many"), 64, "number"),
    (("history", "add", "orders=2", "errors=3"), 64, "more errors"),
    (("history", "--since", "whenever"), 64, "7d"),
    (("history", "nobody"), 78, "nobody"),
]


def bad_input_is_told():
    """bad input gets one sentence; damaged lines are passed over"""
    home = with_a_past()
    for words, code, part in BAD:
        done = home.run(*words)
        assert done.returncode == code and part in done.stderr, (words, done.returncode, done.stderr)
    file, = home.path.glob("**/history/main.jsonl")
    file.write_text("{broken\n" + file.read_text() + '{"v":1,"at":"2026-11-20T10')
    assert home.run("history", "add", "orders=1", *at(21)).returncode == 0
    assert len(read(home, *at(22))["entries"]) == 8


if __name__ == "__main__":
    main([trends_are_told_in_words, machines_read_it, checks_are_kept, interrupted_runs_go_on, bad_input_is_told])
