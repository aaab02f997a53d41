#!/usr/bin/python3
"""Authoring: lint and coverage as commands, and every example of docs/WIZARD-DATA.md."""
import json
import re
import shutil

from system import SOURCE, Home, main

INVENTORY = SOURCE / "tests/guide/inventory.tsv"
PAGE = (SOURCE / "docs/WIZARD-DATA.md").read_text()
KINDS = {"ask", "note", "probe", "decide", "checklist", "wait", "compare", "fix", "call", "end"}


def merge(base, patch):
    """RFC 7396."""
    if not isinstance(patch, dict):
        return patch
    base = dict(base) if isinstance(base, dict) else {}
    for key, value in patch.items():
        if value is None:
            base.pop(key, None)
        else:
            base[key] = merge(base.get(key), value)
    return base


def example(folder, file, array, text):
    """Puts one block of the page into the copy."""
    path = folder / file
    value = json.loads(text)
    whole = json.loads(path.read_text()) if path.exists() else {}
    if array:
        whole[array].append(value)
    else:
        whole = merge(whole, value)
    path.write_text(json.dumps(whole))


def blocks():
    """(language, file, array or None, text) of each fenced block, in order."""
    found = re.findall(r"^```(\w+)(?: (\S+))?(?: (\w+)\[\])?\n(.*?)^```$", PAGE, re.M | re.S)
    assert PAGE.count("\n```") == 2 * len(found), "a block of the page has a head that nobody reads"
    return found


def shell(home, line):
    """A line of the page as a person would type it; those that need a person or a store are left out."""
    words = line.split()
    if words[0] == "cp":
        shutil.copytree(SOURCE / words[2], home.path / words[3])
    elif words[1] in ("lint", "show", "graph"):
        done = home.run(*words[1:])
        assert done.returncode == 0, (line, done.stdout, done.stderr)
    else:
        assert words[0] == "syncfix" and words[1] in ("start", "probe"), line


def page():
    """each example of WIZARD-DATA.md loads, and lint finds nothing where the page says so"""
    home = Home()
    lints = 0
    for language, file, array, text in blocks():
        if language == "json":
            example(home.path / "my-data", file, array, text)
            continue
        assert language == "sh", language
        for line in text.splitlines():
            shell(home, line)
            lints += line == "syncfix lint my-data"
    assert lints == 2, lints
    tree = json.loads((home.path / "my-data/trees/refunds.json").read_text())
    assert {node["kind"] for node in tree["nodes"].values()} == KINDS, "a kind of node has no example"


def mistakes():
    """a mistake in an example is found with its place"""
    home = Home()
    folder = home.path / "my-data"
    shutil.copytree(SOURCE / "wizard-data", folder)
    example(folder, "guide.json", None, '{ "unattended": "orders.unatended" }')
    found = home.json("lint", folder, codes=(65,))["findings"]
    assert found[0]["code"] == "dangling-target" and found[0]["path"] == "$.unattended", found
    assert "orders.unattended" in found[0]["message"] and found[0]["file"].endswith("guide.json"), found


def codes():
    """the page's table of codes is the program's"""
    home = Home()
    told = re.findall(r"^\| `([a-z-]+)` \| (error|warning) \| (.*) \|$", PAGE, re.M)
    unknown = home.run("lint", "--explain", "no-such-code")
    assert unknown.returncode == 64, unknown
    assert [row[0] for row in told] == unknown.stderr.split("are:")[1].split(), "another list of codes"
    for code, level, title in told:
        words = home.run("lint", "--explain", code).stdout.splitlines()
        assert words[:2] == [f"{code} ({level})", title], words


def shipped():
    """lint finds nothing in the shipped data, even with the rules of coverage"""
    done = Home().run("lint", SOURCE / "wizard-data", "--inventory", INVENTORY)
    assert done.returncode == 0, done.stdout
    assert ", 0 findings, 0 of them errors" in done.stdout, done.stdout


def coverage():
    """every fact of the guide is told"""
    home = Home()
    done = home.run("coverage", "--inventory", INVENTORY)
    assert done.returncode == 0, done.stdout
    assert done.stdout.endswith("290 of 290 facts covered\n"), done.stdout
    result = home.json("coverage", "--inventory", INVENTORY)
    assert (result["covered"], result["total"]) == (290, 290), result


def uncovered():
    """a fact whose step is taken out is missed"""
    home = Home()
    folder = home.path / "my-data"
    shutil.copytree(SOURCE / "wizard-data", folder)
    path = folder / "trees/13-final-tips.json"
    path.write_text(re.sub(r'"13\.\d\d"', '"1.01"', path.read_text()))
    result = home.json("coverage", folder, "--inventory", INVENTORY, codes=(1,))
    missed = [fact["id"] for fact in result["facts"] if not fact["nodes"]]
    assert missed and all(fact.startswith("13.") for fact in missed), missed


main([page, mistakes, codes, shipped, coverage, uncovered])
