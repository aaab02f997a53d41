#!/usr/bin/python3
"""Cases and tickets through the built program: saved, killed, resumed, shown, handed over, refused, deleted."""
import json
import os
import re
import resource
import signal
import subprocess
import time
import zlib

import jsonschema

import journal
from system import PROGRAM, SOURCE, Home, main

WALK = "all\n1\nyesterday 14:00\n"


def walk(home, answers=WALK, *words):
    done = home.run("start", "orders", "--plain", *words, stdin=answers + ":quit\n")
    assert done.returncode in (0, 2), (done.returncode, done.stderr)
    return done


def files(home):
    return sorted((home.path / ".local/state/syncfix/cases").glob("*"))


def events(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


def looking_leaves_nothing():
    """the program that was opened and left leaves no case"""
    home = Home()
    home.run("--plain", stdin=":quit\n")
    assert files(home) == []


def a_case_is_saved():
    """answers are a case: one file, for its owner alone, one object a line, numbered"""
    home = Home()
    walk(home)
    (path,) = files(home)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [event["n"] for event in events(path)] == list(range(1, len(events(path)) + 1))
    assert all(event["v"] == 1 and "crc" in event for event in events(path))
    shown = home.run("case", "show", "last").stdout
    assert "Order Sync: ON (blue)" in shown, shown


def a_ticket_holds_its_schema():
    """the ticket of a case holds its schema, and says why fields are blank"""
    home = Home()
    walk(home)
    ticket = home.json("ticket")
    jsonschema.validate(ticket, json.loads((SOURCE / "docs/schemas/ticket.schema.json").read_text()))
    assert ticket["last_sync"]["value"] and ticket["integration"]["missing"] == "not asked"
    unattended = home.json("diagnose", "orders", "--no-input")["ticket"]
    jsonschema.validate(unattended, json.loads((SOURCE / "docs/schemas/ticket.schema.json").read_text()))


def a_code_opens_the_same_on_another_machine():
    """the handoff code of a case opens the same step with the same answers elsewhere; a slip is noticed"""
    here, there = Home(), Home()
    shown = here.run("start", "orders", "--plain", stdin="all\n0\n:code\n:quit\n").stdout
    (code,) = re.findall(r"Handoff code ([0-9A-Z-]+)\.", shown)
    told = there.run("code", code.lower())
    assert told.returncode == 0 and "A case at ORD-4" in told.stdout, told
    assert "Orders affected: All orders" in told.stdout and "Order Sync: not seen" in told.stdout, told.stdout
    opened = there.run("start", code, "--plain", stdin=":path\n:quit\n").stdout
    assert "Step ORD-4" in opened and "Opened at ORD-4 with 4 answers" in opened, opened
    assert "Is Order Sync switched on? I can't see it" in opened, opened
    (path,) = files(there)
    assert "told by handoff code" in path.read_text()
    wrong = code[:-1] + ("2" if code[-1] != "2" else "3")
    for words in ("code", wrong), ("start", wrong, "--plain"):
        refused = there.run(*words, stdin="")
        assert refused.returncode == 64 and "read it out once more" in refused.stderr, refused
    inside = there.run("--plain", stdin=f"find {code.replace('-', ' ')}\n:quit\n").stdout
    assert "Step ORD-4" in inside, inside


def blocks(text):
    """What each step printed, without what belongs to the moment only."""
    found = re.split(r"\n\n", text)
    return [re.sub(r"(?s)(\nAnswer|\nEnter goes on|\nType ).*", "", block).strip() for block in found if "Step " in block]


def a_replay_shows_the_same():
    """the replay of a case shows the same steps as were shown, with what was done next, and changes nothing"""
    home = Home()
    seen = [block for block in blocks(walk(home, WALK + "0\n0\n:note two apps\n", "--now", "2026-11-23T15:00:00Z").stdout)
            if ". Step " in block]
    (path,) = files(home)
    before = path.read_bytes()
    done = home.run("case", "replay", "--plain", stdin="step\n" * 12 + "1\nrewind\n:quit\n")
    assert done.returncode == 0, done
    shown = [block for block in blocks(done.stdout) if ". Step " in block]
    assert len(seen) >= 5 and shown[:len(seen) - 1] == seen[:-1], (seen, shown)  # the note came while the last one stood
    assert "Next: answered ON (blue)." in done.stdout and 'Noted: "two apps".' in done.stdout, done.stdout
    assert "This is the end of the case." in done.stdout and "looked at as it stood" in done.stdout
    assert path.read_bytes() == before and files(home) == [path]


def a_case_becomes_a_scenario():
    """a case becomes a scenario that syncfix test plays, and nothing in it names anybody"""
    planted = "Nordwind Laternen", "B-77123", "Frau Petersen"
    for name, start, said in (("orders-stuck", "hand-toggle-off", "1\n1\n2\n2\n"),
                              ("tracking-lost", "hand-stalled", "4\n1\nB-77123\n"),
                              ("late", "hand-stalled", "1\n1\n1\nyesterday 14:00\n")):
        home = Home()
        home.run("demo", start, "--plain",
                 stdin=said + ":note Frau Petersen called\n" + "Nordwind Laternen\n" + ":0\n" * 30)
        (path,) = files(home)
        assert "Frau Petersen" in path.read_text()
        made = home.path / f"{name}.json"
        done = home.run("case", "to-scenario", "last", "--output", made)
        assert done.returncode == 0, done
        text = made.read_text()
        assert not any(word in text for word in planted), text
        assert json.loads(text)["scenario"] == name, text
        played = home.run("test", made)
        assert played.returncode == 0, played.stdout
    assert "minutes ago" in text, text


def a_secret_is_not_handed_over():
    """a ticket with a key in a note is refused in every format, and the key is not repeated"""
    home = Home()
    key = "ck_" + "0123456789abcdef" * 2
    walk(home, WALK)
    journal.plant(home.path / ".local/state/syncfix", f"she read {key} to me")
    for form in "text", "markdown", "json":
        done = home.run("ticket", "--format", form, "-o", home.path / "out")
        assert done.returncode == 77 and "Note 1" in done.stderr, (done.returncode, done.stderr)
        assert key not in done.stderr + done.stdout and not (home.path / "out").exists()


def killed_in_the_middle():
    """a killed program loses nothing that was answered, and the case goes on"""
    home = Home()
    running = subprocess.Popen([str(PROGRAM), "start", "orders", "--plain"], stdin=subprocess.PIPE,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=home.env, text=True)
    running.stdin.write("all\n1\n")
    running.stdin.flush()
    for _ in range(100):
        if files(home) and sum(event["event"] == "answer" for event in events(files(home)[0])) >= 3:
            break
        time.sleep(0.05)
    done = home.run("case", "resume", "last", "--plain", stdin=":quit\n")
    assert "another syncfix" in done.stderr and done.returncode == 77, (done.returncode, done.stderr)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    running.stdin.close()
    before = events(files(home)[0])
    home.run("case", "resume", "last", "--plain", stdin="yesterday 14:00\n:quit\n")
    after = events(files(home)[0])
    assert after[: len(before)] == before and len(after) > len(before)
    assert any(fact[0] == "last_sync" for event in after for fact in event.get("facts", []))


def torn_and_damaged():
    """a torn line is cut, a damaged one ends the reading, both are said, nothing is thrown away"""
    home = Home()
    walk(home)
    (path,) = files(home)
    whole = path.read_bytes()
    path.write_bytes(whole[:-10])
    done = home.run("case", "show", "last")
    assert done.returncode == 0 and "cut off" in done.stdout + done.stderr, done.stderr
    lines = whole.splitlines(keepends=True)
    lines[5] = lines[5].replace(b'"v":1', b'"v":7')
    path.write_bytes(b"".join(lines))
    done = home.run("case", "show", "last")
    assert "Line 6" in done.stdout + done.stderr, done.stdout + done.stderr
    done = home.run("case", "resume", "last", "--plain", stdin=":quit\n")
    assert "Line 6" in done.stdout and ".damaged" in done.stdout.replace("\n", ""), done.stdout
    (kept,) = [file for file in files(home) if ".damaged" in file.name]
    assert kept.read_bytes() == b"".join(lines[5:])


def nowhere_to_save():
    """without a folder that can be written the wizard works, and says once that nothing is kept"""
    home = Home()
    (home.path / "file").write_text("")
    done = home.run("start", "orders", "--plain", "--state", home.path / "file/state", stdin=WALK + ":quit\n")
    said = done.stdout + done.stderr
    assert "ORD-5" in said and said.count("not saved") == 1, said


def no_room_for_more():
    """a file that may not grow is told in a sentence; the program does not die of it"""
    home = Home()
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))
    done = subprocess.run([str(PROGRAM), "start", "orders", "--plain"], input=WALK + ":quit\n", text=True,
                          capture_output=True, env=home.env, preexec_fn=limit, check=False)
    said = done.stdout + done.stderr
    assert done.returncode >= 0 and said.count("not saved (File too large)") == 1, (done.returncode, said)
    walk(home)
    done = subprocess.run([str(PROGRAM), "ticket", "--output", str(home.path / "out")], text=True, capture_output=True,
                          env=home.env, preexec_fn=limit, check=False)
    assert done.returncode == 74 and "File too large" in done.stderr, (done.returncode, done.stderr)
    assert not (home.path / "out").exists()


NOTE = "mail jane.buyer@home.example or call (555) 123-4567, key ck_" + "0123456789abcdef" * 2 + "; caf\u00e9"


def goes_to_another_machine():
    """exported without secrets and buyers' data, imported elsewhere, it is the same case; twice is two cases"""
    here, there = Home(), Home()
    walk(here, WALK)
    journal.plant(here.path / ".local/state/syncfix", NOTE)
    done = here.run("case", "export", "last", "--output", "a.jsonl")
    assert done.returncode == 0 and "3 secrets or buyers' data removed" in done.stderr, done.stderr
    exported = (here.path / "a.jsonl").read_text()
    for secret in "ck_0123456789", "jane.buyer", "123-4567":
        assert secret not in exported
    assert "[removed: a WooCommerce consumer key]" in exported and "caf\u00e9" in exported, exported
    assert (here.path / "a.jsonl").stat().st_mode & 0o777 == 0o600
    assert here.run("case", "export", "last", "--output", "a.jsonl").returncode == 73
    done = there.run("case", "import", here.path / "a.jsonl")
    assert done.returncode == 0 and done.stdout.startswith("Imported as 2"), done.stderr
    assert files(there)[0].stat().st_mode & 0o777 == 0o600
    again = there.run("case", "import", "-", stdin=exported)
    assert again.returncode == 0 and len(files(there)) == 2, again.stderr
    assert events(files(there)[0]) == [json.loads(line) for line in exported.splitlines()]
    shown = [home.run("case", "show", "last", "--now", "2026-12-01T00:00:00Z").stdout for home in (here, there)]
    assert "ORD-5" in shown[1] and shown[1].count("\n") == shown[0].count("\n"), shown
    assert there.run("case", "export", "last").stdout == exported
    resumed = there.run("case", "resume", "last", "--plain", stdin=":quit\n")
    assert "ORD-5" in resumed.stdout, resumed.stdout


def the_profile_is_not_ours():
    """a case of somebody's profile is none of the profile of that name here: its store is not asked"""
    here = Home()
    here.write_config("[profile main]\nplatform = woocommerce\nstore = https://one.example\n")
    walk(here, "2\n" + WALK)
    exported = here.run("case", "export", "last").stdout
    assert '"profile":"main"' in exported, exported
    there = Home()
    there.write_config("[profile main]\nplatform = woocommerce\nstore = https://two.example\n")
    assert there.run("case", "import", "-", stdin=exported).returncode == 0
    assert '"profile":"imported:main"' in files(there)[0].read_text()
    done = there.run("case", "resume", "last", "--plain", stdin=":quit\n")
    assert "imported:main is gone: answer by hand" in done.stdout.replace("\n", " "), done.stdout
    assert "May they?" not in done.stdout and "two.example" not in done.stdout


def line_of(event):
    """A line as syncfix writes it, its CRC right: what somebody who means harm would send."""
    body = json.dumps(event, ensure_ascii=False, separators=(",", ":"))[:-1]
    return f'{body},"crc":"{zlib.crc32(body.encode("utf-8", "surrogatepass")):08x}"}}\n'


def hostile_imports():
    """what is no case, too long, out of order, or of impossible times and names is refused by line; texts are cleaned"""
    home = Home()
    opened = {"v": 1, "n": 1, "at": 1795442403007, "event": "open", "data": "1", "role": "merchant", "profile": ""}
    answer = {"v": 1, "n": 2, "at": 1795442403007, "event": "answer", "text": "orders", "facts": [["symptom", "orders"]]}
    note = {"v": 1, "n": 3, "at": 1795442403007, "event": "note", "text": "x"}
    good = line_of(opened) + line_of(answer)
    rows = [("", "it is empty"), ("hello\n", "damaged or cut off"), (good[:-9], "damaged or cut off"),
            (good.replace("orders", "0rders"), "damaged"), (line_of(answer | {"n": 1}), "does not begin"),
            (line_of(opened | {"v": 9}), "newer syncfix"), (line_of(opened) + line_of(answer | {"n": 3}), "damaged"),
            (line_of(opened | {"at": 5}), "time"), (line_of(opened | {"at": 10**17}), "time"),
            (good + line_of(note | {"text": "x" * 20000}), "more than a person types"),
            (good + line_of(note | {"node": "a\x1b[2Jb"}), "a name"), (good + line_of(note | {"node": "x" * 500}), "a name"),
            (line_of(opened | {"profile": "\u202emain"}), "a name"),
            (good + line_of(note | {"facts": [["symptom", "orders"]] * 600}), "more than a person types"),
            ("".join(line_of(opened | {"n": n + 1}) for n in range(20001)), "longer than any case"),
            ("[" * 100000, "damaged"), ("\0" * 50, "damaged")]
    for text, words in rows:
        done = home.run("case", "import", "-", stdin=text)
        assert done.returncode == 65 and words in done.stderr, (text[:80], done.returncode, done.stderr[:300])
        assert files(home) == [] and "\x1b" not in done.stderr
    for path in "/dev/zero", "/no/such", "..":
        assert home.run("case", "import", path, timeout=20).returncode == 66
    evil = "\x1b]52;c;AAAA\x07 \u202e \x9b31m {{integration}} ../../x"
    done = home.run("case", "import", "-", stdin=good + line_of(note | {"text": evil}))
    assert done.returncode == 0, done.stderr
    kept = files(home)[0].read_text()
    shown = home.run("case", "show", "last").stdout + home.run("ticket").stdout
    for bad in "\x1b", "\\u001b", "\u202e", "\x9b", "\x07":
        assert bad not in kept and bad not in shown, bad
    assert "{{integration}}" in shown
    done = home.run("case", "import", "-", stdin=good + line_of(note | {"event": "visit", "node": "no.such.step"}))
    assert done.returncode == 0 and "no.such.step" in done.stderr, done.stderr


def old_ones_go():
    """cases past keep_days go when the wizard starts; delete --older takes a number; young ones stay"""
    home = Home()
    walk(home, WALK, "--now", "2026-01-01T12:00:00Z")
    walk(home)
    old, young = files(home)
    os.utime(old, (1767268800, 1767268800))
    assert home.run("case", "delete", "--older", "x", "--yes").returncode == 64
    assert home.run("case", "delete", "--older", "3000", "--yes").stdout == "0 deleted\n"
    home.run("start", "--plain", "--now", "2026-01-02T12:00:00Z", stdin=":quit\n")
    assert files(home) == [old, young], "a clock in another year deletes nothing"
    home.run("start", "--plain", stdin=":quit\n")
    assert files(home) == [young]
    assert home.run("case", "delete", "--older", "1").returncode == 64
    assert home.run("case", "delete", "--older", "1", "--yes").stdout == "0 deleted\n"


def deleted():
    """cases are deleted one by one or all, and only when it was meant"""
    home = Home()
    for _ in range(3):
        walk(home)
    names = [path.name.removesuffix(".jsonl") for path in files(home)]
    assert home.run("case", "delete", names[0]).returncode != 0 and len(files(home)) == 3
    assert home.run("case", "delete", names[0], "--yes").returncode == 0 and len(files(home)) == 2
    assert home.run("case", "delete", "--all", "--yes").returncode == 0 and files(home) == []


if __name__ == "__main__":
    main([looking_leaves_nothing, a_case_is_saved, a_ticket_holds_its_schema,
          a_code_opens_the_same_on_another_machine, a_replay_shows_the_same, a_case_becomes_a_scenario, a_secret_is_not_handed_over,
          killed_in_the_middle, torn_and_damaged, nowhere_to_save, no_room_for_more, goes_to_another_machine,
          the_profile_is_not_ours, hostile_imports, old_ones_go, deleted])
