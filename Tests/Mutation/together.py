"""Many mutants of one rule, tried in one run of promtool.

Each has a name of its own and is evaluated beside the rule, and a test's expectations are repeated under that name. Beside
them goes a copy of the rule that is not broken: what a test says of the copy and does not hold, it says of the name alone.
"""
import re

from Tests.Mutation.proofs import check, is_about, run

COPY = 0
# An expectation that does not hold, and a rule that cannot be evaluated.
FAILED = re.compile(r'^\s*(?:alertname: (\S+)|expr: "((?:[^"\\]|\\.)*)"), time: (\w+),', re.MULTILINE)
BROKEN = re.compile(r"^\s*rule: (\S+), time: \w+, err:", re.MULTILINE)
UNREADABLE = re.compile(r', "[Mm]utant(\d+)[^"]*": could not parse')
NUMBER = re.compile(r"^[Mm]utant(\d+)")
MOST = 100


class Together:
    """One rule of a group and its mutants, by number; the copy has the number 0."""

    def __init__(self, proofs, group, index, mutants):
        self.group, self.index, self.rule = group, index, group["rules"][index]
        self.needed = proofs.needed(group)
        self.tests = proofs.tests(self.rule)
        self.mutants = dict(enumerate(mutants, 1))

    def killed(self):
        """The numbers of mutants for which a test fails that holds for the copy, or which cannot be evaluated."""
        killed = set()
        numbers = sorted(self.mutants)
        for begin in range(0, len(numbers), MOST):
            alive = set(numbers[begin:begin + MOST])
            for test in self.tests:
                if alive:
                    failed = self.failing(test, alive)
                    killed |= failed
                    alive -= failed
        return killed

    def failing(self, file, numbers):
        """Those that fail in a test; who cannot be evaluated is left out, and the others are tried again."""
        failed, left = set(), set(numbers)
        while left:
            said = run(self.groups(left), [self.repeated(file, left)])
            broken = {number(name) for name in BROKEN.findall(said)} - {None}
            if not broken:
                return failed | self.refuted(said)
            if COPY in broken:
                raise SystemExit(f"mutate: a rule cannot be evaluated without any mutation:\n{said}")
            failed |= broken
            left -= broken
        return failed

    @staticmethod
    def refuted(said):
        found = {}
        for alert, query, time in FAILED.findall(said):
            name = alert or query.replace('\\"', '"')
            found.setdefault(number(name), set()).add((stripped(name), time))
        return {each for each, places in found.items() if each and places - found.get(COPY, set())}

    def groups(self, numbers):
        copies = [named(self.mutants[each] if each else self.rule, each) for each in sorted({COPY, *numbers})]
        rules = [*self.group["rules"][:self.index + 1], *copies, *self.group["rules"][self.index + 1:]]
        return [{**self.group, "rules": rules} if each is self.group else each for each in self.needed]

    def repeated(self, file, numbers):
        """The test's expectations of the rule, once for each of its copies."""
        test = {key: value for key, value in file["tests"][0].items() if not key.endswith("_test")}
        everyone = sorted({COPY, *numbers})
        if "alert" in self.rule:
            test["alert_rule_test"] = [
                {**each, "alertname": f"Mutant{number_}"}
                for each in file["tests"][0]["alert_rule_test"] if each["alertname"] == self.rule["alert"]
                for number_ in everyone
            ]
        else:
            test["promql_expr_test"] = [
                self.expected(each, number_)
                for each in file["tests"][0]["promql_expr_test"] if is_about(each["expr"], self.rule)
                for number_ in everyone
            ]
        return {**file, "tests": [test]}

    def expected(self, expectation, number_):
        """Of the series with the rule's name only those that have its labels: others may record the same name."""
        labels = self.rule.get("labels", {})
        samples = [
            {**sample, "labels": renamed(sample["labels"], self.rule, number_)}
            for sample in expectation.get("exp_samples") or []
            if all(f'{label}="{value}"' in sample["labels"] for label, value in labels.items())
        ]
        return {**expectation, "expr": renamed(expectation["expr"], self.rule, number_), "exp_samples": samples}


def invalid(rules):
    """The numbers of those that Prometheus would not load."""
    copies = [named(rule, each) for each, rule in enumerate(rules)]
    return {int(each) for each in UNREADABLE.findall(check([{"name": "mutants", "rules": copies}]))}


def named(rule, number_):
    if "alert" in rule:
        return {**rule, "alert": f"Mutant{number_}"}
    return {**rule, "record": f"mutant{number_}:{rule['record']}"}


def renamed(text, rule, number_):
    return re.sub(r"^" + re.escape(rule["record"]) + r"(?![\w:])", lambda found: f"mutant{number_}:{found.group()}", text)


def number(name):
    found = NUMBER.match(name)
    return int(found.group(1)) if found else None


def stripped(name):
    return NUMBER.sub("", name)
