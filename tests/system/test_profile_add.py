#!/usr/bin/python3
"""`syncfix profile add` for every platform: what it asks, what it writes, and that it tries it at once."""
import json
import re
import selectors
import socket
import subprocess
import threading

from system import PROGRAM, SOURCE, Home, main

PLATFORMS = [json.loads(path.read_text()) for path in sorted((SOURCE / "wizard-data/platforms").glob("*.json"))]
SCENARIOS = [json.loads(path.read_text()) for path in sorted((SOURCE / "wizard-data/scenarios").glob("*-healthy.json"))]
PAIRS = [(one, next(s for s in SCENARIOS if s["platform"] == one["platform"]))
         for one in PLATFORMS if one["probes"] and not one.get("service")]


class Tunnel:
    """A proxy that leads every CONNECT to one port of this computer: no other host is ever asked."""

    def __init__(self, port):
        self.port = port
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.asked = set()
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, client):
        head = b""
        while b"\r\n\r\n" not in head:
            piece = client.recv(4096)
            if not piece:
                return
            head += piece
        self.asked.add(head.split()[1].decode())
        with client, socket.create_connection(("127.0.0.1", self.port)) as store:
            client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            self.carry(client, store)

    @staticmethod
    def carry(client, store):
        with selectors.DefaultSelector() as ready:
            ready.register(client, selectors.EVENT_READ, store)
            ready.register(store, selectors.EVENT_READ, client)
            while True:
                for key, _ in ready.select():
                    try:
                        piece = key.fileobj.recv(65536)
                    except OSError:
                        return
                    if not piece:
                        return
                    key.data.sendall(piece)

    def close(self):
        self.listener.close()


class Store:
    """The simulated store of a scenario, and the way to it."""

    def __init__(self, home, scenario):
        self.process = subprocess.Popen([PROGRAM, "sim", scenario["scenario"]], stdout=subprocess.PIPE, text=True,
                                        env=home.env)
        url = self.process.stdout.readline().strip()
        self.authority = self.process.stdout.readline().split(": ", 1)[1].strip()
        self.tunnel = Tunnel(int(re.search(r":(\d+)", url.split("://")[1])[1]))

    def close(self):
        self.process.terminate()
        self.process.wait(10)
        self.tunnel.close()


def answers(platform, scenario):
    """What a person types, in the order of the questions."""
    known = scenario["profile"]
    lines = [platform["name"], "main", known["integration"]]
    for name, key in platform["profile"].items():
        lines.append(str(known.get(name, "" if key["type"] != "url" else known["store"])))
    return "\n".join(lines) + "\n\n"  # no EFS connector


def add(home, platform, scenario, way):
    return home.run("profile", "add", "--now", scenario["now"], stdin=answers(platform, scenario),
                    https_proxy=way, http_proxy=way)


def one_platform(platform, scenario):
    home = Home()
    store = Store(home, scenario)
    try:
        done = add(home, platform, scenario, store.tunnel.address)
        name = platform["platform"]
        for key, one in platform["profile"].items():
            assert f"{one['label']}: {one['where']}." in done.stderr, (name, key, done.stderr)
        assert "Trying it now" in done.stderr and done.stdout.strip(), (name, done)
        for key, value in (("ca_file", store.authority), ("proxy", store.tunnel.address)):
            assert home.run("profile", "edit", "main", f"{key}={value}").returncode == 0, name
        again = home.run("profile", "test", "main", "--now", scenario["now"])
        lines = again.stdout.splitlines()
        assert again.returncode == 0 and sum(line.startswith("ok") for line in lines) >= 2, (name, again)
        no_buyer_is_shown(home, platform, scenario)
        config, shown = home.config.read_text(), done.stdout + done.stderr + again.stdout + again.stderr
        for key, one in platform["profile"].items():
            if one["type"] == "secret" and scenario["profile"].get(key):
                secret = scenario["profile"][key]
                assert secret not in config and secret not in shown, (name, key)
                assert f"{key}_file" in config and (home.config.parent / f"secrets/main-{key}").read_text() == secret, (name, key)
        assert store.tunnel.asked <= {f"{host}:443" for host in hosts_of(platform, scenario)}, (name, store.tunnel.asked)
    finally:
        store.close()


def no_buyer_is_shown(home, platform, scenario):
    """Of an answer that holds buyers' data no piece is shown, not even to who asks for the trace."""
    for name, probe in platform["probes"].items():
        if probe.get("personal") and "same_answer" not in probe and "order_number" not in probe["needs"]:
            done = home.run("probe", name, "--profile", "main", "--now", scenario["now"], "--format", "json")
            told = json.loads(done.stdout)
            assert told["status"] == 200 and not told["response"].get("excerpt"), (name, told)
            return


def hosts_of(platform, scenario):
    addresses = [value for value in scenario["profile"].values() if str(value).startswith("https://")]
    return platform["hosts"] + [re.sub(r"https://([^/:]+).*", r"\1", one) for one in addresses]


def every_platform():
    """asks each key with where it is found, keeps secrets in files, tries at once, and a healthy store is well"""
    for platform, scenario in PAIRS:
        one_platform(platform, scenario)


def a_list():
    """a key with a list takes what stands in it, in any case, and says what that is otherwise"""
    home = Home()
    amazon = next(one for one, _ in PAIRS if one["platform"] == "amazon")
    scenario = next(s for one, s in PAIRS if one is amazon)
    typed = answers(amazon, scenario).replace("\nUS\n", "\nAtlantis\nca\n")
    done = home.run("profile", "add", stdin=typed, https_proxy="http://127.0.0.1:9")
    assert "one of: US, CA," in done.stderr, done.stderr
    assert "marketplace = CA" in home.config.read_text(), home.config.read_text()
    home.run("profile", "edit", "main", "marketplace=Atlantis")
    done = home.run("profile", "show", "main")
    assert done.returncode == 78 and "one of: US, CA," in done.stderr, done


main([every_platform, a_list])
