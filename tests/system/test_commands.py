#!/usr/bin/python3
"""The commands as a user meets them: help, manual and tables agree; outputs hold their schemas; bad
input gets one clear sentence and the exit code of the table."""
import json
import re
import shutil

import jsonschema

from system import SOURCE, Home, main

MANUAL = (SOURCE / "man/syncfix.1").read_text()
HOME = Home()


def commands():
    text = HOME.run("--help").stdout
    part = text.split("Commands:\n")[1].split("\n\n")[0]
    return [line.split()[0] for line in part.splitlines()]


def options(text):
    return set(re.findall(r"--([a-z][a-z-]+)", text))


def manual_options():
    return set(re.findall(r"Fl Fl ([a-z][a-z-]+)", MANUAL))


def every_command_is_in_the_manual():
    """every command stands in the manual, and the manual has no other"""
    inside = set(re.findall(r"^\.It Nm Cm (\w+)", MANUAL, re.M))
    assert inside == set(commands()), inside ^ set(commands())


def every_option_is_in_the_manual():
    """every option stands in the manual, and the manual has no other"""
    text = HOME.run("--help").stdout.split("Options for every command:")[1]
    known = options(text)
    for command in commands():
        help_text = HOME.run(command, "--help").stdout
        known |= options(help_text.split("Options:")[1]) if "Options:" in help_text else set()
    known.discard("help lists the options for every command")
    assert known == manual_options(), known ^ manual_options()


def every_command_has_help():
    """every command has help with an example of itself"""
    for command in commands():
        done = HOME.run(command, "--help")
        assert done.returncode == 0 and f"syncfix {command}" in done.stdout, command


def bare_data():
    """A folder whose one scenario is all that is played, so that it is quick."""
    folder = HOME.path / "bare"
    shutil.copytree(SOURCE / "wizard-data", folder, ignore=shutil.ignore_patterns("scenarios", "tours"))
    (folder / "scenarios").mkdir()
    shutil.copy(SOURCE / "wizard-data/scenarios/hand-toggle-off.json", folder / "scenarios")
    return folder


def outputs_hold_their_schemas():
    """what commands print as JSON holds its schema"""
    outputs = {
        "find": ("find", "Ship", "method", "not", "mapped"),
        "lint": ("lint",),
        "paths": ("paths",),
        "doctor": ("doctor",),
        "config": ("config",),
        "visited": ("coverage", "--scenarios", bare_data()),
        "coverage": ("coverage", "--inventory", SOURCE / "tests/guide/inventory.tsv"),
        "diagnose": ("diagnose", "orders", "--no-input"),
    }
    for name, words in outputs.items():
        schema = json.loads((SOURCE / f"docs/schemas/{name}.schema.json").read_text())
        jsonschema.validate(HOME.json(*words), schema)


def found(*words):
    return HOME.json("find", *words)["hits"]


def errors_are_found():
    """a pasted error message with noise around it leads to its entry first"""
    hits = found("2026-11-14 11:30:02 order #1001: SHIP METHOD NOT MAPPED (Express)")
    assert hits[0]["kind"] == "error" and "Ship method" in hits[0]["title"], hits[:2]


BAD = [
    (("frobnicate",), 64, "no command"),
    (("diagnos",), 64, "Did you mean diagnose"),
    (("--roel", "agent"), 64, "Did you mean --role"),
    (("--role", "owner"), 64, "merchant|agent|trainer"),
    (("--role",), 64, "needs a value"),
    (("paths", "--fact", "a=b"), 64, "does not take"),
    (("probe",), 64, "needs"),
    (("show", "ZZZ-1"), 64, "syncfix find"),
    (("--now", "tomorrow", "paths"), 64, "2026-11-23"),
    (("--config", "/nonexistent.ini", "config"), 66, "/nonexistent.ini"),
    (("--profile", "none", "diagnose"), 78, "no profile"),
    (("demo", "no-such-scenario"), 66, "no scenario"),
    (("lint", "/nonexistent"), 65, None),
    (("diagnose", "--fact", "order_sync=of"), 64, "order_sync"),
]


def bad_input_is_told():
    """bad input gets one sentence and its exit code"""
    for words, code, part in BAD:
        done = HOME.run(*words)
        assert done.returncode == code, (words, done.returncode, done.stderr)
        told = done.stderr.strip()
        assert part is None or part in told, (words, told)
        assert part is None or len(told.splitlines()) == 1, (words, told)


def a_bad_config_is_told():
    """a bad config file is told with its line, and nothing of the line is repeated"""
    home = Home()
    home.write_config("role = agent\nck_1234567890 = x\n")
    done = home.run("config")
    assert done.returncode == 78 and "config.ini:2" in done.stderr and "ck_12345" not in done.stderr, done.stderr


def secrets_are_refused_inline():
    """a secret in the config file is refused with the repair"""
    home = Home()
    home.write_config("[profile main]\nplatform = woocommerce\nstore = https://shop.example.test\n"
                      "consumer_key = ck_0123456789\n")
    done = home.run("diagnose", "--no-input")
    assert done.returncode == 78 and "consumer_key_file" in done.stderr and "ck_0123" not in done.stderr, done.stderr


def it_works_without_a_home():
    """without a home folder it works, and keeps nothing"""
    done = HOME.run("diagnose", "orders", "--no-input", "--format", "json", HOME="", XDG_STATE_HOME="")
    assert done.returncode in (1, 2, 4), (done.returncode, done.stderr)


def a_full_disk_is_told():
    """output that cannot be written is an error, not silence"""
    import subprocess
    from system import PROGRAM
    with open("/dev/full", "w") as full:
        done = subprocess.run([PROGRAM, "--help"], stdout=full, stderr=subprocess.PIPE, text=True, env=HOME.env)
    assert done.returncode == 74 and "disk full" in done.stderr, (done.returncode, done.stderr)


def readme_names_real_commands():
    """every command line of the README starts a command that exists"""
    text = (SOURCE / "README.md").read_text()
    known = commands()
    for line in re.findall(r"build/syncfix ([a-z]+)", text):
        assert line in known, line
    for page in re.findall(r"\]\(([A-Za-z/.-]+\.md)\)", text):
        assert (SOURCE / page).exists(), page


main([every_command_is_in_the_manual, every_option_is_in_the_manual, every_command_has_help,
      outputs_hold_their_schemas, errors_are_found, bad_input_is_told, a_bad_config_is_told,
      secrets_are_refused_inline, it_works_without_a_home, a_full_disk_is_told, readme_names_real_commands])
