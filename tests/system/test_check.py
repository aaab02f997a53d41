#!/usr/bin/python3
"""check as a user and as monitoring systems meet it: each format is read by its real consumer."""
import contextlib
import http.server
import json
import os
import pathlib
import pty
import pwd
import re
import shutil
import signal
import socket
import subprocess
import threading
import time
import xml.etree.ElementTree

import jsonschema

from shops import profile, shops
from system import PROGRAM, SOURCE, Home, main

HOME = Home()
SCHEMA = json.loads((SOURCE / "docs/schemas/check.schema.json").read_text())
QUICK = ("--only", "WOO-2")  # what it needs comes with it; the others keep the store's pace


def checked(home, *words, codes=(0, 1, 2)):
    found = home.json("check", *words, codes=codes)
    jsonschema.validate(found, SCHEMA)
    return {one["profile"]: one for one in found["profiles"]}, found["total"]


def the_cause_comes_first():
    """one integration: the proven cause first, the step to go on from, evidence, and what to ask in IS2"""
    with shops(HOME, main="woo-unknown-key"):
        done = HOME.run("check")
        assert done.returncode == 1, (done.returncode, done.stderr)
        lines = done.stdout.splitlines()
        assert lines[0].startswith("main · WooCommerce"), lines[0]
        assert "Most likely: The store does not know this key" in lines[1] and "WOOC-58" in lines[1], lines[1]
        step = re.search(r"syncfix (start \S+ --profile main)", lines[2])
        assert step and "WOOC-58" in HOME.run("show", "WOOC-58").stdout
        assert any("✗ The store accepts the key as a signature" in line for line in lines), lines
        assert "CHK-3" in done.stdout and done.stderr == "", done.stderr
        ascii_only = HOME.run("check", LC_ALL="C").stdout
        assert ascii_only.isascii(), ascii_only


def all_of_them_are_checked():
    """several at once: JSON holds its schema, and each has its own state, cause and findings"""
    with shops(HOME, well="woo-healthy", key="woo-unknown-key", plain="woo-permalinks-plain"):
        found, total = checked(HOME, "--all")
        assert {name: one["state"] for name, one in found.items()} == \
            {"well": "ok", "key": "problem", "plain": "problem"}, found
        assert found["key"]["cause"]["label"] == "key_unknown" and found["plain"]["cause"]["code"] == "WOOC-40"
        assert total == {**total, "profiles": 3, "ok": 1, "problem": 2, "unknown": 0, "left": 0}, total
        codes = {line["code"] for one in found.values() for line in one["checks"]}
        assert {"WOOC-58", "WOOC-40"} <= codes, codes
        mine, total = checked(HOME, "well", "plain")
        assert set(mine) == {"well", "plain"}
        parts = [set(checked(HOME, "--all", "--shard", f"{part}/2")[0]) for part in (1, 2)]
        assert sorted(len(part) for part in parts) == [1, 2] and not parts[0] & parts[1], parts


def only_some_probes():
    """--only runs the named probes and what they need, nothing else"""
    with shops(HOME, main="woo-healthy"):
        found, _ = checked(HOME, *QUICK)
        assert {line["ref"] for line in found["main"]["checks"]} == {"WOO-0", "WOO-1", "WOO-2"}, found
        done = HOME.run("check", "--only", "WOO-99")
        assert done.returncode == 64 and "no probe WOO-99" in done.stderr, done.stderr


def nagios_takes_it():
    """nagios: one line with performance data, exit codes 0 to 3; negate, and Nagios itself where it is installed"""
    with shops(HOME, well="woo-healthy", key="woo-unknown-key"):
        done = HOME.run("check", "well", *QUICK, "--format", "nagios")
        assert done.returncode == 0 and done.stdout.startswith("SYNCFIX OK - well: "), done.stdout
        for item in re.findall(r"(?:'[^']+'|\S+)=\S+", done.stdout.split("|")[1]):
            assert re.fullmatch(r"('[^'=]+'|\w+)=[0-9.]+s?(;;;0)", item), item
        done = HOME.run("check", "--all", "--format", "nagios")
        assert done.returncode == 2 and "SYNCFIX CRITICAL - 1 of 2 integrations" in done.stdout, done.stdout
        assert "key: The store does not know this key" in done.stdout and done.stdout.count("|") == 1
        negate = pathlib.Path("/usr/lib/nagios/plugins/negate")
        if negate.exists():
            turned = subprocess.run([negate, "-s", "-c", "OK", PROGRAM, "check", "key", "--format", "nagios"],
                                    env=HOME.env, capture_output=True, text=True)
            assert turned.returncode == 0 and "SYNCFIX OK" in turned.stdout, (turned.returncode, turned.stdout)
        else:
            print("SKIP  negate (monitoring-plugins-basic) is not installed")
        nagios(HOME)
    home = Home()
    home.write_config(profile(home, "gone", "https://127.0.0.1:9"))
    done = home.run("check", "--format", "nagios")
    assert done.returncode in (2, 3) and done.stdout.startswith("SYNCFIX"), (done.returncode, done.stdout)


def nagios(home):
    program = shutil.which("nagios4") or os.environ.get("SYNCFIX_TEST_NAGIOS")
    if not program:
        print("SKIP  Nagios itself (nagios4-core) is not installed")
        return
    folder = home.path / "nagios"
    folder.mkdir()
    main_config = SOURCE / "tests/system/nagios.cfg"
    for name in ("nagios.cfg", "objects.cfg"):
        text = (main_config.parent / name).read_text()
        text = text.replace("@FOLDER@", str(folder)).replace("@PROGRAM@", str(PROGRAM))
        text = text.replace("@CONFIG@", str(home.config))
        text = text.replace("@USER@", pwd.getpwuid(os.getuid()).pw_name)
        (folder / name).write_text(text)
    running = subprocess.Popen([program, folder / "nagios.cfg"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               env=home.env)
    try:
        data = folder / "performance"
        for _ in range(300):
            if data.exists() and data.read_text():
                break
            time.sleep(0.1)
        state, output, performance = data.read_text().splitlines()[0].split("\t")
        assert state == "CRITICAL" and "does not know this key" in output, (state, output)
        assert "integrations=1;;;0" in performance and "'WOO-2'=" in performance, performance
    finally:
        running.terminate()
        running.wait(10)


def prometheus_takes_it():
    """prometheus: promtool accepts it, the file is replaced whole, each metric's lines stand together"""
    with shops(HOME, well="woo-healthy", key="woo-unknown-key"):
        target = HOME.path / "syncfix.prom"
        target.write_text("old\n")
        done = HOME.run("check", "--all", "--format", "prometheus", "--output", target)
        assert done.returncode == 1 and done.stdout == "", (done.returncode, done.stdout, done.stderr)
        text = target.read_text()
        assert 'syncfix_check_state{profile="key",platform="woocommerce"} 2' in text, text[:500]
        assert re.search(r'syncfix_fact\{profile="well",platform="woocommerce",fact="\w+"\} \d', text), text
        names = [line.split("{")[0].split()[0] for line in text.splitlines() if not line.startswith("#")]
        runs = [name for i, name in enumerate(names) if i == 0 or names[i - 1] != name]
        assert len(runs) == len(set(runs)), runs
        assert [file.name for file in HOME.path.glob("syncfix.prom*")] == ["syncfix.prom"]
    if shutil.which("promtool"):
        done = subprocess.run(["promtool", "check", "metrics"], input=text, capture_output=True, text=True)
        assert done.returncode == 0 and done.stdout + done.stderr == "", done.stdout + done.stderr
    else:
        print("SKIP  promtool (prometheus) is not installed")


def junit_takes_it():
    """junit: it keeps to its schema, failures and counts agree, and a store that is not there is an error"""
    with shops(HOME, well="woo-healthy", key="woo-unknown-key"):
        HOME.write_config(HOME.config.read_text() + "\n[profile broken]\nplatform = woocommerce\n")
        done = HOME.run("check", "--all", "--format", "junit")
    assert done.returncode == 1, done.stderr
    suites = {suite.get("name"): suite for suite in xml.etree.ElementTree.fromstring(done.stdout)}
    assert suites["key"].find("testcase/failure").get("type") == "key_unknown"
    for suite in suites.values():
        for kind, count in (("testcase", "tests"), ("testcase/failure", "failures"), ("testcase/error", "errors")):
            assert len(suite.findall(kind)) == int(suite.get(count)), (suite.get("name"), kind)
    assert int(suites["broken"].get("errors")) == 1 and int(suites["well"].get("failures")) == 0
    if shutil.which("xmllint"):
        done = subprocess.run(["xmllint", "--noout", "--schema", SOURCE / "docs/schemas/junit.xsd", "-"],
                              input=done.stdout, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    else:
        print("SKIP  xmllint (libxml2-utils) is not installed")


def a_deadline_ends_it():
    """--deadline: a store that never answers is cut off, what is known is told, and nothing is called well"""
    silent = socket.create_server(("127.0.0.1", 0))
    home = Home()
    home.write_config(profile(home, "silent", f"http://127.0.0.1:{silent.getsockname()[1]}"))
    began = time.monotonic()
    found, _ = checked(home, "--deadline", "1s", codes=(2,))
    assert time.monotonic() - began < 5, "it waited longer than it was told"
    assert found["silent"]["state"] == "unknown" and "before all was looked at" in found["silent"]["message"], found
    assert found["silent"]["checks"] and {line["verdict"] for line in found["silent"]["checks"]} == {"skipped"}


def a_dead_store_delays_nobody():
    """with one seat and a dead store in front, the others are looked at all the same, and first"""
    silent = socket.create_server(("127.0.0.1", 0))
    home = Home()
    with shops(home, key="woo-unknown-key", plain="woo-permalinks-plain"):
        home.write_config(profile(home, "dead", f"http://127.0.0.1:{silent.getsockname()[1]}") + home.config.read_text())
        done = home.run("check", "--all", "--parallel", "1", "--deadline", "6s", "--format", "json")
    found = json.loads(done.stdout)["profiles"]
    assert [one["profile"] for one in found][-1] == "dead" and found[-1]["state"] == "unknown", found
    assert {one["state"] for one in found[:2]} == {"problem"}, found


class Slow(http.server.BaseHTTPRequestHandler):
    """A front page that takes its time."""

    def do_HEAD(self):
        time.sleep(0.4)
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.send_header("Link", f'<http://{self.headers["Host"]}/wp-json/>; rel="https://api.w.org/"')
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, *words):
        pass


def child_of(parent):
    """The number of its only child process."""
    for path in pathlib.Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if int(path.read_text().rsplit(")", 1)[1].split()[1]) == parent:
                return int(path.parent.name)
    raise AssertionError("it has no child process")


def a_crash_costs_a_second_look():
    """syncfix-net killed in the middle of a run: every integration is told all the same, once, and rightly"""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Slow)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    home = Home()
    home.write_config("".join(profile(home, f"shop-{n}", f"http://127.0.0.1:{server.server_address[1]}/{n}")
                              for n in range(12)))
    running = subprocess.Popen([PROGRAM, "check", "--all", "--only", "WOO-0", "--format", "json"], env=home.env,
                               stdout=subprocess.PIPE, text=True)
    time.sleep(1)
    os.kill(child_of(running.pid), signal.SIGKILL)
    found = json.loads(running.communicate(timeout=60)[0])
    assert sorted(one["profile"] for one in found["profiles"]) == sorted(f"shop-{n}" for n in range(12)), found
    assert {one["state"] for one in found["profiles"]} == {"ok"}, found


def many_profiles_are_read():
    """three thousand profiles of one dead address: all are told, in bounded time"""
    home = Home()
    home.write_config("".join(f"[profile shop-{n}]\nplatform = woocommerce\nstore = http://127.0.0.1:9/{n}\n"
                              for n in range(3000)))
    found = home.json("check", "--all", "--only", "WOO-0", "--parallel", "500", "--deadline", "20s")
    assert found["total"]["profiles"] + found["total"]["left"] == 3000, found["total"]


def progress_is_for_terminals():
    """on a terminal a line says how far it is and goes away; in a pipe nothing is said beside the result"""
    silent = socket.create_server(("127.0.0.1", 0))
    home = Home()
    home.write_config(profile(home, "silent", f"http://127.0.0.1:{silent.getsockname()[1]}"))
    ours, theirs = pty.openpty()
    done = subprocess.run([PROGRAM, "check", "--deadline", "1s"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=theirs, env=home.env, text=True)
    os.close(theirs)
    shown = os.read(ours, 65536).decode()
    os.close(ours)
    assert re.search(r"0 of \d+ looked at · at most \d+ s left · The store answers", shown) and shown.endswith("\r\x1b[K"), shown
    assert "looked at ·" not in done.stdout
    assert home.run("check", "--deadline", "300ms").stderr == ""


BAD = [
    (("check",), 78, "syncfix profile add"),
    (("check", "nobody"), 78, "no profile of the name nobody"),
    (("check", "--all"), 78, "syncfix profile add"),
    (("check", "--deadline", "soon"), 64, "20s"),
    (("check", "--parallel", "0"), 64, "--parallel"),
    (("check", "--shard", "3/2"), 64, "2/4"),
    (("check", "--fact", "order_sync=of"), 64, "order_sync"),
    (("check", "--format", "yaml"), 64, "prometheus"),
    (("check", "--output", "/nonexistent/x"), 73, "/nonexistent/x"),
]


def bad_input_is_told():
    """bad input gets one sentence and its exit code"""
    with_one = Home()
    with_one.write_config(profile(with_one, "main", "http://127.0.0.1:9"))
    for words, code, part in BAD:
        home = with_one if code in (64, 73) else Home()
        done = home.run(*words)
        assert done.returncode == code and part in done.stderr, (words, done.returncode, done.stderr)
        assert len(done.stderr.strip().splitlines()) == 1, (words, done.stderr)


if __name__ == "__main__":
    main([the_cause_comes_first, all_of_them_are_checked, only_some_probes, nagios_takes_it, prometheus_takes_it,
          junit_takes_it, a_deadline_ends_it, a_dead_store_delays_nobody, a_crash_costs_a_second_look, many_profiles_are_read,
          progress_is_for_terminals, bad_input_is_told])
