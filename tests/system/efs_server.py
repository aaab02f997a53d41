"""A connector as docs/EFS-CONNECTOR.md describes it, in memory, for the tests: strict where the contract is."""
import base64
import datetime
import http.server
import json
import threading
import urllib.parse

PARAMETERS = {"health": set(), "integrations": {"limit", "cursor"}, "integration": set(), "order": set(),
              "orders": {"since", "until", "status", "order_number", "limit", "cursor"},
              "ship-maps": {"cart_method", "limit", "cursor"}, "cart-items": {"cart_sku", "status", "limit", "cursor"},
              "tracking-updates": {"since", "order_number", "result", "limit", "cursor"},
              "runs": {"kind", "since", "limit", "cursor"}, "items": {"sku", "limit", "cursor"},
              "fcp-orders": {"order_number", "limit", "cursor"}, "shipping-codes": {"limit", "cursor"}}
ENDPOINT = {"health": "EFS-1", "integrations": "EFS-2", "integration": "EFS-3", "orders": "EFS-4", "order": "EFS-5",
            "ship-maps": "EFS-6", "cart-items": "EFS-7", "tracking-updates": "EFS-8", "runs": "EFS-9", "items": "EFS-10",
            "fcp-orders": "EFS-11", "shipping-codes": "EFS-12"}
PER_MINUTE = 60


def ago(**parts):
    """a time that long ago, as the contract writes it; negative: in the future"""
    at = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(**parts)
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


class Fault(Exception):
    def __init__(self, status, code, **more):
        super().__init__(code)
        self.status, self.code, self.more = status, code, more


class Connector:
    """world: what IS2 and FCP know. answers: (endpoint, body) of every 200; seen: (path, headers) of every request."""

    def __init__(self, world, key="efs_k1_for_the_tests"):
        self.world, self.key = world, key
        self.answers, self.seen, self.minute = [], [], []
        self.limited = False
        self.redirect_to = None
        connector = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *unused):
                pass

            def do_any(self):
                connector.serve(self)

            do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_any

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    # ---- HTTP ----

    def serve(self, request):
        self.seen.append((request.path, dict(request.headers)))
        headers = {"Cache-Control": "no-store", "X-Request-Id": f"r{len(self.seen)}"}
        try:
            if self.redirect_to and "/health" not in request.path:
                return self.send(request, 302, {"Location": self.redirect_to + request.path}, b"")
            endpoint, body = self.answer(request)
            if not self.world.get("newer"):
                self.answers.append((endpoint, body))
            status = 200
        except Fault as fault:
            status, headers = fault.status, {**headers, **fault.more.pop("headers", {})}
            body = {"error": {"code": fault.code, "message": fault.code.replace("_", " "),
                              "request_id": headers["X-Request-Id"], **fault.more}}
        return self.send(request, status, {**headers, "Content-Type": "application/json"}, json.dumps(body).encode())

    @staticmethod
    def send(request, status, headers, body):
        request.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            request.send_header(name, value)
        request.end_headers()
        if request.command != "HEAD":
            request.wfile.write(body)

    def check_key(self, request):
        sent = request.headers.get("Authorization", "")
        if not sent.startswith("Bearer "):
            raise Fault(401, "key_missing")
        if sent[7:] != self.key:
            raise Fault(401, "key_invalid")
        if self.world.get("revoked"):
            raise Fault(401, "key_revoked")
        if self.limited:
            now = datetime.datetime.now().timestamp()
            self.minute = [at for at in self.minute if now - at < 60] + [now]
            if len(self.minute) > PER_MINUTE:
                raise Fault(429, "rate_limited", headers={"Retry-After": "30"})

    # ---- what is asked ----

    def answer(self, request):
        url = urllib.parse.urlsplit(request.path)
        query = dict(urllib.parse.parse_qsl(url.query, keep_blank_values=True))
        parts = [urllib.parse.unquote(part) for part in url.path.split("/")[2:]]
        if request.command not in ("GET", "HEAD"):
            raise Fault(405, "read_only", headers={"Allow": "GET, HEAD"})
        if parts != ["health"]:
            self.check_key(request)
        if self.world.get("down"):
            raise Fault(503, self.world["down"])
        name, data, top = self.find(parts, query)
        for one in query:
            if one not in PARAMETERS[name]:
                raise Fault(400, "invalid_parameter", parameter=one)
        body = {"as_of": ago(seconds=20 if not self.world.get("stale") else 3600), **self.world.get("extra", {})}
        if self.world.get("stale"):
            body["stale"] = True
        if isinstance(data, list):
            data, following = self.page(data, query)
            top["next"] = following
        return ENDPOINT[name], {**body, "data": data, **top}

    @staticmethod
    def page(rows, query):
        limit = int(query.get("limit", 50))
        if not 1 <= limit <= 200:
            raise Fault(400, "invalid_parameter", parameter="limit")
        after = json.loads(base64.urlsafe_b64decode(query["cursor"])) if "cursor" in query else None
        start = 0 if after is None else next(i for i, row in enumerate(rows) if row == after) + 1
        rest = rows[start:start + limit]
        more = start + limit < len(rows)
        return rest, base64.urlsafe_b64encode(json.dumps(rest[-1]).encode()).decode() if more else None

    def find(self, parts, query):
        world = self.world
        if parts == ["health"]:
            return "health", world["health"], {}
        if parts == ["integrations"]:
            return "integrations", [short(one) for one in world["integrations"]], {}
        if parts == ["shipping-codes"]:
            return "shipping-codes", self.offered("codes"), {}
        if parts == ["fcp", "items"]:
            return "items", items(world["items"], query.get("sku", "")), {}
        if parts == ["fcp", "orders"]:
            return "fcp-orders", matching(world["fcp_orders"], query), {}
        if len(parts) < 2 or parts[0] != "integrations":
            raise Fault(404, "not_implemented")
        one = self.integration(parts[1])
        if len(parts) == 2:
            return "integration", one, {}
        if len(parts) == 4 and parts[2] == "orders":
            found = [order for order in world["orders"] if order["order_number"] == parts[3]]
            if not found:
                raise Fault(404, "order_not_found")
            return "order", {**found[0], "events": []}, {}
        lists = {"orders": "orders", "ship-maps": "maps", "cart-items": "cart", "tracking-updates": "tracking", "runs": "runs"}
        if len(parts) != 3 or parts[2] not in lists:
            raise Fault(404, "not_implemented")
        top = {"unmapped": world["unmapped"]} if parts[2] == "ship-maps" else {}
        return parts[2], matching(self.offered(lists[parts[2]]), query), top

    def integration(self, number):
        if number in self.world.get("foreign", ()):
            raise Fault(403, "integration_not_allowed")
        found = [one for one in self.world["integrations"] if one["id"] == number]
        if not found:
            raise Fault(404, "integration_not_found")
        return found[0]

    def offered(self, name):
        if self.world.get(name) is None:
            raise Fault(404, "not_implemented")
        return self.world[name]


def short(one):
    return {**{name: one[name] for name in ("id", "name", "platform", "state")},
            "order_sync": {name: one["order_sync"][name] for name in ("enabled", "last_success_at")},
            "connection": {"status": one["connection"]["status"]}}


def matching(rows, query):
    fields = {name: value for name, value in query.items() if name in ("order_number", "cart_sku", "status", "result", "kind",
                                                                       "cart_method")}
    return [row for row in rows if all(row.get(name) == value for name, value in fields.items())]


def items(rows, sku):
    """without case and outer spaces; how it matched"""
    found = [row for row in rows if row["sku"].strip().lower() == sku.strip().lower()]
    def how(row):
        if row["sku"] == sku:
            return "exact"
        return "case" if row["sku"].lower() == sku.lower() else "space"

    return [{**row, "match": how(row), "total": row["good"] + row["hurt"] + row["allocated"]} for row in found]
