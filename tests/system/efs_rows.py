"""What IS2 and FCP know in two accounts, and a row for every outcome of the connector's probes."""
from efs_server import ago

ORDER, SKU = "10 / 41-ä", "Mug-BLUE 01"
FIRST = {"id": "42", "name": "Main store", "order": ORDER, "sku": SKU, "method": "Standard", "minutes": 30, "extra": {}}
OTHER = {"id": "x-9f/1", "name": "Löwen & Söhne #2", "order": "#PO-77", "sku": "red&small", "method": "Über Nacht (DHL)",
         "minutes": 15, "extra": {"version": {"name": "7", "build": [1, 2]}}}


def integration(number, name, **more):
    sync = {"enabled": True, "schedule_minutes": 30, "last_run_at": ago(minutes=9), "last_success_at": ago(minutes=9),
            "next_run_at": ago(minutes=-21), "last_result": "ok", "last_error": None}
    return {"id": number, "name": name, "platform": "etsy", "state": "active", "order_sync": dict(sync),
            "tracking_sync": {key: sync[key] for key in ("enabled", "last_run_at", "last_success_at", "last_result", "last_error")},
            "inventory_sync": {**sync, "supported": True, "schedule_minutes": 60},
            "connection": {"auth": "oauth", "status": "Connected", "authorized_at": ago(days=90), "expires_at": ago(days=-90),
                           "checked_at": ago(minutes=9)},
            "settings": {"history_days": 5, "order_statuses": ["processing", "on-hold"], "marketplace": None,
                         "fulfillment_channel": None, "store_url": None, "location": None, "inventory_source": None,
                         "store_hash": None}, **more}


def make_world(seed):
    order = {"order_number": seed["order"], "platform_order_id": "5551", "status": "ACCEPTED", "status_since": ago(hours=1),
             "placed_at": ago(hours=3), "received_at": ago(hours=2), "ship_method": seed["method"], "ship_code": "GROUND",
             "items": [{"cart_sku": seed["sku"], "quantity": 1, "efs_sku": seed["sku"]}], "error": None, "retry": None,
             "fcp_order_id": "9001"}
    package = {"tracking_number": "94001118992231", "carrier": "USPS"}
    return {
        "health": {"is2": "up", "fcp": "up", "incidents": [
            {"id": "i1", "title": "An old one", "affects": ["login"], "started_at": ago(days=2), "resolved_at": ago(days=1)}]},
        "integrations": [integration("7", "Another one"), integration(seed["id"], seed["name"]), integration("8", "A third")],
        "orders": [order], "runs": [], "codes": [{"code": "GROUND", "carrier": "UPS", "name": "Ground"}], "unmapped": [],
        "maps": [{"cart_method": seed["method"], "wms_code": "GROUND", "active": True, "last_used_at": None}],
        "cart": [{"cart_name": "A mug", "cart_sku": seed["sku"], "status": "ACTIVE", "efs_sku": seed["sku"],
                  "matches_efs_sku": True, "custom": False,
                  "last_push": {"at": ago(minutes=20), "quantity": 12, "result": "ok", "error": None}}],
        "tracking": [{"order_number": seed["order"], "shipped_at": ago(hours=9), "due_at": ago(hours=5), "sent_at": ago(hours=5),
                      "result": "sent", "attempts": 1, "next_at": None, "error": None, "packages": [{**package, "sent": True}]}],
        "items": [{"sku": seed["sku"], "good": 12, "hurt": 1, "allocated": 2, "tracked": True, "updated_at": ago(hours=7)}],
        "fcp_orders": [{"order_number": seed["order"], "fcp_order_id": "9001", "integration_id": seed["id"], "status": "Completed",
                        "status_since": ago(hours=9), "created_at": ago(hours=20), "shipped_at": ago(hours=9),
                        "hold_reason": None, "packages": [package]}],
        "extra": seed["extra"]}


def mine(world):
    return world["integrations"][1]


def at(part, **change):
    """changes members of a part of the integration, or of the first row of a list"""
    def apply(world):
        one = mine(world)[part] if part in mine(world) else world[part][0]
        one.update(change)
    return apply


def fails(code, text, status="IMPORT ERROR", subject=None):
    return at("orders", status=status, error={"code": code, "text": text, "subject": subject})


def tracking_fails(code, text):
    return at("tracking", result="error", sent_at=None, error={"code": code, "text": text})


def every(*changes):
    def apply(world):
        for change in changes:
            change(world)
    return apply


def everybody_old(world):
    for one in world["integrations"]:
        one["order_sync"].update(last_success_at=ago(hours=5), last_run_at=ago(hours=5))


def put(name, value):
    def apply(world):
        world[name] = value
    return apply


def spell(world):
    world["items"][0]["sku"] = world["items"][0]["sku"].swapcase()


def space(world):
    world["items"][0]["sku"] += " "


def shout(world):
    world["maps"][0]["cart_method"] = world["maps"][0]["cart_method"].upper()


def incident(**more):
    return {"id": "i7", "title": "Order import delayed", "affects": ["orders"], "started_at": ago(minutes=50),
            "resolved_at": None, **more}


TWO = lambda world: world["fcp_orders"].append({**world["fcp_orders"][0], "fcp_order_id": "9002", "integration_id": "7"})
OLD = dict(last_success_at=ago(hours=5))
RUNS = dict(OLD, last_run_at=ago(minutes=4), last_result="error")
UPDATED = {"code": "oauth_token_expired", "text": "OAuth token expired", "at": ago(minutes=4)}
STOPPED = dict(OLD, last_run_at=ago(hours=5))
# probe, what is different, further facts, outcome, facts that must be told
ROWS = [
    ("EFS-1", None, {}, "up", {}),
    ("EFS-1", put("health", {"is2": "down", "fcp": "up", "incidents": []}), {}, "is2_down", {"outage": "is2"}),
    ("EFS-1", put("health", {"is2": "up", "fcp": "down", "incidents": []}), {}, "fcp_down", {}),
    ("EFS-1", put("health", {"is2": "degraded", "fcp": "up", "incidents": []}), {}, "degraded", {"outage": "is2"}),
    ("EFS-1", put("health", {"is2": "up", "fcp": "up", "incidents": [incident()]}), {}, "known_incident",
     {"efs_incident": "Order import delayed", "efs_incident_id": "i7"}),
    ("EFS-1", put("health", {"is2": "up", "fcp": "up", "incidents": [incident(resolved_at=ago(minutes=5))]}), {}, "up", {}),
    ("EFS-2", None, {}, "ok", {}),
    ("EFS-2", at("order_sync", **OLD), {}, "one_stalled", {"scope_integrations": "one"}),
    ("EFS-2", everybody_old, {}, "all_stalled", {"scope_integrations": "all"}),
    ("EFS-2", lambda world: world["integrations"].pop(1), {}, "not_listed", {}),
    ("EFS-3", None, {}, "ok", {"order_sync": "on", "oauth_status": "connected", "is2_connection": "connected", "history_days": "5",
                               "error_messages": "none", "inventory_sync": "on", "quick_last_sync": "yes"}),
    ("EFS-3", lambda world: mine(world).update(state="disabled"), {}, "disabled", {}),
    ("EFS-3", put("stale", True), {}, "stale", {"order_sync": "on"}),
    ("EFS-3a", at("order_sync", enabled=False), {}, "off", {}),
    ("EFS-3", at("order_sync", enabled=False), {}, "ok", {"order_sync": "off"}),
    ("EFS-3b", None, {}, "recent", {}),
    ("EFS-3b", at("order_sync", last_success_at=ago(minutes=119)), {}, "recent", {}),
    ("EFS-3b", at("order_sync", last_success_at=ago(hours=20), schedule_minutes=720), {}, "recent", {}),
    ("EFS-3b", at("order_sync", last_success_at=ago(hours=20), schedule_minutes=None, last_run_at=ago(hours=20)), {}, "stalled", {}),
    ("EFS-3b", at("order_sync", **STOPPED), {}, "stalled", {}),
    ("EFS-3b", at("order_sync", **RUNS, last_error=UPDATED), {}, "oauth_token_expired", {}),
    ("EFS-3b", at("order_sync", **RUNS, last_error={"code": "api_credentials_invalid", "text": "API credentials invalid"}), {},
     "api_credentials_invalid", {}),
    ("EFS-3b", at("order_sync", **RUNS, last_error={"code": "other", "text": "Boom"}), {}, "failing", {}),
    ("EFS-3", at("order_sync", **RUNS, last_error={"code": "other", "text": "Boom"}), {}, "ok", {"is2_run_error": "Boom"}),
    ("EFS-3b", at("order_sync", last_success_at=None, last_run_at=None, last_result="never"), {}, "never_ran", {}),
    ("EFS-3b", at("order_sync", enabled=False, **OLD), {}, "not_running", {}),
    ("EFS-3c", at("connection", status="Expired"), {}, "expired", {}),
    ("EFS-3", at("connection", status="Disconnected"), {}, "ok", {"oauth_status": "expired", "quick_credentials": "no"}),
    ("EFS-3c", at("connection", auth="api_key", status="Invalid"), {}, "invalid", {}),
    ("EFS-3", at("connection", auth="api_key", status="Invalid"), {}, "ok", {"keys_in_is2": "other", "oauth_status": "none"}),
    ("EFS-3c", at("connection", auth="none", status="Not applicable"), {}, "not_applicable", {}),
    ("EFS-3c", every(at("connection", status="Something new"), put("newer", True)), {}, "unexpected", {}),
    ("EFS-3d", None, {"order_placed_at": ago(days=2)}, "ok", {}),
    ("EFS-3d", None, {"order_placed_at": ago(days=9)}, "too_old", {}),
    ("EFS-3d", None, {"store_order_status": "Processing"}, "ok", {}),
    ("EFS-3d", None, {"store_order_status": "awaiting-payment"}, "status_mismatch", {}),
    ("EFS-3e", None, {}, "ok", {}),
    ("EFS-3e", at("inventory_sync", enabled=False), {"direction": "inventory"}, "off", {}),
    ("EFS-3e", at("inventory_sync", enabled=False), {}, "unused", {}),
    ("EFS-3e", at("inventory_sync", supported=False, enabled=False), {}, "unsupported", {}),
    ("EFS-3e", at("inventory_sync", last_success_at=ago(hours=4)), {}, "overdue", {}),
    ("EFS-3e", at("inventory_sync", schedule_minutes=None), {}, "no_schedule", {}),
    ("EFS-4", None, {}, "flowing", {}),
    ("EFS-4", put("orders", []), {}, "none_received", {"received": "none"}),
    ("EFS-4", fails("ship_method_not_mapped", "Ship method not mapped: X"), {}, "ship_method_not_mapped", {}),
    ("EFS-4", fails("address_validation_failed", "Address validation failed", subject="city"), {}, "import_errors", {}),
    ("EFS-4", at("orders", status="NEW"), {}, "stuck_new", {}),
    ("EFS-5", None, {"order_number": None}, "accepted", {"is2_status": "accepted", "ship_method": "method"}),
    ("EFS-5", None, {"order_number": "10"}, "not_received", {}),
    ("EFS-5", at("orders", status="NEW"), {"order_number": None}, "stuck_new", {"is2_status": "new"}),
    ("EFS-5", at("orders", status="NEW", status_since=ago(minutes=7)), {"order_number": None}, "waiting", {}),
    ("EFS-5", at("orders", status="CANCELLED"), {"order_number": None}, "cancelled", {"is2_status": "cancelled"}),
    ("EFS-5", at("orders", status="COMPLETED"), {"order_number": None}, "completed", {"is2_status": "completed"}),
    ("EFS-5", every(at("orders", status="ARCHIVED"), put("newer", True)), {"order_number": None}, "unexpected", {}),
    ("EFS-5", fails("sku_invalid", "Invalid SKU: a b", subject="a b"), {"order_number": None}, "sku_invalid",
     {"sku": "a b", "error_text": "Invalid SKU: a b", "is2_status": "import_error"}),
    *[("EFS-5", fails(code, code), {"order_number": None}, code, {}) for code in (
        "ship_method_not_mapped", "duplicate_order_number", "address_validation_failed", "customer_information_missing",
        "oauth_token_expired", "api_credentials_invalid", "insufficient_inventory", "ship_code_invalid", "malformed_address")],
    ("EFS-5", fails("other", "Strange"), {"order_number": None}, "import_error", {"error_text": "Strange"}),
    ("EFS-6", None, {}, "all_mapped", {}),
    ("EFS-6", put("unmapped", [{"cart_method": "Express", "orders": 3, "last_seen_at": ago(hours=1)}]), {}, "unmapped_methods", {}),
    ("EFS-6b", None, {"ship_method": None}, "mapped", {"quick_mapped": "yes", "efs_ship_code": "GROUND"}),
    ("EFS-6b", None, {"ship_method": "Express"}, "not_mapped", {"quick_mapped": "no"}),
    ("EFS-6b", shout, {"ship_method": None}, "mapped_other_spelling", {}),
    ("EFS-12", None, {"efs_ship_code": "GROUND"}, "code_valid", {}),
    ("EFS-12", None, {"efs_ship_code": "GROUNDED"}, "code_invalid", {}),
    ("EFS-12", put("codes", None), {"efs_ship_code": "GROUND"}, "not_offered", {}),
    ("EFS-11", lambda world: world["fcp_orders"][0].update(integration_id="7"), {"order_number": None, "efs_integration": "none"}, "shipped", {"duplicate_in_fcp": "other"}),
    ("EFS-7", None, {"sku": None}, "active", {"cart_item_status": "active"}),
    ("EFS-7", None, {"sku": "nothing"}, "not_in_cart_items", {"cart_item_status": "absent"}),
    ("EFS-7", at("cart", status="INACTIVE"), {"sku": None}, "inactive", {"cart_item_status": "inactive"}),
    ("EFS-7", at("cart", status="NEW"), {"sku": None}, "inactive", {"cart_item_status": "new"}),
    ("EFS-7", at("cart", status="NO MATCH IN CART", matches_efs_sku=False), {"sku": None}, "no_match", {"cart_item_status": "no_match"}),
    ("EFS-7", at("cart", matches_efs_sku=False), {"sku": None}, "sku_mismatch", {}),
    *[("EFS-7", at("cart", last_push={"at": ago(minutes=5), "quantity": 3, "result": "error", "error": {"code": code, "text": code}}),
       {"sku": None}, outcome, {"error_text": code}) for code, outcome in (
           ("product_not_found", "product_not_found"), ("inventory_management_disabled", "inventory_management_disabled"),
           ("api_rate_limit_exceeded", "api_rate_limit_exceeded"), ("invalid_quantity", "invalid_quantity"),
           ("permission_denied", "push_error"))],
    ("EFS-10", None, {"sku": None}, "sku_ok", {"fcp_good": "12", "fcp_hurt": "1", "fcp_allocated": "2", "quick_sku": "yes"}),
    ("EFS-10", None, {"sku": "nothing"}, "sku_unknown", {"quick_sku": None}),
    ("EFS-10", spell, {"sku": None}, "sku_case", {}),
    ("EFS-10", space, {"sku": None}, "sku_space", {}),
    ("EFS-10", at("items", good=0), {"sku": None}, "out_of_stock", {"fcp_good": "0"}),
    ("EFS-10b", None, {"sku": None, "store_qty": "12"}, "qty_equal", {}),
    ("EFS-10b", None, {"sku": None, "store_qty": "13"}, "hurt_included", {}),
    ("EFS-10b", None, {"sku": None, "store_qty": "15"}, "total_included", {}),
    ("EFS-10b", None, {"sku": None, "store_qty": "99"}, "qty_differs", {}),
    ("EFS-11", None, {"order_number": None}, "shipped", {"fcp_status": "completed", "in_fcp": "there", "fcp_tracking": "yes", "fcp_packages": "one"}),
    ("EFS-11", None, {"order_number": "10"}, "not_in_fcp", {"fcp_status": "absent", "in_fcp": "absent", "duplicate_in_fcp": "none", "fcp_filter_all": "yes"}),
    ("EFS-11", TWO, {"order_number": None, "efs_integration": "7"}, "duplicate", {"in_fcp": "there", "duplicate_in_fcp": "same"}),
    ("EFS-11", at("fcp_orders", packages=[]), {"order_number": None}, "no_tracking", {"fcp_tracking": "no"}),
    ("EFS-11", at("fcp_orders", status="On Hold", shipped_at=None, packages=[]), {"order_number": None}, "on_hold", {"fcp_status": "hold"}),
    ("EFS-11", at("fcp_orders", status="Back Order", shipped_at=None), {"order_number": None}, "back_order", {"fcp_status": "backorder"}),
    ("EFS-11", at("fcp_orders", status="In Process", shipped_at=None), {"order_number": None}, "not_shipped", {"fcp_status": "processing"}),
    ("EFS-11", at("fcp_orders", status="Pending", shipped_at=None), {"order_number": None}, "not_shipped", {"fcp_status": "pending"}),
    ("EFS-11", at("fcp_orders", status="Cancelled", shipped_at=None), {"order_number": None}, "canceled", {"fcp_status": "cancelled"}),
    ("EFS-8", None, {"order_number": None}, "sent", {"tracking_update": "sent"}),
    ("EFS-8", None, {"order_number": None, "tracking_shows": "no"}, "sent_not_visible", {}),
    ("EFS-8", None, {"order_number": "10"}, "no_update", {}),
    ("EFS-8", at("tracking", result="pending", sent_at=None), {"order_number": None}, "overdue", {"tracking_update": "pending"}),
    ("EFS-8", at("tracking", result="pending", sent_at=None, shipped_at=ago(hours=5)), {"order_number": None}, "wait", {}),
    ("EFS-8", at("tracking", result="pending", sent_at=None, due_at=ago(minutes=-9)), {"order_number": None}, "wait", {}),
    *[("EFS-8", tracking_fails(code, code), {"order_number": None}, code, {"error_text": code, "tracking_update": "error"}) for code in (
        "order_not_found", "fulfillment_already_complete", "permission_denied", "order_locked", "platform_api_timeout", "order_canceled")],
    ("EFS-8", tracking_fails("other", "Odd"), {"order_number": None}, "tracking_error", {}),
    ("EFS-8", at("tracking", packages=[{"tracking_number": "1", "carrier": "UPS", "sent": True}, {"tracking_number": "2", "carrier": "UPS", "sent": False}]),
     {"order_number": None}, "several_packages", {}),
    ("EFS-9", None, {"symptom": "slow"}, "ok", {}),
    ("EFS-9", put("runs", None), {"symptom": "slow"}, "not_offered", {}),
    ("EFS-9", put("runs", [{"kind": "orders", "started_at": ago(minutes=9), "finished_at": ago(minutes=8), "result": "error", "read": 0, "created": 0,
                            "errors": 1, "http_status": 429, "rate_limited": True, "error": None}]), {"symptom": "slow"}, "runs_limited", {"log_pattern": "rate_limit"}),
    ("EFS-4", fails("sku_invalid", "Invalid SKU: x"), {}, "sku_invalid", {}),
    ("EFS-3a", None, {}, "on", {}),
    ("EFS-3c", None, {}, "connected", {}),
    ("EFS-10b", None, {"sku": None, "store_qty": "99", "inventory_last_sync": ago(days=1)}, "qty_old", {}),
    ("EFS-12", put("codes", [{"code": f"C{i}", "carrier": "UPS", "name": "x"} for i in range(201)]), {"efs_ship_code": "C200"}, "not_seen", {}),
    ("EFS-9", put("runs", [{"kind": "orders", "started_at": ago(minutes=9), "finished_at": ago(minutes=8), "result": "error", "read": 0, "created": 0,
                            "errors": 1, "http_status": 500, "rate_limited": False, "error": None}]), {"symptom": "slow"}, "runs_fail", {}),
    ("EFS-2", put("revoked", True), {}, "connector_key_invalid", {}),
    ("EFS-3", lambda world: world.update(foreign=[mine(world)["id"]]), {}, "connector_scope", {}),
    ("EFS-2", put("down", "is2_unavailable"), {}, "is2_down", {}),
    ("EFS-10", put("down", "fcp_unavailable"), {"sku": None}, "fcp_down", {}),
]
