"""Simulated stores for tests that need several of them at once, with a profile for each."""
import contextlib
import subprocess

from system import PROGRAM

KEYS = {"consumer_key": "ck_" + "1" * 40, "consumer_secret": "cs_" + "2" * 40}


def profile(home, name, url, authority=None):
    """A WooCommerce profile as text, its secrets in files."""
    lines = [f"[profile {name}]", "platform = woocommerce", f"store = {url}"]
    for key, secret in KEYS.items():
        path = home.path / key
        path.write_text(secret)
        path.chmod(0o600)
        lines.append(f"{key}_file = {path}")
    if authority:
        lines.append(f"ca_file = {authority}")
    return "\n".join(lines) + "\n"


@contextlib.contextmanager
def shops(home, **scenarios):
    """Starts a simulated store for each profile=scenario and writes the config file."""
    sims = []
    try:
        config = ""
        for name, scenario in scenarios.items():
            sim = subprocess.Popen([PROGRAM, "sim", scenario], stdout=subprocess.PIPE, text=True, env=home.env)
            sims.append(sim)
            url = sim.stdout.readline().strip()
            told = sim.stdout.readline()
            authority = told.split(": ", 1)[1].strip() if url.startswith("https") else None
            config += profile(home, name, url, authority)
        home.write_config(config)
        yield
    finally:
        for sim in sims:
            sim.terminate()
        for sim in sims:
            sim.wait(10)
