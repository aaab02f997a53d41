#!/usr/bin/python3
"""The pages for people, followed to the letter: every command that stands in them is run, and the keys of each
walk are pressed in a real terminal, where the screen must show what the page says."""
import re
import shlex
import signal
import subprocess

from screen import Screen
from system import BUILD, PROGRAM, SOURCE, Home, main

PAGES = ["README.md", "docs/MERCHANTS.md", "docs/AGENTS.md", "docs/TRAINERS.md", "docs/INTEGRATORS.md"]
TEXT = {page: (SOURCE / page).read_text() for page in PAGES}
STEP = re.compile(r"^\d+\. (Type|Press|Write) `([^`]+)`\. (?:The screen shows \*\*(.+?)\*\*|The program ends\.)", re.M)
NAMES = {"Esc": "Escape", "Space": "Space", "Enter": "Enter", "Tab": "Tab"}
ENDS = (0, 1, 2, 4)
WIZARD = {(), ("--plain",), ("--role", "agent")}  # asks: at the end of its input it saves and leaves
# what needs a person or a server of theirs says so in one sentence, and what to do
NEEDS = {("profile", "add"): 64, ("ticket", "--to", "mail"): 78, ("ticket", "--to", "post"): 78}


def home():
    """A home with a profile, where a lesson was played, and then a case of that profile by hand."""
    one = Home()
    one.write_config("[profile main]\nplatform = woocommerce\nstore = https://127.0.0.1:9\n")  # nobody listens there
    one.run("demo", "woo-unknown-key", "--plain", stdin="1\n1\n1\n")
    one.run("start", "orders", "--plain", stdin="2\nall\n1\n:quit\n")
    return one


def commands(text):
    """Every command line of the fenced blocks for a shell, and those in a line of text."""
    for block in re.findall(r"^```sh\n(.*?)^```", text, re.M | re.S):
        yield from (line for line in block.splitlines() if line.strip())
    yield from re.findall(r"`((?:build/)?syncfix(?: [^`]+)?)`", text)


def lines_are_run():
    """every command of every page ends as the table of exit codes says, and none is refused"""
    for page, text in TEXT.items():
        place = home()
        (place.path / "export.csv").write_text("order,ship_method,status\n1001,GROUND,processing\n1002,Express,processing\n")
        (place.path / "data").symlink_to(SOURCE / "wizard-data")
        for line in dict.fromkeys(commands(text)):
            words = shlex.split(line)
            assert words[0] in ("syncfix", "build/syncfix"), (page, line)
            run_one(page, line, words[1:], place)


def run_one(page, line, words, place):
    for needy, code in NEEDS.items():
        if tuple(words[:len(needy)]) == needy:
            done = place.run(*words, "--no-input")
            assert done.returncode == code and done.stderr.strip(), (page, line, done)
            return
    if words[:1] == ["sim"] and len(words) > 1:
        return serves(page, line, words, place)
    if words[:1] == ["watch"]:
        return repeats(page, line, words, place)
    if words[:1] == ["demo"] and "--plain" not in words:
        words = [*words, "--plain"]
    done = place.run(*words)
    assert done.returncode in ENDS, (page, line, done.returncode, done.stderr)
    assert done.stdout.strip(), (page, line)


def repeats(page, line, words, place):
    """What looks again and again is interrupted after its first look."""
    with subprocess.Popen([PROGRAM, *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env=place.env, cwd=place.path) as running:
        try:
            running.wait(5)
        except subprocess.TimeoutExpired:
            running.send_signal(signal.SIGINT)
        running.wait(60)
    assert running.returncode in (*ENDS, 130), (page, line, running.returncode)


def serves(page, line, words, place):
    """A simulated store runs until it is told to end."""
    with subprocess.Popen([PROGRAM, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          env=place.env, cwd=place.path) as running:
        first = running.stdout.readline()
        running.terminate()
    assert first.startswith("https://127.0.0.1:"), (page, line, first, running.stderr)


def walks_are_walked():
    """the keys of the pages for merchants, agents and trainers show what the pages say"""
    for page, text in TEXT.items():
        steps = STEP.findall(text)
        assert steps or page in ("README.md", "docs/INTEGRATORS.md"), page
        assert len(steps) == len(re.findall(r"^\d+\. (?:Type|Press|Write) `", text, re.M)), f"{page}: a step without its screen"
        if steps:
            walk(page, steps)


def walk(page, steps):
    screen = None
    for what, word, shown in steps:
        if what == "Type":
            screen = Screen(Home(), *shlex.split(word)[1:])
        elif what == "Write":
            screen.type(word)
        else:
            screen.settle()
            screen.keys(NAMES.get(word, word))
        if shown:
            screen.wait(lambda text: shown in " ".join(text.replace("│", " ").split()) or shown in text, f"{page}: \"{shown}\" after {word}")
            screen.settle()
    assert screen.wait_end() in ENDS, (page, screen.text())
    screen.close()


def keys_are_keys():
    """every key in a table of the pages is one of the screens"""
    manual = (SOURCE / "man/syncfix.1").read_text().split("table screen-keys")[1].split("\n.\\\" end")[0]
    known = set(re.findall(r"Ic (?:\\&)?(\S+)", manual))
    for page in ("docs/MERCHANTS.md", "docs/AGENTS.md"):
        rows = re.findall(r"^\|(.+)\|$", TEXT[page], re.M)
        for key in re.findall(r"`([^` ]{1,5})`", "\n".join(rows)):
            assert key in known, (page, key)


def links_lead_somewhere():
    """every page that is linked to is there, and every file that is named"""
    for page, text in TEXT.items():
        for link in re.findall(r"\]\(([^)#]+)", text):
            assert link.startswith("https://") or ((SOURCE / page).parent / link).exists(), (page, link)
        for file in re.findall(r"`((?:packaging|tools|docs|tests)/[\w./-]+)", text):
            assert (SOURCE / file).exists(), (page, file)


def the_recording_is_real():
    """every line of README's recording and of its picture comes from the program, in that order"""
    block = re.search(r"^```text recording\n(.*?)^```", TEXT["README.md"], re.M | re.S)[1]
    done = Home().run("demo", "woo-unknown-key", "--plain", stdin="1\n1\n1\n1\n")
    probes = (SOURCE / "wizard-data/platforms/woocommerce.json").read_text()
    told, at = done.stdout.splitlines(), 0
    for line in (line for line in block.splitlines() if line.strip() and not line.startswith("$ ") and line != "…"):
        if line.startswith("Looking: "):  # which of them have ended before is a matter of speed
            assert line.removeprefix("Looking: ").rstrip(".") in probes, line
            continue
        found = [turn for turn, one in enumerate(told[at:], at) if one.rstrip() == line.rstrip()]
        assert found, (line, told[at:at + 5])
        at = found[0] + 1


def the_picture_is_real():
    """README's picture of the screen is the screen"""
    block = re.search(r"^```text screen\n(.*?)^```", TEXT["README.md"], re.M | re.S)[1]
    screen = Screen(Home(), "demo", "woo-unknown-key")
    screen.wait_for("What is going wrong?")
    screen.settle()
    screen.type("1")
    screen.wait_for("Done: check again")
    now = [line.rstrip() for line in screen.settle().splitlines()]
    missing = [line for line in block.splitlines() if line.strip() and line.rstrip() not in now]
    screen.type("q")
    screen.wait_end()
    screen.close()
    assert not missing, missing[:3]


assert BUILD.exists()
main([lines_are_run, walks_are_walked, keys_are_keys, links_lead_somewhere, the_recording_is_real, the_picture_is_real])
