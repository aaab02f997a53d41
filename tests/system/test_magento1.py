#!/usr/bin/python3
"""A Magento 1 store of recorded answers, asked by the commands as people run them."""
import concurrent.futures
import http.server
import pathlib
import re
import threading

from system import SOURCE, Home, main

AT_ONCE = 8  # they mostly wait for the pace of the probes
RECORDED = SOURCE / "tests/captures/magento1"
HOST = "store.example.test"
KEY = "a-key-that-only-the-login-carries"
SESSION = "487e96afece9074c6c4e8bcaf0ca1068"  # of login_ok


def lines(name):
    text = (RECORDED / name).read_text().split("# ladders")[0]
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


ADDRESS = dict(lines("requests.tsv"))


class Store:
    """Answers every call as `answers` says (a list: in turn), else as a healthy store; notes what came."""

    def __init__(self):
        store = self
        self.answers = {}
        self.calls = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.reply(store.answers.get("GET", "wsdl_ok"))

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                call = re.search(r"<SOAP-ENV:Body><n:(\w+)>", body)[1]
                store.calls.append((call, body))
                usual = {"login": "login_ok", "endSession": "session_ended", "magentoInfo": "magento_info",
                         "catalogInventoryStockItemList": "stock_exact"}
                turns = store.answers.get(call)
                if isinstance(turns, list):
                    turns = turns.pop(0)
                self.reply(turns or usual.get(call) or store.answers.get("*", "orders_processing"))

            def reply(self, name):
                head, body = (RECORDED / f"{name}.http").read_bytes().split(b"\r\n\r\n", 1)
                body = body.replace(HOST.encode(), f"127.0.0.1:{store.port}".encode())
                self.send_response(int(head.split()[1]))
                for line in head.decode().split("\r\n")[1:]:
                    field, _, value = line.partition(": ")
                    if field.lower() not in ("transfer-encoding", "content-length", "date", "server", "connection"):
                        self.send_header(field, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def home(self, address, status="processing"):
        home = Home()
        key = home.path / "key"
        key.write_text(KEY + "\n")
        key.chmod(0o600)
        typed = address.replace(HOST, f"127.0.0.1:{self.port}").replace("https://", "http://")
        home.write_config(f"[profile old]\nplatform = magento1\nstore = {typed}\napi_user = efs\n"
                          f"api_key_file = {key}\npull_status = {status}\n")
        return home


def difference(row):
    name, ref, _, label, note = row
    store = Store()
    status = re.search(r"P=(\w+)", note)
    sku = re.search(r"sku=([\w-]+)( \+ space)?", note)
    store.answers = {"M1-1": {"GET": name}, "M1-2": {"login": name}}.get(
        ref, {"*": name, "catalogInventoryStockItemList": name, "magentoInfo": name})
    home = store.home(ADDRESS[name], status[1] if status else "processing")
    got = home.json("probe", ref, "--profile", "old", "--yes",
                    "--fact", f"sku={sku[1] + ' ' * bool(sku[2]) if sku else 'NO-SUCH-SKU'}",
                    "--fact", "order_number=100000099", "--fact", "shipment_number=100000001", codes=range(80))
    store.server.shutdown()
    return None if got["outcome"] == label else f"{name} by {ref}: {got['outcome']}, expected {label}"


def recorded():
    """each recorded answer has its outcome through syncfix probe too"""
    over_http = [row for row in lines("expected.tsv") if not ADDRESS[row[0]].startswith("https")]
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        wrong = [one for one in pool.map(difference, over_http) if one]
    assert not wrong and len(over_http) > 70, wrong


def session():
    """one login, one session for all probes, ended when the program leaves; the key goes nowhere else"""
    store = Store()
    home = store.home(ADDRESS["wsdl_ok"])
    store.answers = {"resources": "orders_status_unknown"}
    home.run("check", "old", "--yes")
    names = [call for call, _ in store.calls]
    assert names[0] == "login" and names[-1] == "endSession", names
    assert names.count("login") == names.count("endSession") == 1 and len(names) > 4, names
    for call, body in store.calls:
        assert (KEY in body) == (call == "login"), call
        assert (SESSION in body) == (call != "login"), call


def forgotten():
    """a session that grew old is got anew, one that is lost between two calls is not"""
    for turns, outcome, logins in ((["session_unknown", "magento_info", "magento_info"], "session_ok", 2),
                                   (["magento_info", "session_unknown"], "session_lost", 1),
                                   (["session_unknown", "session_unknown"], "session_lost", 2)):
        store = Store()
        store.answers = {"magentoInfo": list(turns)}
        got = store.home(ADDRESS["wsdl_ok"]).json("probe", "M1-12", "--profile", "old", "--yes", codes=range(80))
        names = [call for call, _ in store.calls]
        assert got["outcome"] == outcome and names.count("login") == logins, (turns, got["outcome"], names)


def private():
    """what a store sends of buyers is neither shown nor stored"""
    store = Store()
    home = store.home(ADDRESS["wsdl_ok"])
    store.answers = {"*": "orders_all"}
    shown = home.run("probe", "M1-5", "--profile", "old", "--yes", "--verbose").stdout
    assert "pull_ok" in shown, shown
    kept = [path.read_text(errors="replace") for path in pathlib.Path(home.path).rglob("*") if path.is_file()]
    for word in ("jane@example.com", "Fixture", SESSION):
        assert word not in shown and not any(word in text for text in kept), word


main([recorded, session, forgotten, private])
