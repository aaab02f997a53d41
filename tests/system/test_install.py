#!/usr/bin/python3
"""Installed, the program finds its parts and leaves nothing behind; the source tarball holds every file."""
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import tarfile
import tempfile

from system import BUILD, SOURCE, Home, main

ROOT = tempfile.TemporaryDirectory(prefix="syncfix-install-")
PREFIX = re.search(r"^prefix = (.*)$", (BUILD / "Makefile").read_text(), re.M).group(1)
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}


def make(*words):
    done = subprocess.run(["make", "-C", str(BUILD), *words], capture_output=True, text=True, env=CLEAN)
    assert done.returncode == 0, (words, done.stdout[-400:], done.stderr[-800:])


def installed():
    """Every file under the staged root, without the prefix."""
    root = pathlib.Path(ROOT.name + PREFIX)
    return {str(path.relative_to(root)) for path in root.rglob("*") if not path.is_dir()}


def namespace():
    """How to run a command with the staged files at their place; None where that is not allowed."""
    place = f"mount --bind {shlex.quote(ROOT.name + PREFIX)} {shlex.quote(PREFIX)}"
    for words in (["unshare", "-m"], ["unshare", "-rm"]):
        if shutil.which("unshare") and subprocess.run([*words, "sh", "-c", place], capture_output=True).returncode == 0:
            return [*words, "sh", "-c", f'{place} && exec "$@"', "sh"]
    return None


def run(home, *words, stdin=""):
    return subprocess.run([*namespace(), f"{PREFIX}/bin/syncfix", *map(str, words)], input=stdin, text=True,
                          capture_output=True, env=home.env, cwd=home.path, timeout=120)


def all_parts_are_installed():
    """programs, data and manual are installed, and nothing of the build"""
    make("install", f"DESTDIR={ROOT.name}")
    files = installed()
    data = {str(path.relative_to(SOURCE)) for path in (SOURCE / "wizard-data").rglob("*.json")}
    for name in ("bin/syncfix", "libexec/syncfix/syncfix-net", "libexec/syncfix/syncfix-sim"):
        assert name in files, name
    assert any(name.endswith("man1/syncfix.1") for name in files), "the manual"
    assert data <= {name.removeprefix("share/syncfix/") for name in files}, "some of wizard-data is missing"
    strange = [name for name in files if not name.startswith(("bin/", "libexec/syncfix/", "share/"))]
    assert not strange and not any(name.endswith((".o", ".a", ".am")) for name in files), strange


def it_finds_its_parts():
    """the installed program looks with its own syncfix-net at its own simulated store, with its own data"""
    if namespace() is None:
        print("skip  the installed program at its place: no mount namespace is allowed here")
        return
    home = Home()
    paths = json.loads(run(home, "paths", "--format", "json").stdout)
    assert str(BUILD) not in json.dumps(paths) and f"{PREFIX}/share/syncfix" in json.dumps(paths), paths
    done = run(home, "diagnose", "orders", "--no-input", "--format", "json")
    assert done.returncode in (1, 2, 4) and json.loads(done.stdout)["visited"], (done.returncode, done.stderr)
    played = run(home, "test", "woo-unknown-key")
    assert played.returncode == 0 and "1 passed" in played.stdout, played.stdout + played.stderr
    walked = run(home, "demo", "woo-unknown-key", stdin="1\n1\n1\n")
    assert walked.returncode == 0 and "Fixed, and proven" in walked.stdout, walked.stdout[-400:] + walked.stderr


def nothing_is_left():
    """make uninstall takes every file away"""
    make("uninstall", f"DESTDIR={ROOT.name}")
    assert not installed(), sorted(installed())[:5]


def the_tarball_is_whole():
    """make dist packs every file of the repository"""
    if not (SOURCE / ".git").exists():
        print("skip  the tarball: this is no repository")
        return
    make("dist-gzip", "distdir=packed-for-test")
    packed = BUILD / "packed-for-test.tar.gz"
    with tarfile.open(packed) as tar:
        inside = {name.removeprefix("packed-for-test/") for name in tar.getnames()}
    packed.unlink()
    listed = subprocess.run(["git", "-C", str(SOURCE), "ls-files"], capture_output=True, text=True, check=True)
    known = {name for name in listed.stdout.splitlines() if not name.startswith(".git")}
    assert known <= inside, sorted(known - inside)[:10]
    assert "configure" in inside, "no configure"


main([all_parts_are_installed, it_finds_its_parts, nothing_is_left, the_tarball_is_whole])
