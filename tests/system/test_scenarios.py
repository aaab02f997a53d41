#!/usr/bin/python3
"""Every scenario, played against the simulated store by the real probes; and that such a test can fail."""
import json
import re
import shutil

from system import SOURCE, Home, main

FOLDER = SOURCE / "wizard-data/scenarios"
PAGE = (SOURCE / "docs/SCENARIOS.md").read_text()


def play(home, *names, codes=(0, 1), data=None, **more):
    options = ("--data", data) if data else ()
    return {one["scenario"]: one for one in home.json("test", *names, *options, codes=codes, **more)["scenarios"]}


def changed(home, name, change):
    """A copy of the scenarios in which one file is changed; gives what playing it finds."""
    folder = home.path / "changed"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(FOLDER, folder / "scenarios")
    path = folder / "scenarios" / f"{name}.json"
    scenario = json.loads(path.read_text())
    change(scenario)
    path.write_text(json.dumps(scenario))
    return play(home, name, codes=(1,), data=folder)[name]["differences"]


def all_pass():
    """every scenario comes out as its file says"""
    result = play(Home(), timeout=600)
    wrong = {name: one["differences"] for name, one in result.items() if not one["passed"]}
    assert not wrong, wrong
    stores = {name for name in result if "/" not in name}
    assert stores == {path.stem for path in FOLDER.glob("*.json")}, "not all of them were played"


def no_rubbish():
    """the simulated store takes its certificate's file away"""
    home = Home()
    folder = home.path / "tmp"
    folder.mkdir()
    done = home.run("test", "woo-toggle-off", TMPDIR=str(folder))
    assert done.returncode == 0, done.stdout
    assert not list(folder.iterdir()), list(folder.iterdir())


def drop_until(scenario):
    for route in scenario["routes"]:
        del route["until"]


def other_secret(scenario):
    for route in scenario["routes"]:
        if route["name"] == "signed-for-http":
            route["auth"] = "oauth1-https"


MISTAKES = [
    ("woo-unknown-key", drop_until, "ending: escalate, expected fixed"),
    ("woo-unknown-key", lambda s: s["expect"].update(cause="secret_invalid"), "cause: key_unknown"),
    ("woo-unknown-key", lambda s: s["expect"]["outcomes"].update({"woocommerce.key": ["ok"]}), "outcomes of woocommerce.key"),
    ("woo-unknown-key", lambda s: s["expect"].update(asked=[]), "asked for: orders_arrive"),
    ("woo-unknown-key", lambda s: s["expect"].update(par=0), "1 answers, par is 0"),
    ("woo-unknown-key", lambda s: s["expect"]["not_visited"].append("end.fixed"), "visited all the same: end.fixed"),
    ("woo-unknown-key", lambda s: s["expect"]["visited"].reverse(), "not visited in its turn"),
    ("woo-unknown-key", lambda s: s["routes"].append({"name": "never", "request": "/never", "status": 200}),
     "route never used: never"),
    ("woo-unknown-key", lambda s: s.pop("do"), "does not say what is done there"),
    ("woo-proxy-tls", other_secret, "cause: auth_header_stripped"),
    ("woo-healthy-support", lambda s: s["expect"]["ticket"].update(urgency="low"), "ticket, urgency: high, expected low"),
    ("woo-healthy-support", lambda s: s["expect"]["ticket"].update(platform=None), "expected blank"),
    ("woo-healthy-support", lambda s: s.pop("base"), "no route for: HEAD /"),
]


def mistakes_fail():
    """a scenario that expects something else fails and says what"""
    home = Home()
    for name, change, words in MISTAKES:
        said = changed(home, name, change)
        assert any(words in one for one in said), (name, words, said)


def unreadable():
    """a scenario that cannot be read fails"""
    home = Home()
    done = home.run("test", "no-such-scenario")
    assert done.returncode == 1 and "There is no scenario no-such-scenario" in done.stderr, done
    assert changed(home, "woo-toggle-off", lambda s: s.update(start="nowhere")), "a wrong start passes"


def page():
    """the example of docs/SCENARIOS.md passes, and its other blocks are JSON of known fields"""
    home = Home()
    blocks = re.findall(r"^```json\n(.*?)^```$", PAGE, re.M | re.S)
    whole = json.loads(blocks[0])
    folder = home.path / "page"
    shutil.copytree(FOLDER, folder / "scenarios")
    (folder / "scenarios" / f"{whole['scenario']}.json").write_text(blocks[0])
    assert play(home, whole["scenario"], data=folder)[whole["scenario"]]["passed"]
    schema = json.loads((SOURCE / "wizard-data/schema/scenario.schema.json").read_text())
    for block in blocks[1:]:
        if block.startswith("{"):
            continue  # a tour: test_tours.py
        unknown = set(json.loads("{" + block + "}")) - set(schema["properties"])
        assert not unknown, unknown
    route = schema["$defs"]["route"]["properties"]
    fields = set(schema["properties"]) | set(schema["properties"]["expect"]["properties"]) | set(route)
    missing = [field for field in sorted(fields) if f"`{field}`" not in PAGE and f'"{field}"' not in PAGE]
    assert not missing, f"the page does not tell {missing}"


main([all_pass, no_rubbish, mistakes_fail, unreadable, page])
