"""The full screen in a real terminal: tmux, on a server of its own."""
import atexit
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time

from system import PROGRAM, SKIP

if not shutil.which("tmux"):
    print("skip  everything here: the full screen is played in tmux, which is not installed")
    sys.exit(SKIP)
SERVER = tempfile.TemporaryDirectory(prefix="syncfix-tmux-")
BUSY = re.compile(r"\d+ s of \d+ s|^ ?Looking", re.M)  # a probe runs
PATIENCE = float(os.environ.get("SYNCFIX_TEST_PATIENCE", 60))


def tmux(*words, check=True):
    done = subprocess.run(["tmux", "-S", f"{SERVER.name}/socket", "-f", "/dev/null", *map(str, words)],
                          capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8", "TMUX": ""})
    assert not check or done.returncode == 0, (words, done.stderr.strip())
    return done.stdout


tmux("start-server", ";", "set", "-s", "exit-empty", "off")
atexit.register(tmux, "kill-server", check=False)


class Screen:
    """The program in a terminal of the given size. `ended` is the file that holds its exit code."""

    count = 0

    def __init__(self, home, *words, size=(80, 24), term="tmux-256color", program=PROGRAM, told=True, **env):
        Screen.count += 1
        self.name = f"s{os.getpid()}-{Screen.count}-{id(self)}"
        self.ended = home.path / f"ended-{self.name}"
        self.home, self.size = home, size
        setting = {**home.env, "TERM": term, **env}
        pairs = " ".join(f"{name}={shlex.quote(str(value))}" for name, value in setting.items())
        line = f"env -i {pairs} {shlex.join([str(program), *map(str, words)])}"
        tmux("new-session", "-d", "-s", self.name, "-x", size[0], "-y", size[1],
             f"cd {shlex.quote(str(home.path))}; stty -a >{self.ended}-before; {line} {f'2>{self.ended}-told' if told else ''}; "
             f"code=$?; stty -a >{self.ended}-after; echo $code >{self.ended}; sleep 600",
             ";", "set", "-g", "status", "off", ";", "resize-window", "-x", size[0], "-y", size[1])

    def pane(self, form):
        return tmux("display-message", "-p", "-t", self.name, form).rstrip("\n")

    def text(self, *more):
        return tmux("capture-pane", "-p", "-t", self.name, *more)

    def keys(self, *names):
        tmux("send-keys", "-t", self.name, *names)

    def type(self, text):
        tmux("send-keys", "-t", self.name, "-l", "--", text)

    def bytes(self, text):
        """Raw bytes, as a terminal sends them in one piece."""
        tmux("send-keys", "-t", self.name, "-H", *[f"{byte:02x}" for byte in text.encode("latin-1")])

    def paste(self, text):
        """As with the middle button; the program has asked for the marks around it."""
        tmux("set-buffer", "-b", self.name, "--", text)
        tmux("paste-buffer", "-p", "-d", "-b", self.name, "-t", self.name)

    def resize(self, columns, rows):
        tmux("resize-window", "-t", self.name, "-x", columns, "-y", rows)

    def cursor(self):
        column, row = self.pane("#{cursor_x},#{cursor_y}").split(",")
        return int(row), int(column)

    def code(self):
        """The exit code; None while the program runs."""
        return int(self.ended.read_text()) if self.ended.exists() and self.ended.read_text().strip() else None

    def settings(self, when):
        """The terminal's settings "before" and "after", without its size."""
        text = (self.ended.parent / f"{self.ended.name}-{when}").read_text()
        return re.sub(r"rows \d+; columns \d+;", "", text)

    def told(self):
        return (self.ended.parent / f"{self.ended.name}-told").read_text()

    def wait(self, until, what, patience=PATIENCE):
        """Looks until `until(text)` holds; gives the text."""
        end = time.monotonic() + patience
        while True:
            text = self.text()
            if until(text):
                return text
            assert time.monotonic() < end, f"{what} did not come; the screen is\n{text}"
            time.sleep(0.05)

    def wait_for(self, words):
        return self.wait(lambda text: words in text, f"\"{words}\"")

    def settle(self, other_than=None):
        """Waits until no probe runs, the program and its children sleep, and the screen stands still and
        is not the one given."""
        before = [None]

        def still(text):
            now = (text, work_of(int(self.pane("#{pane_pid}"))))
            same = now == before[0]
            before[0] = now
            return same and not busy(now[1]) and text != other_than and text.strip() and not BUSY.search(text)

        return self.wait(still, "a screen that stands still")

    def wait_end(self, patience=PATIENCE):
        end = time.monotonic() + patience
        while self.code() is None:
            assert time.monotonic() < end, f"it did not end; the screen is\n{self.text()}"
            time.sleep(0.05)
        return self.code()

    def close(self):
        tmux("kill-session", "-t", self.name, check=False)


def work_of(pid):
    """What the process and all below it have done so far: state and time on a processor of each, so that
    two looks alike are two looks at programs that wait, however slow the machine."""
    try:
        state, *times = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        children = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        done = [(pid, state, times[10], times[11], pathlib.Path(f"/proc/{pid}/schedstat").read_text())]
    except OSError:  # it ended between the looks
        return []
    for child in children:
        done += work_of(int(child))
    return done


def busy(work):
    return any(state in "RD" for _, state, *_ in work)


def child_of(parent, name):
    """Process id of the child with that name; waits until there is one."""
    for _ in range(200):
        for status in pathlib.Path("/proc").glob("[0-9]*/stat"):
            try:
                head, tail = status.read_text().rsplit(")", 1)
            except OSError:
                continue
            if tail.split()[1] == str(parent) and head.endswith(f"({name}"):
                return int(status.parent.name)
        time.sleep(0.05)
    raise AssertionError(f"{name} was not started")
