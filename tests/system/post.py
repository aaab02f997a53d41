"""Real servers on loopback for what leaves: a mail server (aiosmtpd), a help desk, and ones that misbehave."""
import contextlib
import http.server
import pathlib
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time

from system import SKIP

try:
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import AuthResult, LoginPassword
except ImportError:
    Controller = None


def need_servers():
    """Leaves the test out, aloud, where the mail server is missing."""
    missing = [name for name, there in (("python3-aiosmtpd", Controller), ("openssl", shutil.which("openssl")))
               if not there]
    if missing:
        print(f"SKIP: {' and '.join(missing)} (Debian packages) are not installed; .ci/run installs them")
        sys.exit(SKIP)


class Authority:
    """A private authority and a certificate of 127.0.0.1 from it."""

    def __init__(self, folder):
        folder = pathlib.Path(folder)
        folder.mkdir(exist_ok=True)
        self.ca, self.key, self.certificate = folder / "ca.pem", folder / "key.pem", folder / "certificate.pem"
        extensions = folder / "extensions"
        extensions.write_text("subjectAltName=IP:127.0.0.1\n")
        for words in (
                ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=test authority",
                 "-keyout", folder / "ca.key", "-out", self.ca],
                ["req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-keyout", self.key,
                 "-out", folder / "request.pem"],
                ["x509", "-req", "-in", folder / "request.pem", "-CA", self.ca, "-CAkey", folder / "ca.key",
                 "-CAcreateserial", "-days", "2", "-extfile", extensions, "-out", self.certificate]):
            subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)

    def context(self):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, self.key)
        return context


class Mail:
    """What a mail server was told: `got` holds the envelopes. refuse: answers by command."""

    def __init__(self, authority, starttls=False, password=None, refuse=()):
        self.got, self.logins, self.refuse, self.password = [], [], dict(refuse), password
        # TLS from the first byte is no TLS to aiosmtpd, so that it would offer no AUTH.
        options = {"authenticator": self.check, "auth_required": True, "auth_require_tls": starttls} if password else {}
        if starttls:
            options |= {"tls_context": authority.context(), "require_starttls": True}
        self.controller = Controller(self, hostname="127.0.0.1", port=free_port(),
                                     ssl_context=None if starttls else authority.context(), server_kwargs=options)
        self.url = f"{'smtp' if starttls else 'smtps'}://127.0.0.1:{self.controller.port}"

    def check(self, _server, _session, _envelope, mechanism, data):
        if not isinstance(data, LoginPassword):
            return AuthResult(success=False, handled=False)
        self.logins.append((mechanism, data.login.decode(), data.password.decode()))
        if data.password.decode() == self.password:
            return AuthResult(success=True)
        return AuthResult(success=False, handled=False, message=f"535 5.7.8 you said {data.password.decode()}")

    async def handle_MAIL(self, _server, _session, envelope, address, _options):  # noqa: N802 - aiosmtpd's names
        if "MAIL" in self.refuse:
            return self.refuse["MAIL"]
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802
        if "RCPT" in self.refuse:
            return self.refuse["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802
        if "DATA" in self.refuse:
            return self.refuse["DATA"]
        self.got.append(envelope)
        return "250 taken"

    def __enter__(self):
        self.controller.start()
        return self

    def __exit__(self, *_):
        self.controller.stop()


class Desk:
    """A help desk: keeps what was posted, answers as it is told."""

    def __init__(self, authority=None, status=201, answer='{"ticket": "EFS-4711"}', headers=(), delay=0):
        desk = self
        self.got = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):  # noqa: N802 - the library's name
                body = self.rfile.read(int(self.headers["Content-Length"]))
                desk.got.append((self.path, dict(self.headers), body))
                time.sleep(delay)
                self.send_response(status)
                for name, value in headers:
                    self.send_header(name, value)
                self.end_headers()
                echoed = answer(dict(self.headers), body) if callable(answer) else answer
                with contextlib.suppress(OSError):  # nobody waits for it any more
                    self.wfile.write(echoed.encode())

            def do_GET(self):  # noqa: N802
                desk.got.append((self.path, dict(self.headers), b""))
                echoed = answer(dict(self.headers), b"") if callable(answer) else answer
                self.send_response(status)
                for name, value in headers:
                    self.send_header(name, value)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                with contextlib.suppress(OSError):
                    self.wfile.write(echoed.encode())

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        if authority:
            self.server.socket = authority.context().wrap_socket(self.server.socket, server_side=True)
        self.url = f"{'https' if authority else 'http'}://127.0.0.1:{self.server.server_address[1]}/tickets"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


class Talker:
    """A server that says what it is told to, line by line, and keeps every byte it hears."""

    def __init__(self, greeting, answers=(), otherwise=None):
        self.greeting, self.answers, self.otherwise, self.heard = greeting, dict(answers), otherwise, b""
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]

    def talk(self):
        while True:
            try:
                client, _ = self.socket.accept()
            except OSError:
                return
            with client:
                client.sendall(self.greeting)
                while piece := client.recv(4096):
                    self.heard += piece
                    word = piece.split()[0].upper() if piece.split() else b""
                    answer = self.answers.get(word, self.otherwise)
                    if answer:
                        client.sendall(answer)

    def __enter__(self):
        threading.Thread(target=self.talk, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]
