#!/usr/bin/python3
"""The manual pages: every row of a table stands in its page and the page has no other; clean in mandoc and groff."""
import re
import shutil
import subprocess

from system import SOURCE, Home, main

HOME = Home()
PAGES = {path.name: path.read_text() for path in sorted((SOURCE / "man").glob("*.[1-9]"))}
MAIN = PAGES["syncfix.1"]
SECTIONS = ("NAME", "DESCRIPTION", "ENVIRONMENT", "FILES", "EXIT STATUS", "EXAMPLES", "SECURITY", "SEE ALSO")


def section(page, name):
    return PAGES[page].split(f"\n.Sh {name}\n")[1].split("\n.Sh ")[0]


def pages_are_whole():
    """every page has its sections, and pages name only pages that exist"""
    for name, text in PAGES.items():
        heads = re.findall(r"^\.Sh (.+)$", text, re.M)
        assert [one for one in heads if one in SECTIONS] == list(SECTIONS), (name, heads)
        for page, number in re.findall(r"^\.Xr (\S+) (\d)", text, re.M):
            assert f"{page}.{number}" in PAGES or not page.startswith("syncfix"), (name, page)


def pages_are_clean():
    """mandoc and groff have nothing to say"""
    tools = {"mandoc": ["mandoc", "-T", "lint", "-W", "warning"], "groff": ["groff", "-k", "-ww", "-mdoc", "-Tutf8", "-z"]}
    for tool, words in tools.items():
        if not shutil.which(tool):
            print(f"skip  {tool} is not installed")
            continue
        for name in PAGES:
            done = subprocess.run([*words, SOURCE / "man" / name], capture_output=True, text=True)
            told = [line for line in (done.stdout + done.stderr).splitlines() if "referenced manual not found" not in line]
            assert not told, (tool, told[:3])


def tables_are_the_data():
    """fields, probes, profile keys, scenarios and keys of the screens are those of the data"""
    done = subprocess.run([SOURCE / "tools/manual-pages", "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def settings_are_all_there():
    """every setting stands in syncfix-config(5) with its choices and its default, and no other"""
    text = section("syncfix-config.5", "SETTINGS")
    entries = dict(re.findall(r"^\.It Cm (\w+) No = (.*)$", text, re.M))
    rows = {row["name"]: row for row in HOME.json("config")["settings"]}
    assert set(entries) == set(rows), set(entries) ^ set(rows)
    lines = HOME.run("config").stdout
    for name, told in entries.items():
        choices = re.search(rf"^{name} .*\n.*\(([a-z|-]+)\)$", lines, re.M)
        assert choices is None or told.replace(" ", "") == choices[1], (name, told)
        own = text.split(f".It Cm {name} No")[1].split(".It Cm")[0]
        value = rows[name]["value"]
        assert value in own, (name, value)


def variables_are_all_there():
    """every variable that the program reads stands in a page, and none that it does not"""
    code = "".join(path.read_text() for path in (SOURCE / "src").rglob("*.c"))
    read = set(re.findall(r'\bget(?:env|_environment)?\("([A-Z_]+)"\)', code)) | set(re.findall(r'\.env = "([A-Z_]+)"', code))
    read |= set(re.findall(r'base_dir\("([A-Z_]+)"', code)) | {"LC_ALL", "LC_CTYPE", "LANG"}
    read -= {"PATH"}  # as every program; it finds the command of a secret
    told = set()
    for name in PAGES:
        for line in re.findall(r"^\.It Ev (.+)$", section(name, "ENVIRONMENT"), re.M):
            told |= set(line.replace(",", " ").split())
    assert read == told, read ^ told


def exit_codes_are_all_there():
    """every exit code of the program stands in syncfix(1)"""
    kinds = re.findall(r"ERROR_\w+ = (\d+)", (SOURCE / "src/base/error.h").read_text())
    told = set(re.findall(r"\d+", " ".join(re.findall(r"^\.It ([\d ,]+)$", section("syncfix.1", "EXIT STATUS"), re.M))))
    assert told == set(kinds) | {"1", "2", "4", "130"}, told ^ set(kinds)


def commands():
    part = HOME.run("--help").stdout.split("Commands:\n")[1].split("\n\n")[0]
    return [line.split()[0] for line in part.splitlines()]


def words_are_all_there():
    """every word that a command takes stands in its entry"""
    for command in commands():
        usage = HOME.run(command, "--help").stdout.splitlines()[0].removeprefix(f"syncfix {command}")
        entry = re.split(rf"^\.It Nm Cm {command}\b", MAIN, flags=re.M)[1].split("\n.It ")[0]
        for word in re.findall(r"[a-z]{2,}(?=[|\] ]|$)", usage):
            assert word == "or" or re.search(rf"\b{word}\b", entry), (command, word)


def options_name_their_commands():
    """an option that some commands take names each of them"""
    for command in commands():
        done = HOME.run(command, "--help").stdout
        for option in re.findall(r"^ .{5}--([a-z-]+)", done.split("Options:")[1], re.M) if "Options:" in done else []:
            entry = re.search(rf"^\.It (?:Fl \w , )?Fl Fl {option}\b.*?(?=^\.It |^\.El)", MAIN, re.M | re.S)[0]
            if option not in ("format", "yes"):
                assert re.search(rf"\b{command}\b", entry), (option, command)


main([pages_are_whole, pages_are_clean, tables_are_the_data, settings_are_all_there, variables_are_all_there,
      exit_codes_are_all_there, words_are_all_there, options_name_their_commands])
