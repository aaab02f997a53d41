#!/usr/bin/python3
"""What the measurements look at: wizard-data whose WooCommerce asks no pause and has plain probes, and a
config file of many shops.
  shops.py DATA FOLDER COUNT STORE [CA-FILE]   STORE may hold {n}, the number of the shop
Writes FOLDER/data and FOLDER/config.ini."""
import json
import pathlib
import sys

PROBES = 12


def write_data(source, folder):
    platform = json.loads((source / "platforms/woocommerce.json").read_text())
    platform["limits"].pop("gap", None)
    for n in range(PROBES):
        platform["probes"][f"woocommerce.bench-{n}"] = {
            "ref": f"B-{n}", "title": f"Measurement {n}", "proves": "Nothing.", "does_not_prove": "Anything.",
            "guide": ["2.01"], "kind": "http", "url": f"{{store}}/json?n={n}", "auth": "none", "needs": ["store"],
            "outcomes": [{"if": "status == 200", "is": "ok", "verdict": "ok"}],
        }
    target = folder / "data/platforms/woocommerce.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(platform))


def write_config(folder, count, store, authority):
    with open(folder / "config.ini", "w") as config:
        for n in range(count):
            config.write(f"[profile shop-{n}]\nplatform = woocommerce\nstore = {store.replace('{n}', str(n))}\n")
            if authority:
                config.write(f"ca_file = {authority}\n")


if __name__ == "__main__":
    source, folder = map(pathlib.Path, sys.argv[1:3])
    write_data(source, folder)
    write_config(folder, int(sys.argv[3]), sys.argv[4], sys.argv[5] if len(sys.argv) > 5 else None)
