"""The interface against its description: Schemathesis tries all of it, and what it may not do too often is done here."""
from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
from pathlib import Path

from demo import web
from demo.processes import Failure

PACKAGES = Path(__file__).resolve().parents[2] / ".tools" / "interface"
DESCRIPTION = "/api/v1/openapi.json"
LOAD_TEST = "/api/v1/monitoring/test/load"
EXAMPLES = 25


def check(port: int, token: str, folder: Path) -> None:
    sys.path.insert(0, str(PACKAGES))
    from openapi_spec_validator import validate

    description = web.get_json(port, DESCRIPTION)
    validate(description)
    try_everything(port, token, folder)
    check_load_tests(port, token, description)


def tells_of_the_fleet(port: int) -> bool:
    """Whether what Prometheus recorded by the generated rules has arrived at /slo, and its alerts at /alerts."""
    objectives = web.get_json(port, "/api/v1/monitoring/slo")["slos"]
    known = web.get_json(port, "/api/v1/monitoring/alerts")["known"]
    return known and all(objective["source"] == "prometheus" for objective in objectives.values())


def try_everything(port: int, token: str, folder: Path, *options: str) -> None:
    """Good and bad requests to each operation: no answer is a 5xx or unlike its description, no bad one is taken."""
    # A load test takes a minute of whoever starts one; see `check_load_tests`.
    run = subprocess.run(
        [sys.executable, "-m", "schemathesis.cli", "run", f"http://127.0.0.1:{port}{DESCRIPTION}", "--no-color",
         "--exclude-operation-id", "startLoadTest", "--phases", "examples,coverage,fuzzing", "--seed", "1",
         "--max-examples", str(EXAMPLES), "--continue-on-failure", "--generation-database", "none",
         "--header", f"Authorization: Bearer {token}", *options],
        cwd=folder, env=os.environ | {"PYTHONPATH": str(PACKAGES), "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if run.returncode:
        raise Failure(f"schemathesis found:\n{run.stdout}")
    print("\n".join(line for line in run.stdout.splitlines() if "generated" in line or "passed" in line))


def check_load_tests(port: int, token: str, description: dict) -> None:
    """Refused plans, a test's result, and its events, each as described."""
    for plan, status in (({"workers": 0}, 422), ({"workers": "x"}, 400), ({"backend": "oracle"}, 422)):
        answered, body, _ = request(port, token, plan)
        expect(answered == status, f"a plan {plan} is answered {answered}")
        valid(description, "Problem", json.loads(body))
    plan = {"workers": 2, "duration_seconds": 1}
    for chosen in (plan, plan | {"backend": "duckdb"}):
        status, body, type = request(port, token, chosen)
        expect(status == 200 and type == "application/json", f"a load test is answered {status}: {body}")
        valid(description, "LoadTestResult", json.loads(body))
        expect(json.loads(body)["outcome"] == "completed", f"a load test came to {body}")
    status, body, type = request(port, token, plan, accept="text/event-stream")
    expect(status == 200 and type == "text/event-stream", f"a load test is answered {status}: {body}")
    events = [dict(line.split(": ", 1) for line in event.splitlines()) for event in body.strip().split("\n\n")]
    expect([event["event"] for event in events] == ["progress"] * (len(events) - 1) + ["result"], f"the events are {events}")
    for event in events:
        name = "LoadTestResult" if event["event"] == "result" else "LoadTestProgress"
        valid(description, name, json.loads(event["data"]))
    valid(description, "LoadTestStatus", web.get_json(port, LOAD_TEST))


def request(port: int, token: str, plan: dict, accept: str = "application/json") -> tuple[int, str, str]:
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Accept": accept}
    client.request("POST", LOAD_TEST, json.dumps(plan), headers)
    answer = client.getresponse()
    body = answer.read().decode()
    client.close()
    return answer.status, body, answer.headers["Content-Type"]


def valid(description: dict, name: str, value: object) -> None:
    from jsonschema import Draft202012Validator

    schema = {"$ref": f"#/components/schemas/{name}", "components": description["components"]}
    problems = [error.message for error in Draft202012Validator(schema).iter_errors(value)]
    expect(not problems, f"not as {name} is described: {problems}; {value}")


def expect(holds: bool, what: str) -> None:
    if not holds:
        raise Failure(what)
