#!/usr/bin/python3
"""What holds for every platform that is asked live."""
import json
import re
import subprocess

from system import SOURCE, main

PLATFORMS = [json.loads(path.read_text()) for path in sorted((SOURCE / "wizard-data/platforms").glob("*.json"))]
SCENARIOS = [json.loads(path.read_text()) for path in sorted((SOURCE / "wizard-data/scenarios").glob("*.json"))]


def page():
    """docs/PLATFORMS.md is what the data say"""
    done = subprocess.run([SOURCE / "tools/platforms-page", "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def keys():
    """a platform that is asked says where each value of its profile is found"""
    for platform in PLATFORMS:
        for name, key in platform["profile"].items() if platform["probes"] else ():
            assert key.get("where"), (platform["platform"], name)


def rows():
    """no question to Volusion is without a row that it names, and none can name all of them"""
    probes = next(one for one in PLATFORMS if one["platform"] == "volusion")["probes"]
    assert probes
    for name, probe in probes.items():
        assert re.search(r"&WHERE_Column=[\w.]+&WHERE_Value=.", probe["url"]), name
        for value in re.findall(r"\{([^}]*)\}", probe["url"]):
            assert value == "store" or value.endswith(":row"), (name, value)


def played():
    """each has a healthy store and its faults among the scenarios"""
    for platform in PLATFORMS:
        names = [one["scenario"] for one in SCENARIOS if one["platform"] == platform["platform"]]
        if platform.get("service"):
            names = [one["scenario"] for one in SCENARIOS if one["scenario"].startswith(platform["platform"] + "-")]
        if platform["probes"]:
            assert any(name.endswith("-healthy") for name in names), platform["platform"]
            assert len(names) >= 4, (platform["platform"], names)


def checks():
    """each question of the guide's sections 2 to 6 stands in one of the two tables, probed or asked"""
    trees = [json.loads(path.read_text()) for path in sorted((SOURCE / "wizard-data/trees").glob("*.json"))]
    places = [one for one in trees if one["section"] in range(2, 7)] + [one for one in PLATFORMS if not one.get("service")]
    wanted = sorted(node["code"] for one in places for node in one["nodes"].values() if node["kind"] == "ask")
    text = (SOURCE / "docs/PLATFORMS.md").read_text().split("## Who answers")[1]
    lines = [line.split(" | ") for line in text.splitlines() if re.match(r"\| [-\d]", line)]
    assert sorted(line[1] for line in lines) == wanted and len(wanted) > 150, len(lines)
    refs = {probe.get("ref", name) for one in PLATFORMS for name, probe in one["probes"].items()}
    for line in lines:
        if len(line) == 5:
            assert set(line[4].rstrip(" |").split(", ")) <= refs, line


main([page, keys, rows, played, checks])
