#!/usr/bin/python3
"""The EFS connector: every outcome of its probes against answers of many shapes, through the real probe code;
where keys go; that a connector saves answers; and the contract itself. SYNCFIX_EFS_URL and SYNCFIX_EFS_KEY_FILE
hold the list of the contract against a connector that is not ours."""
import concurrent.futures
import functools
import http.server
import json
import os
import pathlib
import re
import threading
import urllib.error
import urllib.request

import jsonschema

from efs_rows import FIRST, OTHER, ROWS, SKU, at, make_world
from efs_server import Connector
from system import SOURCE, Home, main

SCHEMA = json.loads((SOURCE / "docs/schemas/efs-connector.schema.json").read_text())
WORKERS = 8
SCENARIOS = SOURCE / "wizard-data/scenarios"


@functools.cache
def validator(kind):
    return jsonschema.Draft202012Validator({**SCHEMA, "anyOf": [{"$ref": f"#/$defs/{kind}"}]})


def hold(kind, body):
    """the body against the schema of its endpoint, or of errors"""
    validator(kind).validate(body)


def write_profile(home, connector, name, key=None):
    secret = home.path / "efs-key"
    secret.write_text((key or connector.key) + "\n")
    secret.chmod(0o600)
    home.write_config(f"[profile main]\nplatform = etsy\nintegration = {name}\nshop_name = x\n"
                      f"efs_url = {connector.url}\nefs_key_file = {secret}\n")


def facts_of(seed, given):
    named = {"order_number": seed["order"], "sku": seed["sku"], "ship_method": seed["method"]}
    return {name: named[name] if value is None else value for name, value in given.items()}


def check_row(home, connector, seed, row):
    probe, change, given, outcome, told = row
    connector.world = make_world(seed)
    if change:
        change(connector.world)
    words = [word for name, value in facts_of(seed, given).items() for word in ("--fact", f"{name}={value}")]
    result = home.json("probe", probe, "--profile", "main", *words)
    assert result["outcome"] == outcome, (probe, outcome, given, result["outcome"], result["message"], result["response"])
    for name, value in told.items():
        wanted = seed["method"] if value == "method" else value
        assert wanted is None or result["facts"].get(name) == wanted, (probe, outcome, name, result["facts"])
    assert connector.key not in json.dumps(result), "a key in the output"


def check_some(seed, rows):
    """rows one after the other at a connector of their own; what it answered"""
    home, connector = Home(), Connector(make_world(seed))
    try:
        write_profile(home, connector, seed["name"])
        for row in rows:
            check_row(home, connector, seed, row)
        return connector.answers
    finally:
        connector.stop()


def check_rows(seed):
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        parts = list(pool.map(lambda i: check_some(seed, ROWS[i::WORKERS]), range(WORKERS)))
    asked = set()
    for endpoint, body in (answer for part in parts for answer in part):
        asked.add(endpoint)
        hold(endpoint, body)
    assert len(asked) == 12, "an endpoint was never asked"


def outcomes():
    """every outcome of every probe, and the facts it tells"""
    check_rows(FIRST)


def other_values():
    """the same of another account: other names, numbers, signs, and fields that nobody knows yet"""
    check_rows(OTHER)


def none_left_out():
    """no outcome that a rule of a probe names is without a row"""
    platform = json.loads((SOURCE / "wizard-data/platforms/efs.json").read_text())
    tried = {(row[0], row[3]) for row in ROWS}
    for name, probe in platform["probes"].items():
        if name == "efs.portal":
            continue
        for rule in probe["outcomes"]:
            for one in rule.get("worst", [rule]):
                assert (probe["ref"], one["is"]) in tried, (name, one["is"])


def keys_stay_at_home():
    """the store never sees the connector's key, nor the connector the store's, nor anybody else either"""
    seen = {}

    def listen(name, location=None):
        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *unused):
                pass

            def do_GET(self):
                seen.setdefault(name, []).append(f"{self.path}\n{self.headers}")
                self.send_response(302 if location else 404)
                if location:
                    self.send_header("Location", location + self.path)
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_HEAD = do_GET

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server, f"http://127.0.0.1:{server.server_port}"

    home, connector = Home(), Connector(make_world(FIRST))
    store, store_url = listen("store")
    thief, thief_url = listen("thief")
    key, secret = "ck_" + "7" * 40, "cs_" + "8" * 40
    for name, value in (("k", key), ("s", secret), ("e", connector.key)):
        (home.path / name).write_text(value + "\n")
        (home.path / name).chmod(0o600)
    home.write_config(f"[profile main]\nplatform = woocommerce\nintegration = {FIRST['name']}\nstore = {store_url}\n"
                      f"consumer_key_file = {home.path}/k\nconsumer_secret_file = {home.path}/s\n"
                      f"efs_url = {connector.url}\nefs_key_file = {home.path}/e\n")
    try:
        home.run("diagnose", "orders", "--profile", "main", "--no-input")
        assert seen.get("store") and len(connector.seen) > 3, (seen.keys(), connector.seen)
        assert not any(connector.key in text for text in seen["store"])
        asked = json.dumps(connector.seen)
        assert connector.key in asked and key not in asked and secret not in asked
        connector.redirect_to = thief_url
        result = home.json("probe", "EFS-2", "--profile", "main")
        assert result["outcome"] == "redirected", result["outcome"]
        assert not any(connector.key in text for text in seen.get("thief", [])), seen["thief"]
    finally:
        connector.stop()
        for server in (store, thief):
            server.shutdown()


def by_itself():
    """diagnose finds the cause in IS2 with nobody there; without the connector it cannot"""
    home, connector = Home(), Connector(make_world(FIRST))
    try:
        write_profile(home, connector, FIRST["name"])
        at("order_sync", enabled=False)(connector.world)
        found = home.json("diagnose", "orders", "--profile", "main", "--no-input")
        assert found["cause"]["label"] == "order_sync_off", found["cause"]
        assert found["facts"]["order_sync"]["vantage"].startswith("EFS"), found["facts"]["order_sync"]
        done = home.run("check", "main")
        assert re.search(r"[1-9]\d* checks", done.stdout) and "Order Sync is ON" in done.stdout, done.stdout
        connector.world["revoked"] = True
        found = home.json("diagnose", "orders", "--profile", "main", "--no-input")
        assert found["cause"] is None and "order_sync" not in found["facts"], found["cause"]
    finally:
        connector.stop()


PAIRS = {"efs-healthy": "woo-healthy", "efs-toggle-off": "woo-toggle-off", "efs-oauth-expired": "hand-oauth-expired",
         "efs-all-stalled": "hand-stalled", "efs-ship-method": "woo-ship-method", "efs-sku-missing": "woo-sku-missing",
         "efs-tracking-locked": "volu-order-locked", "efs-old-credentials": "woo-other-key-in-is2",
         "efs-inventory-off": "woo-inventory-toggle"}


def fewer_answers():
    """with the connector each fault takes fewer answers than the same by hand"""
    for name, hand in PAIRS.items():
        with_it, without = (json.loads((SCENARIOS / f"{one}.json").read_text())["expect"] for one in (name, hand))
        assert len(with_it["asked"]) < without["par"], (name, with_it["asked"], without["par"])


def disagreement():
    """Connected in IS2, but the store answers 401: the wizard says so aloud"""
    done = Home().run("demo", "efs-connected-but-refused", "--plain", stdin="1\n" + "\n" * 3 + "q\n")
    assert "Connected in IS2, but the store answers 401" in done.stdout, done.stdout[-1500:]


def added():
    """profile add asks for a connector, and goes on without one"""
    home, connector = Home(), Connector(make_world(FIRST))
    try:
        keys = json.loads((SOURCE / "wizard-data/platforms/etsy.json").read_text())["profile"]
        store = ["etsy", "main", FIRST["name"], *("x" if key == "shop_name" else "" for key in keys)]
        answers = store + [connector.url + "/health", connector.key]
        done = home.run("profile", "add", stdin="\n".join(answers) + "\n")
        text = home.config.read_text()
        assert f"efs_url = {connector.url}\n" in text and "efs_key_file = " in text, (text, done.stderr)
        assert connector.key not in text + done.stdout + done.stderr
        home = Home()
        home.run("profile", "add", stdin="\n".join(store) + "\n\n")
        assert "efs_" not in home.config.read_text()
    finally:
        connector.stop()


def scenario_answers():
    """what the scenarios' connector answers holds the contract too"""
    count = 0
    paths = {"health": 1, "integrations": 2, "orders": 4, "ship-maps": 6, "cart-items": 7, "tracking-updates": 8, "runs": 9,
             "items": 10, "shipping-codes": 12}
    for file in sorted(SCENARIOS.glob("efs-*.json")):
        for route in json.loads(file.read_text())["routes"]:
            parts = route["request"].split()[1].split("/")
            if parts[1:2] != ["v1"] or "json" not in route:
                continue
            number = paths.get(parts[-1], 3 if parts[2] == "integrations" and len(parts) == 4 else 5)
            number = 11 if parts[2:] == ["fcp", "orders"] else number
            kind = f"EFS-{number}" if route["status"] == 200 else "error"
            text = json.dumps(route["json"]).replace("{origin}", "https://x.example")
            body = json.loads(re.sub(r"\{now[^}]*\}", "2026-11-23T14:00:00Z", text))
            hold(kind, body)
            count += 1
    assert count > 30, count


# ---- the contract ----

def fetch(url, key=None, method="GET"):
    request = urllib.request.Request(url, method=method, headers={"Authorization": f"Bearer {key}"} if key else {})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, json.loads(answer.read() or b"null"), answer.headers
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read() or b"null"), error.headers


def times(value):
    if isinstance(value, dict):
        for name, one in value.items():
            assert not (isinstance(one, str) and name.endswith("_at")) or one.endswith("Z"), (name, one)
            times(one)
    for one in value if isinstance(value, list) else ():
        times(one)


def conform(url, key):
    status, body, headers = fetch(f"{url}/health")
    assert status == 200 and headers["Cache-Control"] == "no-store" and headers["X-Request-Id"], (status, headers)
    for way, word, code in (("/integrations", "GET", 401), ("/integrations/none-of-this-name", "GET", 404), ("/integrations?colour=1", "GET", 400),
                            ("/integrations", "POST", 405), ("/integrations", "DELETE", 405), ("/integrations?limit=201", "GET", 400)):
        status, body, _ = fetch(url + way, None if code == 401 else key, word)
        assert status == code, (way, word, status)
        hold("error", body)
    assert fetch(f"{url}/integrations", key + "x")[0] == 401
    _, body, _ = fetch(f"{url}/integrations?limit=1", key)
    first, ids, cursor = body["data"][0]["id"], [], body["next"]
    times(body)
    while cursor:
        ids += [one["id"] for one in body["data"]]
        _, body, _ = fetch(f"{url}/integrations?limit=1&cursor={cursor}", key)
        cursor = body["next"]
    assert len(ids) == len(set(ids)), "a row came twice"
    status, body, _ = fetch(f"{url}/integrations/{first}/orders?limit=200", key)
    assert status == 200 and len(json.dumps(body)) < 1 << 20
    times(body)
    for endpoint, way in (("EFS-3", f"/integrations/{first}"), ("EFS-6", f"/integrations/{first}/ship-maps"), ("EFS-10", "/fcp/items?sku=x")):
        hold(endpoint, fetch(url + way, key)[1])


def contract():
    """the list of the contract holds for a server"""
    if os.environ.get("SYNCFIX_EFS_URL"):
        conform(os.environ["SYNCFIX_EFS_URL"], pathlib.Path(os.environ["SYNCFIX_EFS_KEY_FILE"]).read_text().strip())
        return
    connector = Connector(make_world(FIRST))
    try:
        conform(connector.url, connector.key)
        connector.world["foreign"] = ["7"]
        assert fetch(f"{connector.url}/integrations/7", connector.key)[0] == 403
        body = fetch(f"{connector.url}/fcp/items?sku={SKU.lower().replace(' ', '%20')}", connector.key)[1]["data"][0]
        assert body["match"] == "case" and body["total"] == body["good"] + body["hurt"] + body["allocated"]
        connector.limited = True
        codes = [fetch(f"{connector.url}/integrations", connector.key) for _ in range(61)]
        assert [one[0] for one in codes[:60]] == [200] * 60 and codes[60][0] == 429 and codes[60][2]["Retry-After"]
    finally:
        connector.stop()


main([outcomes, other_values, none_left_out, keys_stay_at_home, by_itself, fewer_answers, disagreement, added,
      scenario_answers, contract])
