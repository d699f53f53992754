"""A real Chromium without a window, driven over the DevTools protocol through a pipe."""
from __future__ import annotations

import base64
import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from demo.processes import Failure

ANSWER_SECONDS = 60
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--headless=new", "--remote-debugging-pipe", "--no-first-run", "--disable-gpu", "--disable-dev-shm-usage",
    "--disable-background-networking", "--disable-component-update", "--disable-extensions", "--mute-audio",
    "--hide-scrollbars", "--no-proxy-server",
]


class Chromium:
    """A context: the browser runs while it is entered. Each page is a tab of its own."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._number = 0
        self._events: list[dict] = []

    def __enter__(self) -> Chromium:
        program = next(filter(None, map(shutil.which, PROGRAMS)), None)
        if not program:
            raise Failure("no chromium in PATH; run: make setup")
        to_browser, self._to = os.pipe()
        self._from, from_browser = os.pipe()
        # Root may not have Chromium's sandbox; what is shown is our own page.
        flags = FLAGS + (["--no-sandbox"] if os.geteuid() == 0 else [])

        def take_pipes() -> None:
            # Chromium reads commands from 3 and writes answers to 4. By way of others, as one may be in the other's place.
            read, write = os.dup(to_browser), os.dup(from_browser)
            os.dup2(read, 3)
            os.dup2(write, 4)

        self._process = subprocess.Popen(
            [program, *flags, f"--user-data-dir={self._folder / 'profile'}", "about:blank"], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=(self._folder / "chromium.log").open("wb"), close_fds=False,
            preexec_fn=take_pipes, start_new_session=True, env=os.environ | {"HOME": str(self._folder)})
        os.close(to_browser)
        os.close(from_browser)
        os.set_blocking(self._from, False)
        self._buffer = b""
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._to)
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        os.close(self._from)

    def page(self) -> Page:
        target = self.send("Target.createTarget", {"url": "about:blank"})["targetId"]
        session = self.send("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        return Page(self, session)

    def send(self, method: str, parameters: dict | None = None, session: str | None = None) -> dict:
        self._number += 1
        command = {"id": self._number, "method": method, "params": parameters or {}}
        if session:
            command["sessionId"] = session
        os.write(self._to, json.dumps(command).encode() + b"\0")
        deadline = time.monotonic() + ANSWER_SECONDS
        while True:
            message = self._receive(deadline, method)
            if message.get("id") == self._number:
                if "error" in message:
                    raise Failure(f"{method}: {message['error']}")
                return message["result"]
            self._events.append(message)

    def events(self, session: str) -> list[dict]:
        """What the page reported since it was asked last."""
        self.send("Browser.getVersion")
        own = [event for event in self._events if event.get("sessionId") == session]
        self._events = [event for event in self._events if event.get("sessionId") != session]
        return own

    def _receive(self, deadline: float, method: str) -> dict:
        while b"\0" not in self._buffer:
            if self._process.poll() is not None or time.monotonic() > deadline:
                log = (self._folder / "chromium.log").read_text(errors="replace")[-2000:]
                raise Failure(f"Chromium does not answer to {method}; the end of its log:\n{log}")
            try:
                self._buffer += os.read(self._from, 1 << 20)
            except BlockingIOError:
                time.sleep(0.01)
        message, self._buffer = self._buffer.split(b"\0", 1)
        return json.loads(message)


class Page:
    def __init__(self, browser: Chromium, session: str):
        self._browser = browser
        self._session = session
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")

    def send(self, method: str, parameters: dict | None = None) -> dict:
        return self._browser.send(method, parameters, self._session)

    def show_as(self, width: int, height: int, scheme: str = "light", motion: str = "no-preference", touch: bool = False):
        self.send("Emulation.setDeviceMetricsOverride",
                  {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": touch})
        self.send("Emulation.setEmulatedMedia", {"features": [
            {"name": "prefers-color-scheme", "value": scheme}, {"name": "prefers-reduced-motion", "value": motion}]})

    def open(self, url: str) -> None:
        self.send("Page.navigate", {"url": url})
        self.wait_for("document.readyState === 'complete'", f"{url} to load")

    def evaluate(self, expression: str):
        result = self.send("Runtime.evaluate", {"expression": expression, "returnByValue": True, "awaitPromise": True})
        if "exceptionDetails" in result:
            raise Failure(f"{expression}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def wait_for(self, condition: str, what: str, seconds: float = 30) -> None:
        deadline = time.monotonic() + seconds
        while not self.evaluate(condition):
            if time.monotonic() > deadline:
                raise Failure(f"waited {seconds:g} s for {what}")
            time.sleep(0.1)

    def press(self, key: str, code: int, text: str = "") -> None:
        for kind in ("keyDown", "keyUp"):
            self.send("Input.dispatchKeyEvent", {
                "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code,
                **({"text": text} if text and kind == "keyDown" else {})})

    def screenshot(self, path: Path) -> None:
        data = self.send("Page.captureScreenshot", {"captureBeyondViewport": True})["data"]
        path.write_bytes(base64.b64decode(data))

    def complaints(self) -> list[str]:
        """Errors of the script, what its policy blocked, and requests that failed or went elsewhere."""
        found = []
        for event in self._browser.events(self._session):
            parameters = event.get("params", {})
            match event["method"]:
                case "Runtime.exceptionThrown":
                    found.append(str(parameters["exceptionDetails"]))
                case "Log.entryAdded" if parameters["entry"]["level"] == "error":
                    found.append(f"{parameters['entry']['text']} {parameters['entry'].get('url', '')}")
                case "Runtime.consoleAPICalled" if parameters["type"] in ("error", "warning"):
                    found.append(str(parameters["args"]))
        return found

    def requested(self) -> list[str]:
        """The addresses asked for since the last call; to be called instead of ``complaints``."""
        events = self._browser.events(self._session)
        return [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
