"""The generated rules, their proofs, and promtool."""
import functools
import json
import re
import subprocess
import sys
import tempfile

import yaml

from Tests.Mutation.mutants import tokens
from demo import judges
from demo.processes import Failure


class Proofs:
    """The generated rules of a folder and the tests that were generated for them."""

    def __init__(self, generated):
        self.rule_files = sorted(generated.glob("prometheus_alerts*.yml"))
        self.groups = [group for file in self.rule_files for group in load(file)["groups"]]
        self.files = [load(path) for path in sorted(generated.glob("proofs/*.yml"))]
        if not self.files:
            sys.exit(f"no proofs in {generated}; run: make generate")

    def needed(self, group):
        """The group, and those that record what it reads and does not record itself."""
        own = {rule.get("record") for rule in group["rules"]}
        read = {word for rule in group["rules"] for _, word, _ in tokens(rule["expr"])} - own
        # All objectives record series of the same names; one that is made of others names them.
        parts = {
            part for rule in group["rules"] for names in re.findall(r'slo=~?"([^"]*)"', rule["expr"])
            for part in names.split("|")
        }
        return [
            each for each in self.groups
            if each is group or any(
                rule.get("record") in read or rule.get("labels", {}).get("slo") in parts for rule in each["rules"])
        ]

    def asked(self, test):
        """The groups of the rules that a test asks for, and all that they read."""
        found, left = [], [group for group in self.groups if any(mentions(test, rule) for rule in group["rules"])]
        while left:
            group = left.pop()
            if group not in found:
                found.append(group)
                left += self.needed(group)
        return [group for group in self.groups if group in found]

    def tests(self, rule):
        """Each test that says what becomes of the rule, in a file of its own."""
        return self.chosen(lambda test: says_of(test, rule))

    def affected(self, group):
        """The groups that read what a group records, itself among them, and the tests that ask for any of their rules."""
        readers = [each for each in self.groups if group in self.needed(each)]
        rules = [rule for each in readers for rule in each["rules"]]
        return readers, self.chosen(lambda test: any(mentions(test, rule) for rule in rules))

    def chosen(self, condition):
        return [{**file, "tests": [test]} for file in self.files for test in file["tests"] if condition(test)]


def says_of(test, rule):
    if "alert" in rule:
        return any(each["alertname"] == rule["alert"] for each in test.get("alert_rule_test", []))
    return any(is_about(each["expr"], rule) for each in test.get("promql_expr_test", []))


def mentions(test, rule):
    if "alert" in rule and says_of(test, rule):
        return True
    slo = rule.get("labels", {}).get("slo")
    return any(
        rule.get("record", "ALERTS") in each["expr"] and (slo is None or f'slo="{slo}"' in each["expr"])
        for each in test.get("promql_expr_test", []))


def is_about(query, rule):
    """Whether a query asks for what the rule records."""
    slo = rule.get("labels", {}).get("slo")
    return bool(re.match(re.escape(rule["record"]) + r"(?![\w:])", query)) and (
        slo is None or f'slo="{slo}"' in query)


def load(path):
    return yaml.load(path.read_text(), yaml.CSafeLoader)


def run(groups, files):
    """What promtool says when a test fails; empty when all pass."""
    with tempfile.TemporaryDirectory() as folder:
        write(f"{folder}/rules.yml", {"groups": groups})
        names = [group["name"] for group in groups]
        paths = []
        for number, file in enumerate(files):
            paths.append(f"{folder}/test{number}.yml")
            write(paths[-1], {**file, "rule_files": ["rules.yml"], "group_eval_order": names})
        return promtool("test", "rules", *paths)


def check(groups):
    """What promtool says of rules that it would not load."""
    with tempfile.TemporaryDirectory() as folder:
        write(f"{folder}/rules.yml", {"groups": groups})
        return promtool("check", "rules", f"{folder}/rules.yml")


def promtool(*arguments):
    done = subprocess.run([newest(), *arguments], capture_output=True, text=True)
    return done.stdout + done.stderr if done.returncode else ""


@functools.cache
def newest():
    """The promtool of the newest generation: in 2.42 a test fails now and then without a mutant."""
    try:
        return judges.path(judges.generations()[-1], "promtool")
    except Failure as missing:
        sys.exit(f"mutate: {missing}")


def write(path, tree):
    # JSON is YAML, and quicker to write.
    with open(path, "w") as file:
        json.dump(tree, file, ensure_ascii=False)
