"""Ways to break a rule, one place at a time.

What is changed: each comparison, number, window, set operator and label matcher of an expression; in recording rules also
functions, aggregations and arithmetic; `for` and `keep_firing_for`; each label. A mutant that means the same is not made at
all; `equivalent` says which, and why.
"""
import re
import sys

TOKEN = re.compile(
    r'(?P<string>"(?:[^"\\]|\\.)*")'
    r'|(?P<window>\[[^\]]*\])'
    r'|(?P<comparison>==|!=|>=|<=|>|<)(?!~)'
    r'|(?P<matcher>=~|!~|=)'
    r'|(?P<number>(?<![\w.:])\d+(?:\.\d+)?(?:e[+-]?\d+)?)'
    r'|(?P<word>[A-Za-z_:][\w:]*)'
    r'|(?P<arithmetic>[+*/%-]|@)'
    r'|(?P<bracket>[(){},])'
    r'|(?P<space>\s+)'
)
FUNCTIONS = {
    "sum": "max", "max": "min", "min": "max", "avg": "sum", "count": "sum", "rate": "increase", "increase": "rate",
    "sum_over_time": "max_over_time", "count_over_time": "sum_over_time", "avg_over_time": "max_over_time",
    "clamp_max": "clamp_min", "clamp_min": "clamp_max",
}
SET_OPERATORS = {"and": ["or", "unless"], "or": ["and", "unless"], "unless": ["and", "or"]}
ARITHMETIC = {"+": "-", "-": "+", "*": "/", "/": "*", "%": "*"}
# A half of an hour, of a step of a subquery or of the evaluation.
HALF = re.compile(r"time\(\) % \d+ (?P<comparison><|>=) bool \d+\)(?P<step>\s*\)\[)?")
UNITS = {"ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000}


def tokens(text):
    """(kind, text, start) of each token; `label` and `value` within braces."""
    found, position, depth = [], 0, 0
    while position < len(text):
        match = TOKEN.match(text, position)
        if match is None:
            sys.exit(f"mutate: cannot read {text[position:position + 20]!r} in {text!r}")
        kind, word = match.lastgroup, match.group()
        depth += (word == "{") - (word == "}") if kind == "bracket" else 0
        if depth and kind in ("string", "word"):
            kind = {"string": "value", "word": "label"}[kind]
        if kind != "space":
            found.append((kind, word, position))
        position = match.end()
    return found


def milliseconds(text):
    return sum(int(number) * UNITS[unit] for number, unit in re.findall(r"(\d+)(ms|[smhdw])", text))


def duration(time_):
    return f"{int(time_)}ms"


def steps(number, is_whole):
    """A clear step and a small one, either way; of what is whole, one."""
    value = float(number)
    if is_whole or value == 0:
        changed = [value + 1, value - 1]
    else:
        changed = [value * 2, value * 1.01, value * 0.99]
    return [f"{each:.12g}" if each >= 0 else f"({each:.12g})" for each in changed]


def equivalent(kind, index, found, text):
    """Whether a change of this token cannot change what the expression is, whatever the series are."""
    _, word, start = found[index]
    if kind == "comparison" and word == "==":
        # x == x asks whether x is a number: so do x >= x and x <= x, which differ from it for no pair of equals.
        before, after = text[:start].rstrip(), text[start + 2:].lstrip()
        sides = re.finditer(r"(?<=\()\s*((?:(?:max|min|sum)\(|[\w:]+(?:\{[^}]*\})?$))", before)
        same = any(re.match(re.escape(before[side.start(1):]) + r"\s*\)", after) for side in sides)
        return [">=", "<="] if same else []
    if kind == "comparison" and word == ">" and "slo:events:increase" in text and (
            re.match(r"\s*0\s*\)", text[start + 1:]) or "unless on (" in text):
        # There is no negative number of events.
        return ["!="]
    if kind == "comparison" and word == ">" and is_floor(text, start + 1):
        # It lies between two numbers of events.
        return [">="]
    if kind == "comparison" and word == ">" and re.search(r":rate\w*$", text[:start].rstrip()) and re.match(
            r"\s*0\b", text[start + 1:]):
        # No rate is negative.
        return ["!="]
    if kind == "word" and word == "rate" and re.match(r"histogram_quantile\([^(]*sum by \([^)]*\) \($", text[:start]):
        # A quantile is the same of all counts times as much.
        return ["increase"]
    if kind == "word" and word in FUNCTIONS:
        # Of a single series every aggregation but count is its value; a window picks one of those with a window each.
        single = re.match(r'\s*without \(window\) \(\s*[\w:]+\{[^}]*window="[^"]*"[^}]*\}\s*\)', text[start + len(word):])
        # So are the events of one kind and window, and an objective's error ratio of one window.
        single = single or re.match(
            r'(?:\s*by \([^)]*\))?\s*\(\s*(?:(?:sum|avg)_over_time\(\s*)?slo:(?:events:increase\{[^}]*kind=|error:ratio\{[^}]*window=)',
            text[start + len(word):])
        # So is what was recorded last, by kind.
        single = single or re.match(
            r'\s*by \([^)]*\)\s*(?:\(\s*)+last_over_time\(\s*slo:events:increase\{[^}]*window=', text[start + len(word):])
        # So is what was counted since a piece began; and where it ends, only whether it is positive matters.
        single = single or re.match(r"\s*by \([^)]*\)\s*\(\s*sum_over_time\(\s*\(\s*last_over_time\(", text[start + len(word):])
        single = single or word == "sum_over_time" and "unless on (" in text
        # So is what a window with one step has.
        single = single or word == "sum_over_time" and window_of(text, start + len(word)) == "[1m:1m]"
        # So is what a window makes of an aggregate without labels.
        single = single or re.match(r"\(\s*\w+_over_time\(\s*\(\s*(max|min|sum)\(", text[start + len(word):])
        return [FUNCTIONS[word]] if single else []
    return []


def expression_mutants(text, is_record):
    """(what, changed text) for each way to break an expression."""
    found = tokens(text)

    def change(index, new, what=None):
        _, word, start = found[index]
        return (what or f"{word} → {new}", text[:start] + new + text[start + len(word):])

    for index, (kind, word, start) in enumerate(found):
        before = found[index - 1][1] if index else ""
        following = found[index + 1][1] if index + 1 < len(found) else ""
        same = equivalent(kind, index, found, text)
        if kind == "comparison":
            for other in ("==", "!=", ">=", "<=", ">", "<"):
                if other != word and other not in same and not tells_halves(text, start, word, other):
                    yield change(index, other)
        elif kind == "number":
            # A millisecond or two keep a sample off the edge of a range alike.
            if re.search(r"offset -?(?:\d+s)?$", text[:start]) and following == "ms":
                continue
            # Events and indicators are counted in whole numbers: between two of them no bound makes a difference.
            counted = re.search(r"or vector\(0\)\s*\)\s*>=?\s*$", text[:start]) or is_floor(text, start)
            # The last argument of a call, as of clamp_max and quantiles, is fine enough in hundredths, that of clamps is 1.
            clamped = re.search(r"clamp_(max|min)\(.*,\s*$", text[:start], re.DOTALL) and following == ")"
            # Hours are looked at when they are over: any part of one before that is in them.
            delay = re.search(r"time\(\) - $", text[:start]) and "@ end()" in text
            for other in steps(word, counted or clamped):
                if not (delay and float(other) < float(word)) and not tells_halves(text, start, word, other):
                    yield change(index, other)
        elif kind == "window":
            # What the last minute was may be looked up in two; a calendar's period is the same one further back.
            if text.startswith(" @ end()", start + len(word)) or re.search(r" @ end\(\)\)\s*\)$", text[:start]):
                yield change(index, "[" + duration(milliseconds(word[1:-1].split(":")[0]) / 2) + ":" + word.split(":")[1])
                continue
            lengths = word[1:-1].split(":")
            for part, length in enumerate(lengths):
                for factor in (2, 0.5):
                    # Of more samples irate looks at the last two.
                    of_irate = factor == 2 and part == 0 and re.search(r"irate\(last_over_time\([^()]*\)$", text[:start])
                    if length and not of_irate and not asked_twice(text, start, factor, part):
                        new = [*lengths[:part], duration(milliseconds(length) * factor), *lengths[part + 1:]]
                        yield change(index, "[" + ":".join(new) + "]")
        elif kind == "word" and word in SET_OPERATORS:
            for other in SET_OPERATORS[word]:
                yield change(index, other)
        elif kind == "word" and is_record and word in FUNCTIONS and following in ("(", "by", "without"):
            if FUNCTIONS[word] not in same:
                yield change(index, FUNCTIONS[word])
        elif kind == "arithmetic" and is_record and word in ARITHMETIC and before not in ("", "(", ","):
            # To multiply by -1 is to divide by it.
            if not (word == "*" and re.match(r"\s*\(-1\)", text[start + 1:])):
                yield change(index, ARITHMETIC[word])
        elif kind == "value":
            yield change(index, '"changed"', f"{found[index - 2][1]}{before}{word} → changed")
            # An alert on recorded series reads what other rules have recorded for it alone.
            # So does a side of an operation on all labels that the other side has narrowed.
            # Where a piece ends, something of it is positive, and there at all, where its minutes are.
            ends = word == '"minutes"' and "unless on (" in text
            if (is_record or not re.search(r"slo:[\w:]+\{[^}]*$", text[:start])) and not ends and not narrowed(text, start):
                begin, end = found[index - 2][2], start + len(word)
                rest = text[end:]
                rest = rest[len(re.match(r",?\s*", rest).group()):]
                yield (f"{text[begin:end]} removed", re.sub(r",\s*$", "", text[:begin]) + (
                    ", " if re.search(r",\s*$", text[:begin]) and not rest.startswith("}") else "") + rest)


def asked_twice(text, start, factor, part):
    """Whether a window may be so much wider or its steps finer, as something else asks the same."""
    if "unless on (" in text:
        # Of a piece both what was counted and that it was known has to be there; and whether any of its minutes is known
        # does not depend on how often each is asked for.
        return (text.startswith("[12h]", start) and factor == 2) or (part == 1 and factor == 0.5)
    # A histogram's count is there when its buckets are.
    return "and ignoring (le)" in text and factor == 2 and re.search(r"irate\(last_over_time\(\w+_count[^()]*$", text[:start])


def window_of(text, start):
    """The window behind what the parentheses of a call hold that begin here: `[1m:1m]` of `((a > b)[1m:1m] offset 11s)`."""
    depth = 0
    for index in range(start, len(text)):
        depth += (text[index] == "(") - (text[index] == ")")
        if depth == 1 and text[index] == "[":
            return text[index:text.index("]", index) + 1]
    return None


def is_floor(text, start):
    """Whether what begins here is the least number of bad events."""
    return bool(re.search(r'slo:events:increase\{[^}]*kind="bad"[^}]*\}[^{}]*>\s*$', text[:start]))


def tells_halves(text, start, word, other):
    """Whether `time() % 3600 < bool 1800` tells the halves of an hour as well with this word changed: with a comparison, or
    a length, by which the second half begins a moment later or earlier."""
    asked = next((each for each in HALF.finditer(text) if each.start() <= start < each.end()), None)
    if asked is None or start < asked.start("comparison"):
        return False
    is_second, of_step = asked["comparison"] == ">=", bool(asked["step"])
    if start == asked.start("comparison"):
        if other != {"<": "<=", ">=": ">"}[word]:
            return False
        is_later = True
    else:
        change = float(other) - float(word)
        if abs(change) >= 60:
            return False
        is_later = change > 0
    if is_later:
        # The first step of the second half is in no window of the first: so in Prometheus 3, which tries the mutants; in 2 a
        # window has its left edge. And when the second half begins, no minute of it was known.
        return (of_step and not is_second) or (not of_step and is_second and "unless on (" in text)
    # Steps are full minutes; and in the last seconds of the first half none of them is in the second.
    return of_step or is_second


def narrowed(text, start):
    """Whether a selector's labels are asked for by what it is combined with: `x == x`, both halves."""
    known = re.finditer(r"\(\s*([\w:]+\{[^}]*\})\s*== \1\s*\)", text)
    # Of two halves of a piece of the clock, each drops what the other does not have.
    halves = re.finditer(r"[\w:]+\{[^}]*\}\[1m\] offset -59s999ms", text)
    # `irate(last_over_time(bucket[5m])[30s:15s]) and bucket`
    present = re.finditer(r"irate\(last_over_time\(([\w:]+\{[^}]*\})\[[^]]*\]\)\[[^]]*\]\)\s*and \1", text)
    return any(found.start() <= start < found.end() for found in (*known, *halves, *present))


def carried(label, value, text):
    """Whether the expression's series have the label anyway: every selector asks for it, and nothing takes it away."""
    # Whether an hour is of this period is asked of the time, and keeps the hour's labels.
    text = re.sub(r"and on \(\) .*?@ end\(\)\)", "", text, flags=re.DOTALL)
    selectors = re.findall(r"[\w:]+\{([^}]*)\}", text)
    bare = re.search(r"\b(sum|max|min|avg|count)\s*(\(|by)|\bvector\(|\bon \((?!service, slo\))", text)
    return bool(selectors) and not bare and all(f'{label}="{value}"' in selector for selector in selectors)


def mutants(rule):
    """(what, changed rule) for each way to break a rule."""
    def changed(**fields):
        return {key: value for key, value in {**rule, **fields}.items() if value is not None}

    for what, text in expression_mutants(rule["expr"], "record" in rule):
        yield f"expr: {what}", changed(expr=text)
    for field in ("for", "keep_firing_for"):
        if field in rule:
            length = milliseconds(rule[field])
            for other in (length + 60_000, length - 60_000, length * 2):
                if other > 0:
                    yield f"{field}: {rule[field]} → {duration(other)}", changed(**{field: duration(other)})
            yield f"{field}: removed", changed(**{field: None})
    for label, value in rule.get("labels", {}).items():
        if not carried(label, value, rule["expr"]):
            others = {name: rule["labels"][name] for name in rule["labels"] if name != label}
            yield f"label {label}: removed", changed(labels=others or None)
        new = {"critical": "warning", "warning": "critical"}.get(value, value + "x")
        yield f"label {label}: {value} → {new}", changed(labels={**rule["labels"], label: new})
