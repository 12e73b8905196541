#!/usr/bin/env python3
"""Makes large inputs of each format from the small recordings beside the repository.

    python3 benchmarks/formats/inputs.py CORPUS OUTPUT [MEGABYTES]

CORPUS is the folder of recordings (../shared/corpus/other). Samples and events are repeated with later times; tables
(nodes, frames, strings) stay as they are, as they do in a long recording of one program.
"""

import gzip
import json
import os
import random
import sys


def read(path):
    data = open(path, "rb").read()
    return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data


def compact(value):
    return json.dumps(value, separators=(",", ":"))


class Output:
    def __init__(self, folder, name):
        self.path = os.path.join(folder, name)
        self.file = open(self.path + ".partial", "wb")
        self.length = 0

    def write(self, data):
        data = data.encode() if isinstance(data, str) else data
        self.length += len(data)
        self.file.write(data)

    def close(self):
        self.file.close()
        os.replace(self.path + ".partial", self.path)
        print(f"{self.length / 1e6:8.1f} MB  {self.path}")


def cpu_profile(corpus, folder, size):
    profile = json.loads(read(f"{corpus}/node-catalog-1ms.cpuprofile"))
    samples, deltas = compact(profile["samples"])[1:-1], compact(profile["timeDeltas"])[1:-1]
    rounds = max(1, size // (len(samples) + len(deltas)))
    profile["endTime"] = profile["startTime"] + rounds * sum(profile["timeDeltas"])
    out = Output(folder, "node.cpuprofile")
    out.write(f'{{"nodes":{compact(profile["nodes"])},"startTime":{profile["startTime"]},"endTime":{profile["endTime"]},"samples":[')
    out.write(",".join([samples] * rounds))
    out.write('],"timeDeltas":[')
    out.write(",".join([deltas] * rounds))
    out.write("]}")
    out.close()


def trace_events(corpus, folder, size):
    events = json.loads(read(f"{corpus}/chrome-page.trace.json.gz"))["traceEvents"]
    times = [e["ts"] for e in events if e.get("ts", 0) > 0]
    span = max(times) - min(times) + 1000
    out = Output(folder, "page.trace.json")
    out.write('{"traceEvents":[\n')
    copy = 0
    while out.length < size:
        for event in events:
            if copy > 0:
                if event["ph"] == "M" or event["name"] == "TracingStartedInBrowser":
                    continue
                event = dict(event, ts=event["ts"] + copy * span)
                if event["name"] in ("Profile", "ProfileChunk"):
                    event["id"] = f'{event["id"]}{copy:x}'
                    data = event.get("args", {}).get("data", {})
                    if "startTime" in data:
                        data = dict(data, startTime=data["startTime"] + copy * span)
                        event["args"] = dict(event["args"], data=data)
            out.write((",\n" if out.length > 20 else "") + compact(event))
        copy += 1
    out.write("\n]}")
    out.close()


def speedscope_sampled(corpus, folder, size):
    document = json.loads(read(f"{corpus}/made/made.sampled.speedscope.json"))
    profiles = document.pop("profiles")
    for profile in profiles:
        profile["text"] = compact(profile.pop("samples"))[1:-1], compact(profile.pop("weights"))[1:-1]
        profile["span"] = profile["endValue"] - profile["startValue"]
    rounds = max(1, size // sum(len(a) + len(b) for a, b in (p["text"] for p in profiles)))
    out = Output(folder, "sampled.speedscope.json")
    out.write(compact(document)[:-1] + ',"profiles":[')
    for i, profile in enumerate(profiles):
        samples, weights = profile.pop("text")
        profile["endValue"] = profile["startValue"] + rounds * profile.pop("span")
        out.write(("," if i else "") + compact(profile)[:-1] + ',"samples":[' + ",".join([samples] * rounds))
        out.write('],"weights":[' + ",".join([weights] * rounds) + "]}")
    out.write("]}")
    out.close()


def speedscope_evented(corpus, folder, size):
    document = json.loads(read(f"{corpus}/gcpulse.speedscope.json.gz"))
    profiles = document.pop("profiles")
    small = sum(len(json.dumps(p)) for p in profiles)
    rounds = max(1, size // small)
    span = max(p["endValue"] for p in profiles) + 10
    out = Output(folder, "evented.speedscope.json")
    out.write(json.dumps(document)[:-1] + ', "profiles": [')
    for i, profile in enumerate(profiles):
        events = profile.pop("events")
        profile["endValue"] += (rounds - 1) * span
        out.write((", " if i else "") + json.dumps(profile)[:-1] + ', "events": [')
        for copy in range(rounds):
            shifted = ({"type": e["type"], "frame": e["frame"], "at": e["at"] + copy * span} for e in events)
            out.write((", " if copy else "") + ", ".join(json.dumps(e) for e in shifted))
        out.write("]}")
    out.write("]}")
    out.close()


def firefox(corpus, folder, size):
    document = json.loads(read(f"{corpus}/made/made.firefox-v70.json.gz"))
    threads = document.pop("threads")
    columns = ("stack", "weight", "threadCPUDelta", "timeDeltas")
    small = sum(len(compact(t["samples"])) for t in threads)
    rounds = max(1, size // small)
    out = Output(folder, "firefox.json")
    out.write(compact(document)[:-1] + ',"threads":[')
    for i, thread in enumerate(threads):
        samples = thread.pop("samples")
        out.write(("," if i else "") + compact(thread)[:-1] + f',"samples":{{"length":{samples["length"] * rounds},"weightType":"samples"')
        for column in columns:
            text = compact(samples[column])[1:-1]
            out.write(f',"{column}":[' + ",".join([text] * rounds) + "]")
        out.write("}}")
    out.write("]}")
    out.close()


def folded(corpus, folder, size):
    text = read(f"{corpus}/made/made.folded.txt")
    out = Output(folder, "stacks.folded.txt")
    while out.length < size:
        out.write(text)
    out.close()


def varint(value):
    value &= (1 << 64) - 1
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def read_varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at += 1
        shift += 7
        if byte < 0x80:
            return value, at


def fields(data):
    at = 0
    while at < len(data):
        tag, at = read_varint(data, at)
        if tag & 7 == 0:
            value, at = read_varint(data, at)
        elif tag & 7 == 2:
            length, at = read_varint(data, at)
            value, at = data[at : at + length], at + length
        else:
            length = 8 if tag & 7 == 1 else 4
            value, at = data[at : at + length], at + length
        yield tag >> 3, tag & 7, value


def field(number, kind, value):
    tag = varint(number << 3 | kind)
    return tag + (varint(value) if kind == 0 else varint(len(value)) + value if kind == 2 else value)


def pprof_timed(corpus, folder, size):
    profile = list(fields(read(f"{corpus}/made/made-timed.pprof.gz")))
    strings = [value for number, _, value in profile if number == 6]
    key = strings.index(b"end_timestamp_ns")
    samples = []
    for number, _, value in profile:
        if number == 2:
            parts = list(fields(value))
            labels = [dict((n, v) for n, _, v in fields(part)) for n, _, part in parts if n == 3]
            time = next(label[3] for label in labels if label.get(1) == key)
            rest = b"".join(field(n, k, v) for (n, k, v) in parts if not (n == 3 and dict((a, c) for a, _, c in fields(v)).get(1) == key))
            samples.append((rest, time))
    span = max(t for _, t in samples) - min(t for _, t in samples) + 1_000_000
    out = Output(folder, "timed.pprof")
    copy = 0
    while out.length < size:
        for rest, time in samples:
            label = field(1, 0, key) + field(3, 0, time + copy * span)
            out.write(field(2, 2, rest + field(3, 2, label)))
        copy += 1
    for number, kind, value in profile:
        if number != 2:
            out.write(field(number, kind, value))
    out.close()


def pprof_sums(corpus, folder, size):
    """Sums of 50,000 stacks of 20 to 60 locations, which share their roots, several of each: as with labels, or of several hosts."""
    profile = list(fields(read(f"{corpus}/indexer.pprof.raw.bin")))
    ids = [next(v for n, _, v in fields(value) if n == 1) for number, _, value in profile if number == 4]
    chance = random.Random(18)
    stacks = [[ids[0]]]
    while len(stacks) < 50_000:
        stack = list(stacks[chance.randrange(len(stacks))])
        depth = chance.randint(20, 60)
        del stack[max(1, min(len(stack), depth) - chance.randint(1, 6)) :]
        while len(stack) < depth:
            stack.append(ids[chance.randrange(len(ids))])
        stacks.append(stack)
    packed = [b"".join(varint(location) for location in reversed(stack)) for stack in stacks]
    out = Output(folder, "sums.pprof")
    for number, kind, value in profile:
        if number not in (2, 6):
            out.write(field(number, kind, value))
    while out.length < size:
        count = chance.randint(1, 9)
        out.write(field(2, 2, field(1, 2, packed[chance.randrange(len(packed))]) + field(2, 2, varint(count) + varint(count * 10_000_000))))
    for number, kind, value in profile:
        if number == 6:
            out.write(field(number, kind, value))
    out.close()


def otlp(corpus, folder, size):
    document = list(fields(read(f"{corpus}/made/made.otlp.bin")))
    small = sum(len(value) for number, _, value in document if number == 1)
    rounds = max(1, size // small)
    out = Output(folder, "agent.otlp")
    for number, kind, value in document:
        out.write(field(number, kind, value if number != 1 else repeat_resource(value, rounds)))
    out.close()


def repeat_resource(resource, rounds):
    span = 30 * 1_000_000_000
    result = b""
    for number, kind, scope in fields(resource):
        if number != 2:
            result += field(number, kind, scope)
            continue
        inner = b""
        for n, k, profile in fields(scope):
            if n != 2:
                inner += field(n, k, profile)
                continue
            parts = list(fields(profile))
            samples = [list(fields(v)) for m, _, v in parts if m == 2]
            body = [field(m, q, v) for m, q, v in parts if m != 2]
            for copy in range(rounds):
                for sample in samples:
                    text = b"".join(field(a, b, shift_times(c, copy * span) if a == 5 and b == 2 else c) for a, b, c in sample)
                    body.append(field(2, 2, text))
            inner += field(n, k, b"".join(body))
        result += field(number, kind, inner)
    return result


def shift_times(packed, by):
    return b"".join((int.from_bytes(packed[i : i + 8], "little") + by).to_bytes(8, "little") for i in range(0, len(packed), 8))


def jfr(corpus, folder, size):
    """One chunk whose execution samples are repeated with later ticks."""
    data = read(f"{corpus}/jfr/orders.jfr.gz")
    length = int.from_bytes(data[8:16], "big")
    chunk = bytearray(data[:length])
    by_type = {}
    at = 68
    while at < length:
        count, body = read_varint(chunk, at)
        kind, body = read_varint(chunk, body)
        by_type.setdefault(kind, []).append((at, at + count, body))
        at += count
    number = execution_sample_type(chunk)
    events = []
    for start, end, body in by_type[number]:
        tick, rest = read_varint(chunk, body)
        events.append((tick, bytes(chunk[rest:end])))
    ticks = max(t for t, _ in events) - min(t for t, _ in events) + 10_000_000
    added = bytearray()
    copy = 0
    while len(added) < size:
        for tick, rest in events:
            body = varint(number) + varint(tick + copy * ticks) + rest
            added += varint(len(body) + 1) + body
        copy += 1
    for place in (8, 16, 24):
        chunk[place : place + 8] = (int.from_bytes(chunk[place : place + 8], "big") + len(added)).to_bytes(8, "big")
    out = Output(folder, "orders.jfr")
    out.write(chunk[:68] + added + chunk[68:])
    out.close()


def execution_sample_type(chunk):
    """The id of the class jdk.ExecutionSample in the chunk's metadata: names are indices of its strings."""
    at = int.from_bytes(chunk[24:32], "big")
    for _ in range(5):  # size, type, start, duration, id
        _, at = read_varint(chunk, at)
    count, at = read_varint(chunk, at)
    strings = []
    for _ in range(count):
        coding, at = chunk[at], at + 1
        if coding in (0, 1):
            strings.append("")
            continue
        size, at = read_varint(chunk, at)
        if coding == 4:
            text = ""
            for _ in range(size):
                letter, at = read_varint(chunk, at)
                text += chr(letter)
            strings.append(text)
        else:
            strings.append(bytes(chunk[at : at + size]).decode("utf-8" if coding == 3 else "latin-1"))
            at += size
    return find_class(chunk, at, strings)[0]


def find_class(chunk, at, strings):
    name, at = read_varint(chunk, at)
    count, at = read_varint(chunk, at)
    attributes = {}
    for _ in range(count):
        key, at = read_varint(chunk, at)
        value, at = read_varint(chunk, at)
        attributes[strings[key]] = strings[value]
    found = int(attributes["id"]) if strings[name] == "class" and attributes.get("name") == "jdk.ExecutionSample" else None
    count, at = read_varint(chunk, at)
    for _ in range(count):
        inner, at = find_class(chunk, at, strings)
        found = found or inner
    return found, at


def main():
    corpus, folder = sys.argv[1], sys.argv[2]
    size = int(sys.argv[3] if len(sys.argv) > 3 else 60) * 1_000_000
    wanted = sys.argv[4:]
    os.makedirs(folder, exist_ok=True)
    for make in (cpu_profile, trace_events, speedscope_sampled, speedscope_evented, firefox, folded, pprof_timed, pprof_sums, otlp, jfr):
        if not wanted or make.__name__ in wanted:
            make(corpus, folder, size)


main()
