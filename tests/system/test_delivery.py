#!/usr/bin/python3
"""Tickets on their way: to files, by mail and to a help desk, over TLS; nothing lost, nothing let out."""
import base64
import email
import email.policy
import json
import logging
import tempfile
import time
import warnings

import jsonschema

import journal
from post import Authority, Desk, Mail, Talker, free_port, need_servers
from system import SOURCE, Home, main

need_servers()
FOLDER = tempfile.TemporaryDirectory(prefix="syncfix-test-")
AUTHORITY = Authority(FOLDER.name)
PASSWORD = "Herbst-Wind/27+quer"
TOKEN = "desk-token.8841~quer=="
KEY = "ck_" + "0a1b2c3d4e5f60718293" * 2
SECRET = "cs_" + "9f8e7d6c5b4a39281706" * 2
WALK = "all\n1\nyesterday 14:00\n:note Grüße – the shop says \"orders hang\"\n"


class Shop(Home):
    """A home with a case of the profile main, and with the secrets of store, mail server and help desk."""

    def __init__(self, settings="", note=""):
        super().__init__()
        for name, secret in (("password", PASSWORD), ("token", TOKEN), ("key", KEY), ("secret", SECRET)):
            path = self.path / name
            path.write_text(secret + "\n")
            path.chmod(0o600)
        self.write_config(
            f"ca_file = {AUTHORITY.ca}\nsupport_email = support@efs.example\nmail_from = jane@shop.example\n"
            f"mail_user = jane\nmail_password_file = {self.path}/password\ndesk_token_file = {self.path}/token\n"
            f"send_timeout = 3\n{settings}\n"
            "[profile main]\nplatform = woocommerce\nintegration = MainStore\nstore = https://127.0.0.1:9\n"
            f"consumer_key_file = {self.path}/key\nconsumer_secret_file = {self.path}/secret\n")
        walked = self.run("start", "orders", "--plain", stdin="2\n" + WALK + ":quit\n")
        assert walked.returncode in (0, 2), (walked.returncode, walked.stderr)
        if note:
            journal.plant(self.path / ".local/state/syncfix", note)

    def send(self, *words):
        return self.run("ticket", *words)

    def kept(self):
        return sorted((self.path / ".local/state/syncfix/tickets").glob("*"))

    def tickets(self):
        """The ways that the case says its ticket went."""
        (path,) = (self.path / ".local/state/syncfix/cases").glob("*.jsonl")
        events = [json.loads(line) for line in path.read_text().splitlines()]
        return [event["text"] for event in events if event["event"] == "ticket"]


def check_not_sent(shop, done, words, code=69):
    """Refused in a sentence, kept in a file, no secret told, the case as before."""
    said = done.stdout + done.stderr
    assert done.returncode == code, (done.returncode, said)
    assert words in said, said
    assert "kept in" in said and len(shop.kept()) == 1, (said, shop.kept())
    assert "orders hang" in shop.kept()[0].read_text()
    assert shop.tickets() == []
    for secret in PASSWORD, TOKEN, KEY, SECRET:
        assert secret not in said and base64.b64encode(secret.encode()).decode() not in said, said


def check_mail(envelope):
    message = email.message_from_bytes(envelope.content, policy=email.policy.default)
    assert envelope.mail_from == "jane@shop.example" and envelope.rcpt_tos == ["support@efs.example"]
    assert message["From"] == "jane@shop.example" and message["To"] == "support@efs.example"
    assert message["Subject"].startswith("Sync Issue – WooCommerce – ") and not message.defects
    body = message.get_content()
    assert 'Grüße – the shop says "orders hang"' in body, body
    assert max(map(len, envelope.content.split(b"\r\n"))) <= 78


def mail_arrives():
    """a mail arrives over TLS, signed in, and reads as it was written"""
    with Mail(AUTHORITY, password=PASSWORD) as server:
        shop = Shop(f"mail_server = {server.url}")
        done = shop.send("--to", "mail", "--yes")
        assert done.returncode == 0 and "Sent: Mail to support@efs.example" in done.stdout, done.stderr
    (envelope,) = server.got
    check_mail(envelope)
    assert server.logins and server.logins[-1][1:] == ("jane", PASSWORD)
    assert shop.tickets() == ["mail"] and shop.kept() == []


def mail_arrives_by_starttls():
    """a mail arrives over STARTTLS"""
    with Mail(AUTHORITY, starttls=True, password=PASSWORD) as server:
        shop = Shop(f"mail_server = {server.url}")
        assert shop.send("--to", "mail", "--yes").returncode == 0
    check_mail(server.got[0])


def stripped_starttls():
    """where STARTTLS was taken out, or fails, nothing but the greeting is said, and nothing is sent"""
    plain = b"250-mail.example\r\n250 AUTH PLAIN LOGIN\r\n"
    offered = b"250-mail.example\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN\r\n"
    for capabilities, starttls, words in (
            (plain, b"500 no\r\n", "offers no encryption (STARTTLS), so nothing was sent"),
            (offered, b"454 not now\r\n", "offers no encryption (STARTTLS), so nothing was sent"),
            (offered, b"220 go\r\n250 injected\r\n", "does not answer as such a server does")):
        with Talker(b"220 mail.example\r\n", {b"EHLO": capabilities, b"STARTTLS": starttls}, b"250 fine\r\n") as server:
            shop = Shop(f"mail_server = smtp://127.0.0.1:{server.port}")
            done = shop.send("--to", "mail", "--yes")
        check_not_sent(shop, done, words)
        for word in b"AUTH ", b"MAIL ", b"RCPT", b"DATA", b"orders hang", PASSWORD.encode():
            assert word not in server.heard, (word, server.heard)
        assert server.heard.startswith(b"EHLO localhost\r\n"), server.heard


def strange_certificate():
    """a certificate of an authority that nobody named is refused, for mail and post"""
    with tempfile.TemporaryDirectory() as folder, Mail(Authority(folder)) as server, Desk(Authority(folder)) as desk:
        shop = Shop(f"mail_server = {server.url}\ndesk_url = {desk.url}")
        check_not_sent(shop, shop.send("--to", "mail", "--yes"), "authority that this computer does not know")
        assert "authority" in shop.send("--to", "post", "--yes").stderr
    assert server.got == [] and desk.got == []


def mail_fails():
    """a mail server that is down, slow, or says no: told in a sentence, and the ticket is kept"""
    shop = Shop(f"mail_server = smtps://127.0.0.1:{free_port()}")
    check_not_sent(shop, shop.send("--to", "mail", "--yes"), "does not accept connections")
    with Talker(b"") as server:
        shop = Shop(f"mail_server = smtp://127.0.0.1:{server.port}")
        begin = time.monotonic()
        check_not_sent(shop, shop.send("--to", "mail", "--yes"), "did not finish in time")
        assert time.monotonic() - begin < 15
    for refuse, words in (({"MAIL": "451 come back later"}, "takes nothing just now"),
                          ({"RCPT": "550 no such person"}, 'refused an address: check mail_from and support_email'),
                          ({"DATA": "552 too big"}, "takes no mail of this size"),
                          ({"DATA": "554 we do not want that"}, "refused")):
        with Mail(AUTHORITY, password=PASSWORD, refuse=refuse) as server:
            shop = Shop(f"mail_server = {server.url}")
            check_not_sent(shop, shop.send("--to", "mail", "--yes"), words)
        assert server.got == []


def password_is_refused():
    """a password that the server does not take, and repeats, is told without it"""
    with Mail(AUTHORITY, password="another") as server:
        shop = Shop(f"mail_server = {server.url}")
        done = shop.send("--to", "mail", "--yes")
        check_not_sent(shop, done, "does not accept the name and password")
        assert "you said ••••" in done.stderr, done.stderr
    assert server.got == []


def post_arrives():
    """a post arrives at the help desk over TLS, holds its schema, and its number is told"""
    with Desk(AUTHORITY) as desk:
        shop = Shop(f"desk_url = {desk.url}")
        done = shop.send("--to", "post", "--yes")
        assert done.returncode == 0 and "EFS-4711" in done.stdout, done.stderr
        assert shop.send("--to", "post", "--yes").returncode == 0
    (path, headers, body), (_, again, _) = desk.got
    assert path == "/tickets" and headers["Authorization"] == f"Bearer {TOKEN}"
    assert headers["Content-Type"] == "application/json"
    assert headers["Idempotency-Key"].startswith("syncfix-2")
    ticket = json.loads(body)
    schemas = SOURCE / "docs/schemas"
    jsonschema.validate(ticket, json.loads((schemas / "desk.schema.json").read_text()))
    jsonschema.validate(ticket["ticket"], json.loads((schemas / "ticket.schema.json").read_text()))
    assert ticket["reply_to"] == "jane@shop.example" and "orders hang" in ticket["body"]
    assert shop.tickets() == ["post", "post"], again


def post_fails():
    """a help desk that is down, slow, says no or sends us on: told, nothing followed, the ticket is kept"""
    shop = Shop(f"desk_url = http://127.0.0.1:{free_port()}/")
    check_not_sent(shop, shop.send("--to", "post", "--yes"), "does not accept connections")
    with Desk(delay=6) as desk:
        shop = Shop(f"desk_url = {desk.url}")
        check_not_sent(shop, shop.send("--to", "post", "--yes"), "did not finish in time")
    for status, words in ((400, "did not accept"), (401, "does not accept the token"), (404, "nothing at this address"),
                          (413, "of this size"), (429, "asks for a pause"), (500, "failed: try again"), (503, "failed")):
        with Desk(status=status, answer='{"message": "no \\u001b[31m luck"}') as desk:
            shop = Shop(f"desk_url = {desk.url}")
            done = shop.send("--to", "post", "--yes")
            check_not_sent(shop, done, words)
            assert 'luck"' in done.stderr and "\x1b" not in done.stderr, done.stderr
    with Desk() as other, Desk(status=302, headers=[("Location", other.url)]) as desk:
        shop = Shop(f"desk_url = {desk.url}")
        check_not_sent(shop, shop.send("--to", "post", "--yes"), "not followed")
        assert other.got == [] and len(desk.got) == 1


def desk_repeats_the_token():
    """an answer that repeats the token, as it is or encoded, is told without it"""
    for form in (lambda token: token, lambda token: base64.b64encode(b"x:" + token.encode()).decode(),
                 lambda token: token.encode().hex()):
        answer = lambda headers, _, form=form: json.dumps({"message": f"bad {form(TOKEN)}"})
        with Desk(status=401, answer=answer) as desk:
            shop = Shop(f"desk_url = {desk.url}")
            done = shop.send("--to", "post", "--yes")
            check_not_sent(shop, done, "does not accept the token")
            assert form(TOKEN) not in done.stderr and "••••" in done.stderr, done.stderr


def nothing_without_a_yes():
    """nobody there and no --yes: nothing is sent"""
    with Desk() as desk, Mail(AUTHORITY) as server:
        shop = Shop(f"desk_url = {desk.url}\nmail_server = {server.url}")
        for way in "mail", "post":
            done = shop.send("--to", way)
            assert done.returncode == 64 and "Nothing was sent" in done.stderr, done.stderr
    assert desk.got == [] and server.got == []


def lessons_go_to_nobody():
    """the ticket of a simulated store can be seen and kept, but not mailed or posted"""
    with Desk() as desk, Mail(AUTHORITY) as server:
        shop = Shop(f"desk_url = {desk.url}\nmail_server = {server.url}")
        shop.run("demo", "hand-toggle-off", "--plain", "--state", shop.path / "demo", stdin="1\n1\n:quit\n")
        for way in "mail", "post":
            done = shop.send("--to", way, "--yes", "--state", shop.path / "demo")
            assert done.returncode == 77 and "sent to nobody" in done.stderr, (done.returncode, done.stderr)
        assert shop.send("--state", shop.path / "demo").returncode == 0
    assert desk.got == [] and server.got == []


def secrets_do_not_leave():
    """a secret of the profile in a note, in any writing, goes nowhere, by no way; it is named, not repeated"""
    forms = (SECRET[3:], base64.b64encode(b"u:" + SECRET.encode()).decode(), SECRET.encode().hex(),
             "%63%73" + SECRET[2:], SECRET[10:24])
    for form in forms:
        with Desk() as desk, Mail(AUTHORITY) as server:
            shop = Shop(f"desk_url = {desk.url}\nmail_server = {server.url}", note=f"she read {form} out")
            for words in (["--to", "mail", "--yes"], ["--to", "post", "--yes"], ["--to", "file"], ["--to", "mailto"],
                          ["--to", "copy"], ["-o", "out"], [], ["--format", "eml"], ["--format", "json"]):
                done = shop.send(*words)
                said = done.stdout + done.stderr
                assert done.returncode == 77, (words, form, done.returncode, said)
                assert form not in said and "consumer_secret" in said or "Note" in said or "line" in said, said
        assert desk.got == [] and server.got == [] and shop.kept() == [] and not (shop.path / "out").exists()


def typed_secrets_are_not_kept():
    """a secret that is typed as note or answer is refused and not repeated, by shape and by value; nothing keeps it"""
    shop = Shop()
    token = base64.b64encode(f"{KEY}:{SECRET}".encode()).decode()
    for words in SECRET, f"{KEY} she said", f"Authorization: Basic {token}", SECRET[3:], SECRET.encode().hex():
        done = shop.run("case", "resume", "last", "--plain", stdin=f":note {words}\n:skip {words}\n:e\n:quit\n")
        assert "what is typed is kept" in done.stdout, (words, done.stdout[-600:])
        kept = "".join(path.read_text() for path in (shop.path / ".local/state").rglob("*") if path.is_file())
        assert words not in kept + done.stderr, words
    assert SECRET not in done.stdout, done.stdout


def screens_of(shop):
    """What the full screen shows of a case: step, probes, evidence, ticket."""
    from screen import Screen
    screen = Screen(shop, "start", "orders", "--verbose", size=(120, 40))
    shown = screen.settle()
    for keys in ("1",), ("1",), ("p",), ("Escape",), ("e",), ("Escape",), ("t",):
        screen.keys(*keys)
        shown += screen.settle()
    screen.close()
    assert "Steps" in shown or "Platform" in shown, shown
    return shown


def nothing_keeps_what_a_store_repeats():
    """a store that repeats the key in body, headers and addresses: nothing of it in journal, log, screen or what is made of the case"""
    basic = base64.b64encode(f"{KEY}:{SECRET}".encode()).decode()

    def repeat(headers, _):
        return json.dumps({"code": "woocommerce_rest_cannot_view", "data": {"status": 401}, "routes": {KEY: SECRET},
                           "message": f"{headers.get('Authorization')} {KEY} {SECRET} {basic} {SECRET.encode().hex()}"})

    headers = [("WWW-Authenticate", f'Basic realm="{KEY}"'), ("Location", f"https://127.0.0.1/?consumer_secret={SECRET}"),
               ("Link", f'<https://127.0.0.1/wp-json/?k={KEY}>; rel="https://api.w.org/"'), ("Server", SECRET),
               ("X-Request-Id", basic)]
    for status in 401, 200, 500, 302:
        with Desk(AUTHORITY, status=status, answer=repeat, headers=headers) as store:
            shop = Shop()
            shop.write_config(shop.config.read_text().replace("store = https://127.0.0.1:9", "store = "
                              + store.url.removesuffix("/tickets") + f"\nca_file = {AUTHORITY.ca}"))
            said = ""
            for words in (["check"], ["diagnose", "orders"], ["probe", "WOO-2", "--format", "json"],
                          ["start", "orders", "--plain"], ["ticket"], ["ticket", "--format", "json"],
                          ["case", "show"], ["case", "export"], ["case", "report"], ["case", "replay"],
                          ["case", "to-scenario"]):
                done = shop.run(*words, "--verbose", "--yes" if words[0] in ("check", "diagnose", "probe", "start") else "-q",
                                stdin="1\n1\n1\n0\n:ticket\n:probes\n:e\n:quit\n")
                said += done.stdout + done.stderr
            said += screens_of(shop)
            assert store.got and f'"status": {status}' in said, (status, said[:2000])
        for path in (shop.path / ".local/state").rglob("*"):
            said += path.read_text() if path.is_file() else ""
        for secret in KEY, SECRET, basic, SECRET.encode().hex(), SECRET[8:24]:
            assert secret not in said, (status, secret, said[max(0, said.index(secret) - 300):][:400])


def buyers_do_not_leave():
    """a buyer's address or phone in a note refuses, and names the note; the support address may stand"""
    with Desk() as desk:
        for note in "write to buyer@home.example", "call (555) 123-4567":
            shop = Shop(f"desk_url = {desk.url}", note=note)
            done = shop.send("--to", "post", "--yes")
            assert done.returncode == 77 and "Note 2" in done.stderr, done.stderr
        shop = Shop(f"desk_url = {desk.url}", note="I wrote to support@efs.example")
        assert shop.send("--to", "post", "--yes").returncode == 0
    assert len(desk.got) == 1


def files_are_not_written_over():
    """a file that is there stays, unless it was meant; a new one is its owner's alone"""
    shop = Shop()
    out = shop.path / "out"
    out.write_text("mine")
    done = shop.send("-o", "out")
    assert done.returncode == 73 and "left as it is" in done.stderr and out.read_text() == "mine", done.stderr
    assert shop.send("-o", "out", "--yes").returncode == 0 and "orders hang" in out.read_text()
    assert shop.send("--to", "file", "--format", "markdown").returncode == 0
    assert shop.send("--to", "file", "--format", "markdown").returncode == 0
    assert [path.suffix for path in shop.kept()] == [".md", ".md"]
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in shop.kept())


def settings_are_checked():
    """what is wrong with the settings is told with the setting and the repair"""
    for settings, way, words in (
            ("", "mail", "mail_server: No mail server is set"), ("", "post", "desk_url: No help desk is set"),
            ("mail_server = mail.example", "mail", "This is no mail server"),
            ("mail_server = smtp://jane@mail.example", "mail", "This is no mail server"),
            ("desk_url = http://desk.example/", "post", "This is no address of a help desk"),
            ("desk_url = https://token@desk.example/", "post", "This is no address of a help desk")):
        done = Shop(settings).send("--to", way, "--yes")
        assert done.returncode == 78 and words in done.stderr, (settings, done.returncode, done.stderr)
    shop = Shop()
    shop.write_config(shop.config.read_text().replace("mail_user", "mail_password_command = x\nmail_user"))
    done = shop.send("--to", "mail", "--yes")
    assert done.returncode == 78 and "keep one of the two" in done.stderr, done.stderr
    home = Home()
    home.write_config(f"mail_password = {PASSWORD}\n")
    done = home.run("config")
    assert done.returncode == 78 and "mail_password_file = PATH" in done.stderr and PASSWORD not in done.stderr
    done = Shop().send("--to", "mail", "--recipient", "a@b\nBcc: c@d.example", "--yes")
    assert done.returncode == 78, done.stderr


def sent_from_the_line_mode():
    """line mode: edited, looked at, sent by mail and post, each once; the edited version is what goes"""
    with Mail(AUTHORITY, password=PASSWORD) as server, Desk(AUTHORITY) as desk:
        shop = Shop(f"mail_server = {server.url}\ndesk_url = {desk.url}\neditor = sed -i 's/orders hang/all stands/'")
        done = shop.run("case", "resume", "last", "--plain",
                        stdin="2\n:edit\n:mail\n:send\n:post\n:send\n:send\n:mailto\n:quit\n")
        assert done.stdout.count("Type send to send it") == 2, done.stdout
        assert "Its number there: EFS-4711" in done.stdout and "Nothing is ready" in done.stdout, done.stdout
        assert "mailto:support@efs.example?subject=" in done.stdout and "all%20stands" in done.stdout
    (envelope,), ((_, _, body),) = server.got, desk.got
    assert b"all stands" in envelope.content and b"orders hang" not in envelope.content
    assert "all stands" in json.loads(body)["body"] and json.loads(body)["edited"] and "ticket" not in json.loads(body)
    assert shop.tickets() == ["mail", "post"]


def edited_is_scanned():
    """what the editor brings in is scanned: a secret there leaves the ticket as it was"""
    shop = Shop(f"editor = sed -i 's/orders hang/{SECRET}/'")
    done = shop.run("case", "resume", "last", "--plain", stdin="2\n:edit\n:ticket\n:quit\n")
    assert "looks like a WooCommerce consumer secret" in done.stdout.replace("\n", " "), done.stdout
    assert SECRET not in done.stdout + done.stderr and "orders hang" in done.stdout and shop.kept() == []


def sent_from_the_screen():
    """full screen: m shows the mail as it goes, Enter sends it; Esc leaves it; p posts; what fails is kept"""
    from screen import Screen  # tells aloud when tmux is missing
    with Mail(AUTHORITY, password=PASSWORD) as server, Desk(AUTHORITY, status=500) as desk:
        shop = Shop(f"mail_server = {server.url}\ndesk_url = {desk.url}")
        screen = Screen(shop, "case", "resume", "last", "--role", "merchant", size=(100, 30))
        screen.wait_for("May it look for itself?")
        screen.keys("2")
        screen.wait_for("What may the key do?")
        screen.keys("t")
        screen.wait_for("p post")
        screen.keys("m")
        shown = screen.wait_for("Mail to support@efs.example")
        assert "Subject: Sync Issue" in shown and "Enter send" in shown, shown
        screen.keys("Escape")
        screen.wait_for("m mail")
        assert server.got == []
        screen.keys("m")
        screen.wait_for("Enter send")
        screen.keys("Enter")
        screen.wait_for("Sent: Mail to support@efs.example.")
        check_mail(server.got[0])
        screen.keys("p")
        screen.wait_for("Help desk at")
        screen.keys("Enter")
        screen.wait_for("failed: try again in a few minutes")
        screen.wait_for("kept in")
        screen.close()
    assert len(desk.got) == 1 and len(server.got) == 1 and len(shop.kept()) == 1


def letters_go_to_others():
    """a letter to a host is not mailed or posted to EFS; it is mailed to the address that is given"""
    with Mail(AUTHORITY, password=PASSWORD) as server, Desk() as desk:
        shop = Shop(f"mail_server = {server.url}\ndesk_url = {desk.url}")
        done = shop.run("start", "SUP-41", "--plain", stdin="2\n:mail\n:post\n:mailto\n:mail host@hoster.example\n:send\n"
                        ":quit\n")
        said = done.stdout.replace("\n", " ")
        assert "Written as a mail" in said and "a letter is not for EFS" in said and "letter to somebody else" in said, said
        (mail,) = shop.kept()
        assert mail.suffix == ".eml" and "support@efs" not in mail.read_text()
        assert "mailto:?subject=" in said and "Sent: Mail to host@hoster.example." in said, said
    assert [envelope.rcpt_tos for envelope in server.got] == [["host@hoster.example"]] and desk.got == []


if __name__ == "__main__":
    logging.disable()  # the mail server's own remarks
    warnings.simplefilter("ignore")
    main([mail_arrives, mail_arrives_by_starttls, stripped_starttls, strange_certificate, mail_fails,
          password_is_refused, post_arrives, post_fails, desk_repeats_the_token, nothing_without_a_yes,
          lessons_go_to_nobody, secrets_do_not_leave, typed_secrets_are_not_kept,
          nothing_keeps_what_a_store_repeats, buyers_do_not_leave, files_are_not_written_over, settings_are_checked,
          sent_from_the_line_mode, edited_is_scanned, sent_from_the_screen, letters_go_to_others])
