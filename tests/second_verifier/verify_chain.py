#!/usr/bin/env python3
"""Checks the chains of schools' logs, from rows as `keukentafel export rows` writes them.

    keukentafel export rows > rows.jsonl
    python3 verify_chain.py rows.jsonl ...             one line of JSON for each school of each file
    python3 verify_chain.py --vectors chain_vectors    the test vectors

Written from backend/store/CHAIN.md alone; the numbers of the rules are those of that page. It needs nothing but Python. It holds
the rows of a file in memory. Ends with 0 when everything holds, with 3 when something does not.
"""

import hashlib
import json
import sys
from collections import defaultdict
from pathlib import Path

GENESIS = bytes(32)
TABLES = ("tenant_head", "event", "event_sealed", "event_tag", "command")


# How a value is hashed.

def sha256(data):
    return hashlib.sha256(data).digest()


def put(data):
    """The length and the bytes. None is a column without a value."""
    return b"\xff\xff\xff\xff" if data is None else len(data).to_bytes(4, "big") + data


def number(value, width):
    return None if value is None else value.to_bytes(width, "big", signed=True)


def uuid(value):
    return None if value is None else bytes.fromhex(value.replace("-", ""))


def text(value):
    return value.encode("utf-8")


def leaf(event, tags):
    digests = [bytes.fromhex(digest) for digest in event["sealed_digests"]]
    columns = [
        uuid(event["tenant_id"]), number(event["pos"], 8), uuid(event["event_id"]), uuid(event["stream_id"]),
        text(event["stream_kind"]), number(event["stream_ver"], 4), text(event["type"]), number(event["schema_ver"], 2),
        number(event["occurred_on"], 4), number(event["occurred_at"], 8), text(event["occurred_precision"]),
        number(event["recorded_at"], 8), uuid(event["actor_id"]), text(event["actor_role"]), uuid(event["command_id"]),
        number(len(tags), 4), *sorted(text(tag) for tag in tags),
        sha256(bytes.fromhex(event["body"])),
        number(len(digests), 4), *digests,
    ]
    return sha256(b"\x00\x01" + b"".join(put(column) for column in columns))


def link(before, leaf_hash):
    return sha256(b"chain/1" + before + leaf_hash)


def sealed_digest(row):
    columns = [uuid(row["person_id"]), text(row["retention_class"]), text(row["field"]), bytes.fromhex(row["envelope"])]
    return sha256(b"".join(put(column) for column in columns))


# What must hold. Each rule adds to `broken` the positions at which it is broken, with its number.

def spread(rows, events, broken):
    """The tags of each event. A row is for a run of events."""
    tags = defaultdict(list)
    for row in rows["event_tag"]:
        for pos in range(row["pos"], row["pos"] + row["span"]):
            if pos not in events:
                broken.append((pos, 7))
                break
            tags[pos].append(row["tag"])
    return tags


def sealed_of(rows, events, broken):
    """The sealed fields of each event, by their number."""
    sealed = defaultdict(dict)
    for row in rows["event_sealed"]:
        sealed[row["pos"]][row["n"]] = row
        if row["pos"] not in events:
            broken.append((row["pos"], 7))
    return sealed


def sealed_holds(event, fields):
    digests = [bytes.fromhex(digest) for digest in event["sealed_digests"]]
    return sorted(fields) == list(range(len(digests))) and all(digests[n] == sealed_digest(row) for n, row in fields.items())


def check_events(events, tags, sealed, broken):
    """Goes through the events in order. Returns the last position, and the link and the moment at each."""
    last, chain, recorded_at, versions = 0, GENESIS, 0, {}
    ends = {0: (GENESIS, 0)}
    for pos in sorted(events):
        event = events[pos]
        if pos < 1:
            broken.append((pos, 1))
            continue
        if pos != last + 1:
            broken.append((last + 1, 1))
        stored_leaf, stored_chain = bytes.fromhex(event["leaf_hash"]), bytes.fromhex(event["chain_hash"])
        rules = {
            2: sealed_holds(event, sealed[pos]),
            3: leaf(event, tags[pos]) == stored_leaf,
            4: link(chain, stored_leaf) == stored_chain,
            5: event["stream_ver"] == versions.get(event["stream_id"], 0) + 1,
            6: event["recorded_at"] >= recorded_at,
        }
        broken.extend((pos, rule) for rule, holds in rules.items() if not holds)
        last, chain = pos, stored_chain
        recorded_at = max(recorded_at, event["recorded_at"])
        versions[event["stream_id"]] = event["stream_ver"]
        ends[pos] = chain, recorded_at
    return last, ends


def check_head(rows, last, ends, broken):
    if not rows["tenant_head"] or rows["tenant_head"][0]["pos"] > last:
        broken.append((last + 1, 8))
        return
    head = rows["tenant_head"][0]
    if (bytes.fromhex(head["chain_hash"]), head["last_recorded_at"]) != ends.get(head["pos"], ends[0]):
        broken.append((head["pos"], 8))
    if head["pos"] < last:
        broken.append((head["pos"] + 1, 8))


def check_commands(rows, events, last_event, broken):
    command_of, ranges, covered = {}, [], 0
    for row in sorted(rows["command"], key=lambda row: (row["first_pos"], row["command_id"])):
        first, last = row["first_pos"], row["last_pos"]
        if first <= covered or last < first or len(row["digest"]) != 64:
            broken.append((first, 9))
            continue
        covered = last
        ranges.append(row)
    at = 0
    for pos in sorted(pos for pos in events if pos >= 1):
        while at < len(ranges) and ranges[at]["last_pos"] < pos:
            at += 1
        if at < len(ranges) and ranges[at]["first_pos"] <= pos:
            command_of[pos] = ranges[at]["command_id"]
        if command_of.get(pos) != events[pos]["command_id"]:
            broken.append((pos, 9))
    if covered > last_event:
        broken.append((last_event + 1, 9))
    with_events = {command_of[pos] for pos in command_of}
    broken.extend((row["first_pos"], 9) for row in ranges if row["command_id"] not in with_events)


def first(broken, rules):
    """The lowest position, and there the lowest rule."""
    found = min((one for one in broken if one[1] in rules), default=None)
    return found and {"pos": found[0], "rule": found[1]}


def check_school(rows):
    broken = []
    events = {event["pos"]: event for event in rows["event"]}
    tags, sealed = spread(rows, events, broken), sealed_of(rows, events, broken)
    last, ends = check_events(events, tags, sealed, broken)
    check_head(rows, last, ends, broken)
    check_commands(rows, events, last, broken)
    return {
        "ok": not broken,
        "events": len(events),
        "head": ends[last][0].hex(),
        "first_bad": first(broken, range(1, 9)),
        "first_bad_command": first(broken, [9]),
    }


# Reading.

def schools(path):
    found = defaultdict(lambda: {table: [] for table in TABLES})
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["table"] in TABLES:
                found[row["tenant_id"]][row["table"]].append(row)
    return found


def vectors(folder):
    """Computes every test vector again. Yields the name of each, and whether it is what it should be."""
    for vector in json.loads((folder / "leaf.json").read_text("utf-8")):
        yield vector["name"], leaf(vector["event"], vector["tags"]).hex() == vector["leaf"]
    for vector in json.loads((folder / "link.json").read_text("utf-8")):
        yield vector["name"], link(bytes.fromhex(vector["before"]), bytes.fromhex(vector["leaf"])).hex() == vector["chain"]
    for vector in json.loads((folder / "sealed_digest.json").read_text("utf-8")):
        yield vector["name"], sealed_digest(vector["sealed"]).hex() == vector["digest"]


def main(args):
    if args[:1] == ["--vectors"]:
        checked = list(vectors(Path(args[1])))
        for name, holds in checked:
            print("holds " if holds else "DIFFERS", name)
        return 0 if checked and all(holds for _, holds in checked) else 3
    all_hold = True
    for path in args:
        for school, rows in schools(path).items():
            verdict = check_school(rows)
            all_hold = all_hold and verdict["ok"]
            print(json.dumps({"file": path, "school": school, **verdict}))
    return 0 if all_hold else 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if len(sys.argv) > 1 else __doc__)
