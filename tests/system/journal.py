"""What a saved case says happened (docs/CASES.md), as the lines that `syncfix test` traces."""
import datetime
import json
import re
import zlib

STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
SAME_TIME = 600  # seconds: "5 hours ago" is counted from when it was typed


def files(state):
    return sorted((state / "cases").glob("*.jsonl")) if (state / "cases").is_dir() else []


def event_of(line):
    """The event of one line, held against its own checksum."""
    event = json.loads(line)
    told = event.pop("crc")
    body = line[: line.rindex(',"crc":"')]
    assert f"{zlib.crc32(body.encode()):08x}" == told, f"checksum of event {event['n']}"
    return event


def events(path, torn=False):
    """The events of a journal, every line whole and in its turn; `torn` allows half a last line."""
    text = path.read_text()
    lines = text.split("\n")
    last = lines.pop()
    assert torn or last == "", f"half a line at the end of {path.name}: {last[:60]}"
    found = [event_of(line) for line in lines]
    assert [event["n"] for event in found] == list(range(1, len(found) + 1)), f"numbers in {path.name}"
    return found


def line_of(event):
    facts = "".join(f" {name}={value or ''}" for name, value in event.get("facts", []))
    kind = event["event"]
    if kind == "visit":
        return f"visit {event['node']}"
    if kind == "take" and "probe" in event:
        return f"take {event['probe']}={event['outcome']}"
    if kind == "end":
        return f"end {event['ending']}"
    return f"answer {event.get('node', '')}{facts}" if kind == "answer" else None


def plant(state, words):
    """A note in the one case there, which the wizard itself would have refused."""
    (path,) = files(state)
    last = events(path)[-1]
    body = json.dumps({"v": 1, "n": last["n"] + 1, "at": last["at"], "event": "note", "text": words},
                      separators=(",", ":"), ensure_ascii=False)[:-1]
    with path.open("a") as journal:
        journal.write(f'{body},"crc":"{zlib.crc32(body.encode()):08x}"}}\n')


def trace(found):
    return [line for line in map(line_of, found) if line is not None]


def seconds(stamp):
    return datetime.datetime.strptime(stamp, "%Y-%m-%dT%H:%M:%SZ").timestamp()


def same_line(one, other):
    stamps = STAMP.findall(one), STAMP.findall(other)
    near = all(abs(seconds(a) - seconds(b)) < SAME_TIME for a, b in zip(*stamps))
    return near and STAMP.sub("T", one) == STAMP.sub("T", other)


def difference(wanted, got):
    """None when both tell the same; else the first line where they part."""
    for turn, (one, other) in enumerate(zip(wanted, got)):
        if not same_line(one, other):
            return f"line {turn + 1}: \"{other}\", not \"{one}\""
    if len(wanted) > len(got):
        return f"ends before \"{wanted[len(got)]}\""
    return f"goes on with \"{got[len(wanted)]}\"" if len(got) > len(wanted) else None
