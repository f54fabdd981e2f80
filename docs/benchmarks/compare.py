#!/usr/bin/env python3
"""vae-bench and its peers in turns, A B A B, and the ratio of their medians.

    swift build -c release
    peer/bin/python docs/benchmarks/compare.py [--rounds 3] [train-mlp train-conv ...]

A machine shared with others changes its speed from minute to minute; only figures that were taken in
turns may be compared. The ratio is the median over the rounds of each round's ratio.
"""
import argparse
import json
import pathlib
import statistics
import subprocess
import sys

ENGINES = {
    "train-mlp": ["torch", "jax"],
    "train-conv": ["torch", "torch-channels-last"],
    "train-conv64": ["torch", "torch-channels-last"],
    "decode-mlp": ["torch", "onnx"],
    "decode-conv": ["torch", "onnx"],
    "decode-conv64": ["torch", "onnx"],
    "encode-mlp": ["torch", "onnx"],
    "encode-conv": ["torch", "onnx"],
    "encode-conv64": ["torch", "onnx"],
}
parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
parser.add_argument("cases", nargs="*", default=list(ENGINES))
parser.add_argument("--rounds", type=int, default=3)
parser.add_argument("--batch", type=int)
parser.add_argument("--threads", type=int, default=2)
parser.add_argument("--runs", type=int, default=100)
options = parser.parse_args()
here = pathlib.Path(__file__).resolve().parent
bench = here.parent.parent / ".build/release/vae-bench"


def run(command):
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode != 0:
        print(f"{' '.join(map(str, command))}: {result.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return None
    return json.loads(result.stdout.strip().splitlines()[-1])


def scaled(seconds):
    for unit, size in (("s", 1), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e6:.3g} us"


flags = ["--threads", options.threads, "--runs", options.runs]
if options.batch:
    flags += ["--batch", options.batch]
flags = [str(flag) for flag in flags]
print("| case | vae: median (least) | of peak | peer | median (least) | ratio of medians |")
print("|---|--:|--:|---|--:|--:|", flush=True)
for case in options.cases:
    for engine in ENGINES[case]:
        rounds = []
        for _ in range(options.rounds):
            ours = run([bench, case, *flags])
            peer = run([sys.executable, here / "peers.py", case, "--engine", engine, *flags])
            if ours and peer:
                rounds.append((ours, peer))
        if not rounds:
            continue
        ours, peers = zip(*rounds)
        ratio = statistics.median(a["median"] / b["median"] for a, b in rounds)

        def text(lines):
            median = statistics.median(line["median"] for line in lines)
            return f"{scaled(median)} ({scaled(min(line['min'] for line in lines))})"

        share = statistics.median(line["share_of_peak"] for line in ours)
        print(
            f"| {case} | {text(ours)} | {share:.0%} | {engine} | {text(peers)} | {ratio:.2f} |",
            flush=True)
