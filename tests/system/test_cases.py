#!/usr/bin/python3
"""Cases and tickets through the built program: saved, killed, resumed, shown, handed over, refused, deleted."""
import json
import os
import re
import resource
import signal
import subprocess
import time

import jsonschema

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


def a_secret_is_not_handed_over():
    """a ticket with a key in a note is refused in every format, and the key is not repeated"""
    home = Home()
    key = "ck_" + "0123456789abcdef" * 2
    walk(home, WALK + f":note she read {key} to me\n")
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
          a_code_opens_the_same_on_another_machine, a_secret_is_not_handed_over,
          killed_in_the_middle, torn_and_damaged, nowhere_to_save, no_room_for_more, deleted])
