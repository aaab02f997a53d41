#!/usr/bin/python3
"""Error messages as people paste them: garbled ones find their entry first, other texts find nothing."""
import json

from system import SOURCE, Home, main

ERRORS = json.loads((SOURCE / "wizard-data/errors.json").read_text())["errors"]
HOME = Home()

# What was pasted, and the id of the entry that must come first.
GARBLED = [
    ("Ship metod not maped", "ship_method_not_mapped"),
    ("SHIP METHOD NOT MAPPED!!", "ship_method_not_mapped"),
    ("11/23/2026 08:12:44 IMPORT ERROR Order 1042: Ship method not mapped: USPS Ground Advantage",
     "ship_method_not_mapped"),
    ("shipmethod notmapped", "ship_method_not_mapped"),
    ("Ship method\n   not mapped", "ship_method_not_mapped"),
    ("ship_method_not_mapped", "ship_method_not_mapped"),
    ("\u201eShip method not mapped\u201c", "ship_method_not_mapped"),
    ("Unmaped shiping metod on order #100234", "ship_method_not_mapped"),
    ("Invald SKU", "sku_invalid"),
    ("[ERROR] \u00abInvalid SKU\u00bb (order 1042, line 2)", "sku_invalid"),
    ("invalid  s k u", "sku_invalid"),
    ("1nvalid SKU: ABC-123", "sku_invalid"),
    ("SKU n0t f0und", "sku_not_found"),
    ("sku not fond", "sku_not_found"),
    ("2026-11-14T14:02:33Z ERROR SKU not found: BX-4411", "sku_not_found"),
    ("SKU&nbsp;not&nbsp;found", "sku_not_found"),
    ("{\"level\":\"error\",\"msg\":\"SKU not found\",\"order\":\"1042\"}", "sku_not_found"),
    ("SkuNotFound", "sku_not_found"),
    ("\uff33\uff2b\uff35 not found", "sku_not_found"),
    ("Duplicate oder number", "duplicate_order_number"),
    ("duplicate order nr.: order number allready exists", "duplicate_order_number"),
    ("Order 100234: Duplicate order number 100234", "duplicate_order_number"),
    ("Adress validation failed", "address_validation_failed"),
    ("Address validaton faild", "address_validation_failed"),
    ("ADDRESS VALIDATION FAILED \u2014 4th line", "address_validation_failed"),
    ("Costumer information missing", "customer_information_missing"),
    ("customer  information\u3000missing\u3002", "customer_information_missing"),
    ("Customer informatoin mising (phone)", "customer_information_missing"),
    ("OAuth tokken expired", "oauth_token_expired"),
    ("oauth-token expired at 11/14 02:05", "oauth_token_expired"),
    ("O Auth token has expird", "oauth_token_expired"),
    ("API credentails invalid", "api_credentials_invalid"),
    ("api creden-\ntials invalid", "api_credentials_invalid"),
    ("WARN 401 API credentials invalid for Main Store", "api_credentials_invalid"),
    ("Insufficent inventory", "insufficient_inventory"),
    ("insufficient inventery for SKU 884-1", "insufficient_inventory"),
    ("Invalid ship methode code", "ship_code_invalid"),
    ("Invalid ship method code \u2018GROUND\u2019", "ship_code_invalid"),
    ("Malformd address", "malformed_address"),
    ("malformed addres: \u201cM\u00fcnchen\u201d", "malformed_address"),
    ("Order not fuond in platform", "order_not_found"),
    ("Order #1001 not found", "order_not_found"),
    ("order not found in plattform (shopify)", "order_not_found"),
    ("Fulfilment already complete", "fulfillment_already_complete"),
    ("Fulfillment allready completed", "fulfillment_already_complete"),
    ("422 - Fulfillment already complete - order 1042", "fulfillment_already_complete"),
    ("Permision denied", "permission_denied"),
    ("PERMISSION  DENIED.", "permission_denied"),
    ("premission denide", "permission_denied"),
    ("Order loked", "order_locked"),
    ("order 1042 is lockd", "order_locked"),
    ("Platfrom API timeout", "platform_api_timeout"),
    ("platform api time out after 30 s", "platform_api_timeout"),
    ("Order canceld", "order_canceled"),
    ("order was cancelled", "order_canceled"),
    ("Product not foun", "product_not_found"),
    ("Prodcut not found: 991-B", "product_not_found"),
    ("Inventory managment disabled", "inventory_management_disabled"),
    ("inventory management dissabled (variant 2)", "inventory_management_disabled"),
    ("API rate limit exeeded", "api_rate_limit_exceeded"),
    ("HTTP/1.1 429 API rate limit exceeded, retry after 2", "api_rate_limit_exceeded"),
    ("Invalid quanity", "invalid_quantity"),
    ("invalid quantity -3", "invalid_quantity"),
    ("Fulfilment request not found", "fulfillment_request_not_found"),
    ("Consumer Key invald", "consumer_key_invalid"),
    ("consumer key is invalid. (woocommerce_rest_authentication_error)", "consumer_key_invalid"),
    ("Permalnks error", "permalinks_plain"),
    ("REST API disabeld", "rest_disabled"),
    ("Acces denied", "access_denied"),
    ("WSDL URL not fond", "wsdl_not_found"),
    ("Invalid market place", "invalid_marketplace"),
    ("Store hash inavlid", "store_hash_invalid"),
    ("Client ID invalid!", "client_id_invalid"),
]

UNRELATED = [
    "How do I cook rice for four people?",
    "The quick brown fox jumps over the lazy dog",
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit",
    "happy birthday to you",
    "asdf jkl; qwertz",
    "Can I change my newsletter subscription?",
    "4111 1111 1111 1111",
    "2026-11-14 14:02:33",
    "The meeting is moved to Thursday at ten",
    "My printer has no paper left",
    "Where can I park near your office?",
    "Bitte rufen Sie mich morgen zur\u00fcck",
    "\u4f60\u597d\uff0c\u4eca\u5929\u5929\u6c14\u600e\u4e48\u6837",
    "I love the new colour of your website",
    "npm install left-pad",
    "Segmentation fault (core dumped)",
    "Do you have an opening for a warehouse job?",
    "What is the capital of Australia?",
    "Who won the match yesterday?",
    "The screen of my phone is cracked",
    "My dog ate my homework",
    "Two tickets to the opera, please",
    "Blue screen of death after the update",
    "?!",
]


def garbled():
    """more than 60 garbled messages find their entry first"""
    assert len(GARBLED) >= 60
    wrong = []
    for text, wanted in GARBLED:
        hits = json.loads(HOME.run("find", "--format", "json", "--", text).stdout)["hits"]
        if not hits or hits[0]["kind"] != "error" or hits[0]["id"] != wanted:
            wrong.append((text, wanted, [hit["id"] for hit in hits[:2]]))
    assert not wrong, wrong


def all_are_tried():
    """each message of the data is among them"""
    assert {error["id"] for error in ERRORS} - {"token_expired"} <= {wanted for _, wanted in GARBLED}


def unrelated():
    """more than 20 other texts find nothing, which is said kindly"""
    assert len(UNRELATED) >= 20
    for text in UNRELATED:
        done = HOME.run("find", "--", text)
        assert done.returncode == 2 and done.stdout.startswith("Nothing fits"), (text, done.stdout)
        assert "Try fewer" in done.stdout and not done.stderr, (text, done)


def plain(*lines):
    return HOME.run("start", "error", "--plain", stdin="\n".join(lines) + "\n").stdout


def two_directions():
    """the same message under two directions is asked about, and each leads to its own fix"""
    words = plain("Permision denied", "q")
    assert "order" in words.lower() and "inventory" in words.lower(), words
    ends = {}
    for key in ("1", "2", "3"):
        ends[key] = plain("Permision denied", key, "q")
    assert len(set(ends.values())) == 3, ends


def nothing_known():
    """a walk that is given an unknown message goes on by asking, and says so"""
    words = plain("the printer is on fire", "q")
    assert "TIP" in words or "ERR" in words or "?" in words, words


main([garbled, all_are_tried, unrelated, two_directions, nothing_known])
