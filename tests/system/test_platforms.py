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
            assert len(names) >= 3, (platform["platform"], names)


main([page, keys, rows, played])
