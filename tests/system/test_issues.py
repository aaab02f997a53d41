#!/usr/bin/python3
"""The guide's "Issue:" headings: each is at most three keys from the first screen, and is found by its words."""
import json
import re

from screen import Screen
from system import SOURCE, Home, main

# Sections 3 to 6 of the guide: heading, keys from the first screen, the step that it comes to.
ISSUES = [
    ("No Orders Coming Through", "1", "ORD-2"),
    ("Orders in IS2 But Not FCP", "2", "ORD-13"),
    ("Orders Syncing Slowly", "3", "ORD-35"),
    ("Tracking Not Updating in Platform", "4", "TRK-1"),
    ("Wrong Tracking Number or Carrier", "5", "TRK-20"),
    ("Inventory Not Syncing to Platform", "6", "INV-1"),
    ("Inventory Syncing Wrong Quantities", "7", "INV-13"),
    ("“Fulfillment request not found”", "i11", "SHOP-44"),
    ("Orders not requesting fulfillment", "i12", "SHOP-45"),
    ("App location disappeared", "i13", "SHOP-42"),
    ("Inventory syncing to wrong location", "i14", "SHOP-46"),
    ("“Consumer Key invalid”", "i21", "WOOC-58"),
    ("Orders stuck in “pending payment”", "i22", "WOOC-70"),
    ("Permalinks error", "i23", "WOOC-40"),
    ("REST API disabled", "i24", "WOOC-46"),
    ("“Access denied” error", "i31", "MAGB-41"),
    ("“Access denied” error", "i41", "MAGA-44"),
    ("Orders very slow to sync", "i42", "MAGA-7"),
    ("Inventory not syncing (Magento 2 MSI)", "i33", "MAGB-7"),
    ("“WSDL URL not found” (Magento 1)", "i43", "MAGA-40"),
    ("Orders not pulling", "i51", "AMAZ-"),
    ("FBA orders syncing (shouldn’t be)", "i52", "AMAZ-44"),
    ("“Invalid marketplace”", "i53", "AMAZ-45"),
    ("OAuth token expired", "i54", "AMAZ-1"),
    ("“Token expired”", "i61", "EBAY-"),
    ("Orders not pulling", "i62", "EBAY-"),
    ("Wrong marketplace orders", "i63", "EBAY-43"),
    ("“Store hash invalid”", "i71", "BIGC-40"),
    ("“Client ID invalid”", "i72", "BIGC-41"),
    ("Orders stuck in wrong status", "i73", "BIGC-44"),
]
FILLER = set("no to in be but not or the it".split())
HOME = Home()


def nodes():
    for path in [*(SOURCE / "wizard-data/trees").glob("*.json"), *(SOURCE / "wizard-data/platforms").glob("*.json")]:
        yield from json.loads(path.read_text())["nodes"].items()


def words(heading):
    return [word for word in re.findall(r"[A-Za-z0-9’]+", heading) if word.lower() not in FILLER and word != "1"]


def told():
    """each heading stands at a step of the data, and no other does"""
    there = sorted(heading for _, node in nodes() for heading in node.get("issue", []))
    assert there == sorted(heading for heading, _, _ in ISSUES), there
    assert len(ISSUES) == 30, len(ISSUES)


def three_keys():
    """from the first screen each heading is at most three keys away, without a profile"""
    wrong = []
    for heading, keys, code in ISSUES:
        assert len(keys) <= 3
        lines = ["issues" if key == "i" else key for key in keys]
        said = HOME.run("--plain", stdin="\n".join([*lines, "q"]) + "\n").stdout
        pages = re.split(r"^Answer\b", said, flags=re.M)
        if len(keys) == 3 and f" {heading}." not in " ".join(pages[2].split()):
            wrong.append((heading, "is no answer", pages[2]))
        if f"Step {code}" not in pages[len(keys)]:
            wrong.append((heading, code, pages[len(keys)][:200]))
    assert not wrong, wrong


def real_keys():
    """the same with real keys on the full screen"""
    screen = Screen(Home(), "start")
    screen.wait_for("What is going wrong?")
    assert "Issues of one platform" in screen.settle()
    for key in "i24":
        screen.type(key)
        screen.settle()
    screen.wait_for("WOOC-46")
    screen.close()


def ids(text):
    return [hit["id"] for hit in HOME.json("find", text)["hits"]]


def found():
    """every word of a heading, and the heading itself, find the step that has it"""
    wrong = []
    at = {}
    for name, node in nodes():
        for heading in node.get("issue", []):
            at.setdefault(heading, set()).add(name)
    for heading, steps in at.items():
        assert words(heading), heading
        wrong += [(heading, word) for word in words(heading) if not steps & set(ids(word))]
    assert not wrong, wrong


def anywhere():
    """/ finds from any screen: the start, a question, a page of text, a fix, the evidence, the ticket"""
    home = Home()
    screen = Screen(home, "start")
    screen.wait_for("What is going wrong?")
    for keys in ("", "1", "e", "t", "n"):
        if keys:
            screen.type(keys)
            screen.settle()
        if keys == "n":
            break  # a note takes every sign as a word
        screen.type("/")
        screen.settle()
        screen.type("disappeared")
        assert "SHOP-42" in screen.wait_for("SHOP-42")
        screen.keys("Escape")
        screen.settle()
    screen.close()


main([told, three_keys, real_keys, found, anywhere])
