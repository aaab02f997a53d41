#!/usr/bin/python3
"""syncfix doctor: what is in order is told, each fault is found with its repair, and the repair mends it."""
import json
import os
import re
import subprocess

from system import PROGRAM, Home, main

SHOP = "platform = woocommerce\nstore = https://shop.example.test\n"


def checks(home, *words, **env):
    done = home.run(*words, "doctor", "--format", "json", **env)
    found = json.loads(done.stdout)["checks"]
    assert (done.returncode == 1) == any(row["verdict"] == "problem" for row in found), (done.returncode, found)
    return found


def one(home, check, *words, **env):
    rows = [row for row in checks(home, *words, **env) if row["check"] == check]
    assert len(rows) == 1, (check, rows)
    return rows[0]


def all_is_well():
    """a new home has no problem, and what is not in order has a repair"""
    rows = checks(Home())
    assert not [row for row in rows if row["verdict"] == "problem"], rows
    assert all((row["repair"] is None) == (row["verdict"] == "ok") for row in rows), rows
    text = Home().run("doctor").stdout
    assert text.splitlines()[-1].startswith("0 problems, "), text


def the_terminal_is_told():
    """unknown, near and simple terminals, and line mode that is wished for, are told apart"""
    def on_terminal(**env):
        home = Home()
        done = subprocess.run(["script", "-qec", f"{PROGRAM} doctor --plain" if env.pop("plain", 0) else f"{PROGRAM} doctor",
                               "/dev/null"], capture_output=True, text=True, env={**home.env, **env}, timeout=60)
        return re.search(r"^(ok|note) +terminal +(.*?)\r?$", done.stdout, re.M).groups()

    assert on_terminal(TERM="xterm-256color") == ("ok", "xterm-256color, full screen."), on_terminal()
    verdict, told = on_terminal(TERM="xterm-ghostty-of-tomorrow")
    assert verdict == "note" and "taken for xterm-256color" in told, told
    assert on_terminal(TERM="dumb")[0] == "note"
    assert on_terminal(ACCESSIBLE="1") == ("ok", "Line by line, as ACCESSIBLE says.")
    assert on_terminal(plain=1) == ("ok", "Line by line, as --plain says.")


def colours_have_an_order():
    """--color, SYNCFIX_COLOR, a NO_COLOR that is not empty, FORCE_COLOR, config, the terminal: in this order"""
    rows = [
        ((), {}, "On"),
        ((), {"NO_COLOR": ""}, "On"),
        ((), {"NO_COLOR": "1"}, "Off"),
        ((), {"NO_COLOR": "1", "FORCE_COLOR": "1"}, "Off"),
        ((), {"NO_COLOR": "1", "SYNCFIX_COLOR": "always"}, "On"),
        ((), {"NO_COLOR": "1", "SYNCFIX_COLOR": "auto"}, "Off"),
        (("--color", "always"), {"NO_COLOR": "1", "SYNCFIX_COLOR": "never"}, "On"),
        (("--color", "auto"), {"NO_COLOR": "1"}, "Off"),
        (("--color", "never"), {"FORCE_COLOR": "1"}, "Off"),
        ((), {"TERM": "dumb"}, "Off"),
        ((), {"TERM": "dumb", "FORCE_COLOR": "1"}, "On"),
    ]
    home = Home()
    for words, env, expected in rows:
        assert one(home, "colors", *words, **env)["message"].startswith(expected), (words, env)
    home.write_config("color = never\n")
    assert one(home, "colors")["message"].startswith("Off")
    assert one(home, "colors", FORCE_COLOR="1")["message"].startswith("On")


def the_locale_is_told():
    """a locale that is not installed is a problem, one without UTF-8 a note"""
    home = Home()
    row = one(home, "locale", LC_ALL="xx_YY.UTF-8")
    assert row["verdict"] == "problem" and "export LC_ALL=C.UTF-8" in row["repair"], row
    row = one(home, "locale", LC_ALL="C")
    assert row["verdict"] == "note" and "ASCII" in row["message"], row


def a_bad_config_is_told():
    """doctor and paths work with a broken config file; the line is named and not repeated"""
    home = Home()
    home.write_config("role = agent\nck_1234567890 = x\n")
    row = one(home, "config")
    assert row["verdict"] == "problem" and "config.ini:2" in row["message"] and "ck_123" not in str(row), row
    assert home.run("paths").returncode == 0
    home.write_config("profile = nobody\n")
    assert "nobody" in one(home, "config")["message"]
    assert one(Home(), "config", SYNCFIX_ROLE="owner")["verdict"] == "problem"


def others_who_can_write():
    """a config file that others can change is found, and the repair mends it"""
    home = Home()
    home.write_config("role = agent\n")
    home.config.chmod(0o666)
    row = one(home, "config")
    assert row["verdict"] == "problem" and row["repair"].startswith("chmod go-w"), row
    subprocess.run(row["repair"], shell=True, check=True)
    assert one(home, "config")["verdict"] == "ok"


def secrets_forms():
    """each form of a secret is looked at, without reading or running it"""
    home = Home()
    key = home.path / "key"
    key.write_text("ck_secret_of_the_test")
    key.chmod(0o644)
    home.path.chmod(0o700)
    home.write_config(f"[profile main]\n{SHOP}consumer_key_file = {key}\nconsumer_secret_command = touch ran\n")
    text = home.run("doctor").stdout
    assert re.search(r"problem +secrets +main: consumer_key_file.*chmod 600", text), text
    assert re.search(r"ok +secrets +main: consumer_secret: a command", text), text
    assert "ck_secret" not in text and not (home.path / "ran").exists(), text
    key.chmod(0o600)
    assert [row["verdict"] for row in checks(home) if row["check"] == "secrets"] == ["ok", "ok"]
    home.write_config(f"[profile main]\n{SHOP}consumer_key_command = no-such-program-here x\n")
    assert "cannot be found" in home.run("doctor").stdout
    home.write_config(f"mail_password_file = {key}\ndesk_token_command = no-such-program-here\n")
    told = [(row["verdict"], row["message"].split(":")[0]) for row in checks(home) if row["check"] == "secrets"]
    assert ("ok", "mail_password_file") in told and ("problem", "desk_token_command") in told, told


def places():
    """no home, a folder that cannot be written to, and data that are gone are told"""
    assert one(Home(), "state", HOME="", XDG_STATE_HOME="")["verdict"] in ("note", "ok")
    if os.geteuid() != 0:
        home = Home()
        (home.path / "state").mkdir(mode=0o500)
        assert one(home, "state", "--state", home.path / "state")["verdict"] == "problem"
    row = one(Home(), "state", "--state", "/dev/null/x")
    assert row["verdict"] == "problem" and "--state" in row["repair"], row


def clock_and_proxy():
    """a clock of long ago is a problem; a proxy's variable is named and never its value"""
    row = one(Home(), "clock", "--now", "1999-01-01T00:00:00Z")
    assert row["verdict"] == "problem" and "1999-01-01" in row["message"], row
    row = one(Home(), "proxy", https_proxy="http://user:pass-word@proxy.example:3128")
    assert row["verdict"] == "note" and "https_proxy" in row["message"] and "pass-word" not in str(row), row


main([all_is_well, the_terminal_is_told, colours_have_an_order, the_locale_is_told, a_bad_config_is_told,
      others_who_can_write, secrets_forms, places, clock_and_proxy])
