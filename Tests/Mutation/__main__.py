"""Breaks the generated rules in one place at a time, and sees whether a generated proof fails.

    scripts/mutate [--sample N] [--seed N] [--root FOLDER] [--rule NAME] [--group NAME]

Prints the mutants that no proof notices, with rule and mutation; exits with 1 when there are any.
"""
import argparse
import concurrent.futures
import os
import pathlib
import random
import sys
import time
from collections import Counter

from Tests.Mutation.mutants import mutants
from Tests.Mutation.proofs import Proofs, run
from Tests.Mutation.together import Together, invalid


def judge(proofs, group, index, broken):
    """'killed', 'survived', or 'invalid' where Prometheus would not load it, for each broken form of a rule."""
    refused = invalid(broken)
    valid = [number for number in range(len(broken)) if number not in refused]
    together = Together(proofs, group, index, [broken[number] for number in valid])
    killed = {valid[number - 1] for number in together.killed()}

    def verdict(number):
        if number in refused:
            return "invalid"
        return "killed" if number in killed or shows_elsewhere(proofs, group, index, broken[number]) else "survived"

    return [verdict(number) for number in range(len(broken))]


def shows_elsewhere(proofs, group, index, rule):
    """Whether what does not show in a rule's own tests shows in those of what reads it."""
    changed = {**group, "rules": [*group["rules"][:index], rule, *group["rules"][index + 1:]]}
    readers, tests = proofs.affected(group)
    needed = [each for each in proofs.groups if any(each in proofs.needed(reader) for reader in readers)]
    groups = [changed if each is group else each for each in needed]
    return any(run(groups, [test]) for test in tests)


def chosen(options, proofs):
    """(group, index, what, broken rule) of each mutant that is to be tried."""
    every = [
        (group, index, what, broken)
        for group in proofs.groups for index, rule in enumerate(group["rules"])
        if options.rule in (None, rule.get("alert", rule.get("record"))) and options.group in (None, group["name"])
        for what, broken in mutants(rule)
    ]
    if options.sample is None:
        return every
    print(f"seed {options.seed}")
    return random.Random(options.seed).sample(every, min(options.sample, len(every)))


def main():
    parser = argparse.ArgumentParser(prog="mutate", description=__doc__.splitlines()[0])
    parser.add_argument("--root", default=pathlib.Path(__file__).parent.parent.parent)
    parser.add_argument("--sample", type=int, help="try only so many, picked at random")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--rule", help="break only rules of this name")
    parser.add_argument("--group", help="break only rules of the group of this name")
    options = parser.parse_args()

    proofs = Proofs(pathlib.Path(options.root) / "generated")
    # A proof that fails anyway would seem to notice everything.
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        failures = list(filter(None, pool.map(lambda file: run(proofs.groups, [file]), proofs.files)))
    if failures:
        sys.exit(f"mutate: proofs fail without any mutation:\n{failures[0]}")

    by_rule = {}
    for group, index, what, broken in chosen(options, proofs):
        by_rule.setdefault((group["name"], index), (group, []))[1].append((what, broken))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        tasks = [(group, index, each) for (_, index), (group, each) in by_rule.items()]
        verdicts = pool.map(lambda task: judge(proofs, task[0], task[1], [broken for _, broken in task[2]]), tasks)
        counts = Counter()
        for (group, index, each), found in zip(tasks, verdicts):
            counts.update(found)
            for (what, _), verdict in zip(each, found):
                if verdict == "survived":
                    print(f"survived: {group['name']}: {shown(group['rules'][index])}: {what}", flush=True)

    unproven = [shown(rule) for group in proofs.groups for rule in group["rules"] if not proofs.tests(rule)]
    for name in unproven:
        print(f"no test: {name}")
    print(f"{counts['killed']} of {counts['killed'] + counts['survived']} mutants killed, {counts['survived']} survived; "
          f"{counts['invalid']} more were no valid rules")
    return 1 if counts["survived"] or unproven else 0


def shown(rule):
    """`slo:error:ratio{slo=manifest-insert, window=1h}`."""
    labels = rule.get("labels", {})
    some = ", ".join(f"{key}={labels[key]}" for key in ("slo", "kind", "window") if key in labels)
    return rule.get("alert", rule.get("record")) + (f"{{{some}}}" if some else "")


if __name__ == "__main__":
    sys.exit(main())
