"""What the system tests share: the built program with a home of its own, and counting."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(os.environ.get("SYNCFIX_TEST_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
BUILD = pathlib.Path(os.environ.get("SYNCFIX_TEST_BUILD", SOURCE / "build"))
PROGRAM = BUILD / "syncfix"
SKIP = 77  # what automake takes for "skipped"
SANITIZED = bool(os.environ.get("SYNCFIX_TEST_SANITIZED"))


class Home:
    """A new home folder, so that the tests never see the user's own files."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="syncfix-test-")
        self.path = pathlib.Path(self.folder.name)
        self.config = self.path / ".config/syncfix/config.ini"
        self.env = {"HOME": str(self.path), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC0",
                    "TERM": "xterm-256color"}

    def run(self, *words, stdin="", timeout=120, **env):
        return subprocess.run([str(PROGRAM), *map(str, words)], input=stdin, capture_output=True, text=True,
                              timeout=timeout, env={**self.env, **env}, cwd=self.path)

    def json(self, *words, codes=(0, 1, 2, 4), **more):
        done = self.run(*words, "--format", "json", **more)
        assert done.returncode in codes, (words, done.returncode, done.stderr)
        return json.loads(done.stdout)

    def write_config(self, text):
        self.config.parent.mkdir(parents=True, exist_ok=True)
        self.config.write_text(text)
        self.config.chmod(0o600)


def skip_sanitized(why):
    """Leaves the whole test out, aloud, in a build with sanitizers."""
    if SANITIZED:
        print(f"SKIP: {why}")
        sys.exit(SKIP)


def main(tests):
    """Runs each function; prints a line each; exits 1 when one failed."""
    failed = 0
    for test in tests:
        try:
            test()
            print(f"ok    {test.__doc__}")
        except Exception as trouble:  # noqa: BLE001 - every failure is one line and one count
            failed += 1
            print(f"FAIL  {test.__doc__}\n      {type(trouble).__name__}: {trouble}")
    print(f"{len(tests) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)
