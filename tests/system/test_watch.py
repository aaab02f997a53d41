#!/usr/bin/python3
"""watch against a store that changes while it is watched."""
import http.server
import json
import os
import pty
import subprocess
import threading
import time

import jsonschema

from shops import profile
from system import PROGRAM, SOURCE, Home, main

SCHEMA = json.loads((SOURCE / "docs/schemas/watch.schema.json").read_text())


class Store(http.server.BaseHTTPRequestHandler):
    """A front page whose permalinks are Plain until the store is mended."""

    mended = False

    def do_HEAD(self):
        base = f"http://{self.headers['Host']}/"
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.send_header("Link", f'<{base}wp-json/>; rel="https://api.w.org/"' if Store.mended else
                         f'<{base}index.php?rest_route=/>; rel="https://api.w.org/"')
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, *words):
        pass


def home_with_store():
    Store.mended = False
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Store)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    home = Home()
    home.write_config(profile(home, "main", f"http://127.0.0.1:{server.server_address[1]}"))
    return home


def mend_later(seconds):
    threading.Timer(seconds, lambda: setattr(Store, "mended", True)).start()


WATCH = ("watch", "--only", "WOO-0", "--every", "1s")


def a_change_ends_it():
    """it ends when the probe's outcome changes, with what it was before, and keeps that in the history"""
    home = home_with_store()
    mend_later(1.5)
    found = home.json(*WATCH, "--deadline", "20s")
    jsonschema.validate(found, SCHEMA)
    assert found["changed"] and (found["before"], found["now"]) == ("permalinks_plain", "ok"), found
    assert 2 <= found["looks"] <= 6 and found["state"] == "ok", found
    kept = home.json("history")["entries"]
    assert kept[-1]["from"] == "watch" and kept[-1]["state"] == "ok", kept


def nothing_changes():
    """at the deadline it says that nothing changed, and ends with 2"""
    home = home_with_store()
    done = home.run(*WATCH, "--deadline", "2s")
    assert done.returncode == 2 and "did not change" in done.stdout and "permalinks plain" in done.stdout, done.stdout
    assert done.stderr == "", done.stderr


def the_case_gets_a_note():
    """the last open case of the integration gets the result as a note; other cases are left alone"""
    home = home_with_store()
    home.run("start", "orders", "--plain", stdin="1\nq\n")
    cases = home.json("case", "list")["cases"]
    mend_later(1.5)
    done = home.run(*WATCH, "--deadline", "20s")
    if cases and cases[0].get("profile") == "main":
        assert "Noted in the case" in done.stdout, done.stdout
        shown = home.run("case", "show").stdout
        assert "It changed after" in shown, shown[-800:]
    else:
        assert "Noted" not in done.stdout, (cases, done.stdout)


def a_countdown_and_a_bell():
    """on a terminal it counts down, and the change rings"""
    home = home_with_store()
    mend_later(1.5)
    ours, theirs = pty.openpty()
    done = subprocess.run([PROGRAM, *WATCH, "--deadline", "20s"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=theirs, env=home.env, text=True)
    os.close(theirs)
    shown = os.read(ours, 65536).decode()
    os.close(ours)
    assert "Next look in 1 s · 1 look · " in shown, shown
    assert done.returncode == 0 and done.stdout.startswith("\amain: "), done.stdout


def bad_input_is_told():
    """bad input gets one sentence and its exit code"""
    home = home_with_store()
    for words, code, part in ((("watch", "--every", "often"), 64, "1min"), (("watch", "nobody"), 78, "nobody"),
                              (("watch", "--only", "WOO-99"), 64, "WOO-99")):
        done = home.run(*words)
        assert done.returncode == code and part in done.stderr, (words, done.returncode, done.stderr)


if __name__ == "__main__":
    main([a_change_ends_it, nothing_changes, the_case_gets_a_note, a_countdown_and_a_bell, bad_input_is_told])
