#!/usr/bin/python3
"""What the later sections of the guide need beside the wizard: calendar files, routines, comparisons, and
drawings of the trees."""
import json
import re

import jsonschema

from system import SOURCE, Home, main

HOME = Home()
NOW = ("--now", "2026-11-23T13:41:00Z")


def unfold(text):
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", ""), "every line ends in CRLF"
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n")), "no line has more than 75 octets"
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def events(text):
    """The entries of a calendar file, each a dictionary; its alarm is left out."""
    found = []
    for line in unfold(text):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
            alarm = False
        elif line == "BEGIN:VALARM":
            alarm = True
        elif found and not alarm and name != "END":
            found[-1].setdefault(name, value)
    return found


def raw(*words, home=HOME):
    """Standard output as bytes say it: a calendar file's lines end in CRLF."""
    import subprocess
    from system import PROGRAM
    done = subprocess.run([PROGRAM, *words], capture_output=True, env=home.env, cwd=home.path, input=b"")
    return done.returncode, done.stdout.decode(), done.stderr.decode()


# ---- calendar ----

SHIPPED = "1\n1001\n3\n1\n10:05\n1\nq\n"  # one order, its number, completed, with a number, when; save and come back


def a_wait_goes_into_the_calendar():
    """a case that waits is written as a calendar entry, the same one each time"""
    home = Home()
    done = home.run("start", "tracking", "--plain", *NOW, stdin=SHIPPED)
    assert done.returncode == 2, (done.returncode, done.stdout[-500:])
    shown = home.run("case", "show", *NOW).stdout
    assert re.search(r"syncfix case calendar \S+ --output", shown), shown[-300:]
    code, first, told = raw("case", "calendar", *NOW, home=home)
    assert code == 0, told
    entry, = events(first)
    assert entry["DTSTART"] == "20261123T162000Z", entry
    assert "Too early" in entry["SUMMARY"] and "syncfix case resume 2026" in entry["DESCRIPTION"], entry
    code, second, told = raw("case", "calendar", "--now", "2026-11-23T15:00:00Z", home=home)
    again, = events(second)
    assert again["UID"] == entry["UID"] and int(again["SEQUENCE"]) > int(entry["SEQUENCE"]), (entry, again)


def a_calendar_file_is_its_owners():
    """--output writes the file for its owner alone; a folder that is not there is told"""
    home = Home()
    home.run("start", "tracking", "--plain", *NOW, stdin=SHIPPED)
    done = home.run("case", "calendar", "--output", "wait.ics", *NOW)
    assert done.returncode == 0 and "wait.ics" in done.stdout, done
    assert (home.path / "wait.ics").stat().st_mode & 0o777 == 0o600
    done = home.run("case", "calendar", "--output", "nowhere/wait.ics", *NOW)
    assert done.returncode in (73, 74) and "nowhere" in done.stderr, done


def a_case_that_waits_for_nothing_says_so():
    """no calendar file of a case that does not wait, or no longer"""
    home = Home()
    home.run("start", "tracking", "--plain", *NOW, stdin="1\n1001\nq\n")
    done = home.run("case", "calendar", *NOW)
    assert done.returncode == 66 and "waits for nothing" in done.stderr and done.stdout == "", done
    home.run("start", "tracking", "--plain", *NOW, stdin=SHIPPED)
    done = home.run("case", "calendar", "--now", "2026-11-23T17:00:00Z")
    assert done.returncode == 66 and "case resume" in done.stderr, done
    assert "calendar" not in home.run("case", "show", "--now", "2026-11-23T17:00:00Z").stdout


# ---- routines ----

def routine(home, *words, now="2026-11-23T14:00:00Z", **more):
    return home.run("routine", *words, "--now", now, **more)


def state_of(home, *words, now="2026-11-23T14:00:00Z"):
    found = home.json("routine", *words, "--now", now)
    schema = json.loads((SOURCE / "docs/schemas/routine.schema.json").read_text())
    jsonschema.validate(found, schema)
    return found


def routines_are_remembered():
    """ticks are kept for the day, a no leads on, and the rest is due again a week later"""
    home = Home()
    assert routine(home).returncode == 2, "nothing was ever done: due"
    done = routine(home, "weekly", stdin="y\n2\n1\nq\n")
    assert done.returncode == 1, (done.returncode, done.stderr)
    code = re.search(r"A problem\. (\S+) looks into it: syncfix start \1", done.stdout)[1]
    assert home.run("show", code).returncode == 0, code
    items = state_of(home, "weekly")["routines"][0]["items"]
    assert [item["state"] for item in items] == ["fine", "problem", "fine", "never"], items
    assert items[1]["problem"]["code"] == code and items[1]["answer"] == "no"
    again = routine(home, "weekly", now="2026-11-23T18:00:00Z", stdin="1\n1\n")
    assert "PRV-3, 1 of 4" not in again.stdout and "PRV-4, 2 of 4" in again.stdout, "what was fine today is not asked"
    assert again.returncode == 0 and "done 23 Nov 2026" in again.stdout, again.stdout[-400:]
    assert "--all asks again" in routine(home, "weekly", now="2026-11-23T19:00:00Z").stdout
    assert "PRV-3, 1 of 4" in routine(home, "weekly", "--all", now="2026-11-23T19:00:00Z", stdin="q\n").stdout
    for now, due in (("2026-11-29T23:00:00Z", False), ("2026-11-30T01:00:00Z", True)):
        weekly = state_of(home, now=now)["routines"][0]
        assert weekly["due"] == "2026-11-30" and weekly["is_due"] is due, (now, weekly)


def profiles_have_routines_of_their_own():
    """each profile has its own ticks; answers can come from the command line"""
    home = Home()
    home.write_config("[profile one]\nplatform = ebay\nstore = https://one.example.test\n"
                      "[profile two]\nplatform = shopify\nstore = https://two.example.test\n")
    facts = [f"--fact={name}=yes" for name in ("week_no_errors", "week_recent", "week_tracking", "week_last_sync")]
    done = routine(home, "weekly", "--profile", "one", *facts)
    assert done.returncode == 0 and done.stdout.count("  fine ") == 4, done.stdout
    assert state_of(home, "weekly", "--profile", "one")["profile"] == "one"
    assert routine(home, "weekly", "--profile", "two", "--no-input").returncode == 2
    kept = (home.path / ".local/state/syncfix/routines/one.jsonl").read_text().splitlines()
    assert len(kept) == 4 and json.loads(kept[0])["item"] == "prevent.week-errors", kept


def the_wizard_remembers_routines_too():
    """what is ticked in the wizard is known to routine; at its end the reminder can be written"""
    home = Home()
    done = home.run("start", "PRV-2", "--plain", *NOW, stdin="1\n1\n1\n1\ncalendar\nq\n")
    assert "Calendar file written" in done.stdout, done.stdout[-500:]
    path, = (home.path / ".local/state/syncfix/tickets").glob("*.ics")
    entry, = events(path.read_bytes().decode())
    assert entry["DTSTART;VALUE=DATE"] == "20261130" and entry["RRULE"] == "FREQ=WEEKLY", entry
    assert state_of(home, "weekly")["routines"][0]["done"] == "2026-11-23"
    done = home.run("start", "PRV-2", "--plain", *NOW, stdin="1\n2\n1\n1\nq\n")
    assert routine(home, "weekly", "--no-input").returncode == 1, "a no is remembered as one"
    done = home.run("start", "orders", "--plain", *NOW, stdin="calendar\nq\n")
    assert "Calendar file written" not in done.stdout


def the_end_of_access_is_remembered():
    """a day of expiry, the day it was granted on eBay, and never; the reminder two weeks before"""
    home = Home()
    home.write_config("[profile one]\nplatform = ebay\nstore = https://one.example.test\n"
                      "[profile two]\nplatform = shopify\nstore = https://two.example.test\n")
    done = routine(home, "expiry", "authorized", "1", "Nov", "2026", "--profile", "one")
    assert done.returncode == 0 and "18 months" in done.stdout and "expires 1 May 2028" in done.stdout, done
    code, file, _ = raw("routine", "expiry", "--profile", "one", "--output", "/dev/stdout", "--quiet", *NOW, home=home)
    days = {event["UID"].split("@")[0]: event.get("DTSTART;VALUE=DATE") for event in events(file)}
    assert days == {"expiry-renew-one": "20280417", "expiry-end-one": "20280501"}, days
    done = routine(home, "expiry", "authorized", "2026-11-01", "--profile", "two")
    assert done.returncode == 64 and "Shopify" in done.stderr, done.stderr
    done = routine(home, "expiry", "2026-12-01", "--profile", "two")
    assert done.returncode == 2 and "renew from 17 Nov 2026: now" in done.stdout, done.stdout
    assert routine(home, "expiry", "never", "--profile", "two").returncode == 0
    assert state_of(home, "expiry", "--profile", "two")["expiry"]["state"] == "never"
    assert state_of(home, "--profile", "one")["expiry"] == {"day": "2028-05-01", "renew": "2028-04-17", "state": "good"}


def a_reminder_repeats():
    """--output writes the reminder of a routine from the day it is due, and asks nothing"""
    home = Home()
    code, file, told = raw("routine", "quarterly", "--output", "/dev/stdout", "--quiet", *NOW, home=home)
    entry, = events(file)
    assert code == 0 and entry["RRULE"] == "FREQ=MONTHLY;INTERVAL=3", (told, entry)
    assert entry["DTSTART;VALUE=DATE"] == "20261123" and "PRV" not in file


def routines_refuse():
    """what is no routine, no day, no item"""
    home = Home()
    for words, part in [(("daily",), "weekly, monthly"), (("weekly", "now"), "takes no"), (("expiry", "soon"), "2028-05-20"),
                        (("expiry", "2020-01-01"), "is over"), (("expiry", "authorized", "2030-01-01"), "still to come"),
                        (("weekly", "--fact", "order_sync=on"), "does not ask"), (("weekly", "--fact", "x"), "name=value"),
                        (("weekly", "--fact", "week_recent=perhaps"), "week_recent"),
                        (("expiry", "--output", "x.ics"), "no day")]:
        done = routine(home, *words)
        assert done.returncode == 64 and part in done.stderr and done.stdout == "", (words, done)
    assert not (home.path / ".local/state/syncfix/routines").exists(), "nothing was kept of it"


def it_goes_on_where_nothing_can_be_kept():
    """without a place to keep answers it says so once and still sums up"""
    home = Home()
    done = home.run("routine", "weekly", *NOW, "--state", "/dev/null/none",
                    stdin="1\n1\n1\n1\n")
    assert done.returncode == 0 and done.stderr.count("syncfix:") == 1 and "folder" in done.stderr, done.stderr
    assert done.stdout.count("  fine ") == 4


# ---- comparisons ----

EXPORT = """Order Number,Order Status,Shipping Method,Address 1,City,Postcode,Email,SKU,Order Date
1001,processing,Flat rate,12 Main St,Traverse City,49684,jane@x.example,A-1,2026-11-23 10:00
1002,processing,Express,9 Elm St,,49685,jo@x.example,C-9,2026-11-02 10:00
1003,processing,Flat rate,1 Oak St,Traverse City,49686,al@x.example,A-1,2026-11-23 11:00
"""


def compared(home, *words, **more):
    found = home.json("compare", *words, *NOW, **more)
    schema = json.loads((SOURCE / "docs/schemas/compare.schema.json").read_text())
    jsonschema.validate(found, schema)
    return found, {row["key"]: row["state"] for row in found["rows"]}


def orders_are_compared_from_an_export():
    """two lines of a store's export, by place, by number, from a file or standard input"""
    home = Home()
    (home.path / "export.csv").write_text(EXPORT)
    found, states = compared(home, "export.csv")
    assert found["orders"] == {"good": "1001", "bad": "1002"}, found["orders"]
    assert states == {"ship_method": "different", "skus": "different", "address": "different", "status": "same",
                      "payment": "unknown", "age": "different"}, states
    for row in found["rows"]:
        assert (row["leads"] is not None) == (row["state"] == "different"), row
        assert row["leads"] is None or home.run("show", row["leads"]["code"]).returncode == 0, row
    assert found["next"]["code"] == found["rows"][0]["leads"]["code"], "the first difference comes first"
    _, by_number = compared(home, "export.csv", "1001", "#1003")
    assert "different" not in by_number.values(), by_number
    piped, states_piped = compared(home, "-", stdin=EXPORT)
    assert states_piped == states and piped["orders"] == found["orders"]
    _, patient = compared(home, "export.csv", "--fact", "history_days=30")
    assert patient["age"] == "same", patient


def nothing_of_a_buyer_is_shown():
    """of an address only whether it is complete comes out, in text and JSON"""
    home = Home()
    (home.path / "export.csv").write_text(EXPORT)
    for form in ("text", "json"):
        done = home.run("compare", "export.csv", "--format", form, *NOW)
        assert done.returncode == 1, done.stderr
        for word in ("jane", "jo@", "Main", "Elm", "Traverse", "4968"):
            assert word not in done.stdout + done.stderr, word


def orders_are_compared_as_typed():
    """name=value pairs; exit 1 with a difference, 2 without one"""
    home = Home()
    done = home.run("compare", "ship_method=GROUND, sku=ABC-123, address=Complete",
                    "ship_method=Express, sku=XYZ-789, address=Missing Apt")
    assert done.returncode == 1 and done.stdout.count("DIFFERENT") == 3, done.stdout
    assert "ORD-" in done.stdout.split("Begin with")[1]
    done = home.run("compare", "ship_method=GROUND", "Ship method=GROUND")
    assert done.returncode == 2 and "Nothing differs" in done.stdout, done.stdout


def store_with_orders(folder):
    """woo-healthy, with two orders in it."""
    scenario = json.loads((SOURCE / "wizard-data/scenarios/woo-healthy.json").read_text())
    scenario["scenario"] = "two-orders"

    def route(number, **order):
        return {"name": f"order-{number}", "request": f"GET /wp-json/wc/v3/orders/{number}", "auth": "basic", "status": 200,
                "json": {"id": number, "number": str(number), "status": "processing", **order}}

    scenario["routes"][:0] = [
        route(1001, date_created_gmt="{now-2h}", date_paid_gmt="{now-2h}", shipping_lines=[{"method_title": "Flat rate"}],
              line_items=[{"sku": "A-1"}, {"sku": "B-2"}]),
        {**route(5, status="completed"), "name": "another-number", "request": "GET /wp-json/wc/v3/orders/1005",
         "json": {"id": 1005, "number": "A-7", "status": "completed", "shipping_lines": [{"method_title": "Wrong"}]}},
        route(1002, date_created_gmt="{now-9d}", date_paid_gmt=None, shipping_lines=[{"method_title": "Express"}],
              line_items=[{"sku": "A-1"}]),
    ]
    scenario["expect"]["unused"] = scenario["expect"].get("unused", []) + ["order-1001", "order-1002", "another-number"]
    path = folder / "two-orders.json"
    path.write_text(json.dumps(scenario))
    return path


def orders_are_read_in_the_store():
    """by their numbers, where the platform's probes can; one that is not there is told"""
    import subprocess
    from system import PROGRAM
    home = Home()
    sim = subprocess.Popen([PROGRAM, "sim", store_with_orders(home.path)], stdout=subprocess.PIPE, text=True, env=home.env)
    try:
        url, authority = sim.stdout.readline().strip(), sim.stdout.readline().split(": ", 1)[1].strip()
        for key, letter in (("consumer_key", "c"), ("consumer_secret", "s")):
            secret = home.path / key
            secret.write_text(f"c{'k' if letter == 'c' else 's'}_" + ("1" if letter == "c" else "2") * 40)
            secret.chmod(0o600)
        home.write_config(f"[profile main]\nplatform = woocommerce\nstore = {url}\nca_file = {authority}\n"
                          f"consumer_key_file = {home.path}/consumer_key\nconsumer_secret_file = {home.path}/consumer_secret\n")
        found, states = compared(home, "1001", "1002")
        assert states == {"ship_method": "different", "skus": "different", "address": "unknown", "status": "same",
                          "payment": "different", "age": "different"}, (states, found)
        assert [row["good"] for row in found["rows"]][:2] == ["Flat rate", "A-1, B-2"], found["rows"]
        done = home.run("compare", "1001", "77777", "--no-input", *NOW)
        assert done.returncode == 2 and "77777 could not be read" in done.stderr, (done.stdout, done.stderr)
        done = home.run("compare", "1001", "1005", "--no-input", *NOW)
        assert "1005 could not be read" in done.stderr and "Wrong" not in done.stdout, "an order that has another number"
        done = home.run("compare", "1001", "status=Processing; ship_method=flat rate", "--no-input", *NOW)
        assert done.returncode == 1 and done.stdout.count("DIFFERENT") == 1, done.stdout
    finally:
        sim.terminate()
        sim.wait(10)


def wrong_comparisons_are_told():
    """what is no order, no table, no file"""
    home = Home()
    (home.path / "export.csv").write_text(EXPORT)
    (home.path / "torn.csv").write_text('order,sku\n1,"A\n')
    for words, code, part in [((), 64, "needs"), (("1001",), 64, "compare GOOD BAD"), (("a=b", "c=d"), 64, "name=value"),
                              (("none.csv", "1001"), 66, "no file"), (("torn.csv",), 65, "torn.csv:2"),
                              (("export.csv", "1001", "9"), 66, "no order 9"), (("export.csv", "1001"), 64, "3 orders"),
                              (("export.csv", "--fact", "history_days=many"), 64, "history_days")]:
        done = home.run("compare", *words, "--no-input")
        assert done.returncode == code and part in done.stderr and done.stdout == "", (words, done)


# ---- graph ----

QUOTED = r'"((?:[^"\\]|\\.)*)"'


def drawn(dot):
    """Steps and arrows of a DOT file; every line must be one that is known."""
    places, arrows = {}, []
    for line in dot.splitlines()[1:-1]:
        line = line.strip()
        if step := re.fullmatch(QUOTED + r" \[(.*)\];", line):
            places[step[1]] = step[2]
        elif arrow := re.fullmatch(QUOTED + " -> " + QUOTED + r"(?: \[label=" + QUOTED + r"\])?;", line):
            arrows.append(arrow.groups())
        else:
            assert re.fullmatch(r"(subgraph cluster_\d+ \{|\}|label=" + QUOTED + r";|(node|edge) \[.*\];)", line), line
    return places, arrows


def every_step_is_drawn():
    """graph alone draws every step, and every arrow between steps that are there"""
    places, arrows = drawn(HOME.run("graph").stdout)
    names = set()
    for path in [*SOURCE.glob("wizard-data/trees/*.json"), *SOURCE.glob("wizard-data/platforms/*.json")]:
        names |= set(json.loads(path.read_text())["nodes"])
    assert names and names <= set(places), list(names - set(places))[:5]
    for one, two, _ in arrows:
        assert one in places and two in places, (one, two)
    assert not any("gray" in look for look in places.values()), "in a drawing of everything nothing is a stub"


def a_part_is_drawn():
    """one tree by name, prefix or section; what a step leads to, by depth"""
    by_name, by_prefix = HOME.run("graph", "tracking").stdout, HOME.run("graph", "trk").stdout
    assert drawn(by_name) == drawn(by_prefix) and "TRK-1" in by_name and "ORD-1\\n" not in by_name
    assert "TRK-1" in HOME.run("graph", "4").stdout
    sizes = [len(drawn(HOME.run("graph", "ORD-6", "--depth", depth).stdout)[0]) for depth in (0, 1, 2, 5)]
    assert sizes == sorted(set(sizes)), sizes
    assert drawn(HOME.run("graph", "ord-6").stdout) == drawn(HOME.run("graph", "orders.others", "--depth", 3).stdout)


def conditions_are_words():
    """arrows carry labels of facts and what the screens say, not expressions"""
    _, arrows = drawn(HOME.run("graph").stdout)
    words = " ".join(label for *_, label in arrows if label)
    assert "Order Sync" in words and "==" not in words and "outcome(" not in words
    assert not re.search(r"\b(order_sync|last_sync|pull_status)\b", words)


def mermaid_is_whole():
    """the same steps and arrows as Mermaid"""
    text = HOME.run("graph", "--format", "mermaid").stdout
    places, arrows = drawn(HOME.run("graph").stdout)
    ids = set(re.findall(r"^ +([se]_\w+)\W", text, re.M))
    found = re.findall(r'^  ([se]_\w+) -->(?:\|"[^"]*"\|)? ([se]_\w+)$', text, re.M)
    assert len(found) == len(arrows), (len(found), len(arrows))
    assert len(ids) == len(places), (len(ids), len(places))
    assert {name for pair in found for name in pair} <= ids


def a_wrong_graph_is_told():
    """neither a step nor a tree, a depth without a step, a format that there is not"""
    for words, part in [(("nonsense",), "The trees are"), (("orders", "--depth", "2"), "counts from a step"),
                        (("ORD-1", "--depth", "deep"), "from 0 to"), (("--format", "svg"), "dot mermaid")]:
        done = HOME.run("graph", *words)
        assert done.returncode == 64 and part in done.stderr and done.stdout == "", (words, done)


main([a_wait_goes_into_the_calendar, a_calendar_file_is_its_owners, a_case_that_waits_for_nothing_says_so,
      routines_are_remembered, profiles_have_routines_of_their_own,
      the_wizard_remembers_routines_too, the_end_of_access_is_remembered,
      a_reminder_repeats, routines_refuse, it_goes_on_where_nothing_can_be_kept,
      orders_are_compared_from_an_export, nothing_of_a_buyer_is_shown, orders_are_compared_as_typed,
      orders_are_read_in_the_store, wrong_comparisons_are_told,
      every_step_is_drawn, a_part_is_drawn, conditions_are_words, mermaid_is_whole, a_wrong_graph_is_told])
