#!/usr/bin/python3
"""Completion: what may be typed comes from the tables, the data, the config and the cases; and a real bash,
zsh and fish complete it when Tab is pressed."""
import re
import shutil

from system import BUILD, Home, main
from screen import Screen

HOME = Home()
HOME.write_config("[profile main]\nplatform = woocommerce\nstore = https://shop.example.test\n\n"
                  "[profile second]\nplatform = shopify\nstore = https://second.example.test\n")
HOME.run("demo", "hand-toggle-off", "--plain", stdin="1\n2\n")  # leaves a case
CASE = HOME.json("case", "list")["cases"][0]["id"]


def words(*typed):
    done = HOME.run("completion", "words", "--", *typed)
    assert done.returncode == 0 and not done.stderr, (typed, done.stderr)
    return [line.split("\t")[0] for line in done.stdout.splitlines()]


def commands():
    part = HOME.run("--help").stdout.split("Commands:\n")[1].split("\n\n")[0]
    return [line.split()[0] for line in part.splitlines()]


def every_row_is_offered():
    """every command, and of every command every option that its help shows"""
    assert words("") == commands(), words("")
    general = set(re.findall(r"^ .{5}--([a-z-]+)", HOME.run("--help").stdout, re.M))
    for command in commands():
        own = set(re.findall(r"^ .{5}--([a-z-]+)", HOME.run(command, "--help").stdout, re.M))
        assert set(words(command, "-")) == {f"--{name}" for name in own | general}, command


TYPED = [
    (("start", "ord"), "orders"),
    (("start", "ORD-1"), "ORD-12"),
    (("show", "ord-1"), "ORD-12"),
    (("demo", "woo-unk"), "woo-unknown-key"),
    (("test", "woo-healthy", "woo-unk"), "woo-unknown-key"),
    (("probe", "WOO-"), "WOO-2"),
    (("probe", "woocommerce.k"), "woocommerce.key"),
    (("diagnose", "--profile", "s"), "second"),
    (("diagnose", "-p", "m"), "main"),
    (("diagnose", "--profile=s"), "--profile=second"),
    (("diagnose", "--profile", "=", "s"), "second"),  # as bash cuts it
    (("diagnose", "--profile", "="), "main"),
    (("diagnose", "--fact", "order_s"), "order_sync="),
    (("diagnose", "--fact", "order_sync=o"), "order_sync=off"),
    (("diagnose", "--fact", "order_sync", "=", "o"), "off"),
    (("profile", "show", ""), "main"),
    (("profile", ""), "remove"),
    (("case", "show", ""), CASE),
    (("ticket", "-f", ""), "markdown"),
    (("graph", "-f", ""), "mermaid"),
    (("--role", ""), "trainer"),
    (("lint", "--explain", "dang"), "dangling-target"),
    (("lint", ""), ":dirs"),
    (("ticket", "--output", ""), ":files"),
    (("routine", "q"), "quarterly"),
    (("completion", ""), "fish"),
]


def every_kind_is_offered():
    """profiles, probes, scenarios, codes, cases, facts, formats, rules and files where they may stand"""
    for typed, expected in TYPED:
        assert expected in words(*typed), (typed, words(*typed)[:5])
    assert not words("show", "ORD-1", "x") and not words("nosuch", "") and not words("doctor", "x")
    assert "second" not in words("diagnose", "--profile", "m")


def nothing_is_needed():
    """without config, cases and data it offers what there is, and says nothing"""
    home = Home()
    home.write_config("broken\n")
    done = home.run("completion", "words", "--", "profile", "show", "", HOME="")
    assert done.returncode == 0 and not done.stdout and not done.stderr, done


SHELLS = {
    "bash": (("--norc", "--noprofile", "-i"), "source <(syncfix completion bash); PS1='ready> '"),
    "zsh": (("-f", "-i"), f"fpath=({BUILD}/completion $fpath); autoload -U compinit; compinit -u -D; PS1='ready> '"),
    "fish": (("--no-config", "-i"), f"source {BUILD}/completion/syncfix.fish; function fish_prompt; echo 'ready> '; end"),
}
TABS = [
    ("syncfix dem\t", "syncfix demo "),
    ("syncfix demo woo-unk\t", "syncfix demo woo-unknown-key "),
    ("syncfix probe WOO-2\t", "syncfix probe WOO-2"),
    ("syncfix diagnose --profile sec\t", "syncfix diagnose --profile second "),
    ("syncfix diagnose --profile=sec\t", "syncfix diagnose --profile=second"),
    ("syncfix diagnose --fact order_syn\t", "syncfix diagnose --fact order_sync="),
    (f"syncfix case show {CASE[:6]}\t", f"syncfix case show {CASE}"),
    ("syncfix routine qua\t", "syncfix routine quarterly "),
    ("syncfix ticket --output wri\t", "syncfix ticket --output written-file"),
]


def a_shell(name):
    def completes():
        if not shutil.which(name):
            print(f"skip  {name} is not installed")
            return
        (HOME.path / "written-file").write_text("")
        arguments, start = SHELLS[name]
        shell = Screen(HOME, *arguments, program=shutil.which(name), told=False, size=(120, 40),
                       PATH=f"{BUILD}:{HOME.env['PATH']}", SHELL=shutil.which(name))
        shell.settle()
        shell.type(f" {start}\n")
        shell.wait(lambda text: re.search(r"^ready> *$", text, re.M), "the shell")
        for typed, expected in TABS:
            shell.type(typed)
            shell.wait(lambda text: re.search(rf"ready> {re.escape(expected.rstrip())}(?![a-z])", text), f"{expected} in {name}")
            shell.keys("C-e", "C-u", "C-l")
            shell.wait(lambda text: re.search(r"^ready> *$", text, re.M), "a new line")
        shell.close()

    completes.__doc__ = f"{name} completes when Tab is pressed"
    return completes


main([every_row_is_offered, every_kind_is_offered, nothing_is_needed, *map(a_shell, SHELLS)])
