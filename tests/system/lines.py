"""The line mode as a person at a keyboard has it: one line, then wait for the next prompt."""
import os
import re
import select
import signal
import subprocess
import time

from system import PROGRAM

PROMPT = re.compile(r"(commands: |^Answer: |^Enter goes on: )\Z", re.M)
PATIENCE = float(os.environ.get("SYNCFIX_TEST_PATIENCE", 60))


class Lines:
    def __init__(self, home, *words, program=PROGRAM, **env):
        self.told = home.path / "told"
        with self.told.open("w") as told:
            self.process = subprocess.Popen([str(program), *map(str, words)], stdin=subprocess.PIPE,
                                            stdout=subprocess.PIPE, stderr=told, env={**home.env, **env}, cwd=home.path)
        os.set_blocking(self.process.stdout.fileno(), False)
        self.text = ""

    def read(self, seconds):
        """What came within that time; None at its end."""
        if not select.select([self.process.stdout], [], [], seconds)[0]:
            return ""
        piece = os.read(self.process.stdout.fileno(), 65536)
        self.text += piece.decode()
        return piece.decode() if piece else None

    def until(self, done, what):
        end = time.monotonic() + PATIENCE
        while not done(self.text):
            piece = self.read(0.5)
            assert piece is not None, f"it ended before {what}: {self.told.read_text()}{self.text[-300:]}"
            assert time.monotonic() < end, f"{what} did not come: {self.text[-600:]}"

    def prompt(self):
        """Everything up to the next prompt."""
        self.until(lambda text: PROMPT.search(text), "a prompt")
        text, self.text = self.text, ""
        return text

    def answer(self, line):
        os.write(self.process.stdin.fileno(), f"{line}\n".encode())

    def kill(self, number=signal.SIGKILL):
        self.process.send_signal(number)
        self.process.wait(PATIENCE)
        self.close()

    def leave(self):
        """The input ends: it saves and leaves. Gives the exit code."""
        self.process.stdin.close()
        while self.read(PATIENCE) is not None:
            continue
        self.process.stdout.close()
        return self.process.wait(PATIENCE)

    def close(self):
        for pipe in (self.process.stdin, self.process.stdout):
            pipe.close()
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def step(text):
    """The step that a prompt stands under: without what was said before it, what probes add meanwhile, and
    the prompt, whose hint is said once."""
    last = text[text.rindex("\n\n"):] if "\n\n" in text else text
    return "\n".join(line for line in last.strip().splitlines() if not line.startswith(("Known so far", "Answer")))
