"""The status page in a real browser: what it shows, to whom, and whether everyone can use it."""
from __future__ import annotations

from pathlib import Path

from demo.processes import Failure
from interface.chromium import Chromium, Page

READY = """
document.querySelectorAll('#components li').length === 3 && document.querySelectorAll('#slos meter').length === 5
&& document.querySelectorAll('#latency-chart path').length === 2 && document.querySelector('#hits-chart path') !== null
&& !document.querySelector('#alerts-note').textContent.includes('loading') && document.querySelector('#pool meter') !== null
"""
VIEWS = {
    "desktop": {"width": 1280, "height": 1500},
    "dark": {"width": 1280, "height": 1500, "scheme": "dark"},
    "phone": {"width": 390, "height": 3400, "touch": True},
    "phone-dark": {"width": 390, "height": 3400, "touch": True, "scheme": "dark"},
    "narrow": {"width": 320, "height": 3800, "touch": True},
}

# The contrast of every text with what is behind it, by WCAG 2.2, success criterion 1.4.3; of large text 3 is enough.
CONTRAST = """(() => {
  const channels = (color) => (color.match(/[\\d.]+/g) ?? [0, 0, 0]).map(Number);
  const luminance = (color) => {
    const [r, g, b] = channels(color).slice(0, 3).map((part) => part / 255)
      .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = getComputedStyle(at).backgroundColor;
      if ((channels(color)[3] ?? 1) === 1) return color;
    }
    return "rgb(255, 255, 255)";
  };
  const weak = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || ["SCRIPT", "STYLE", "NOSCRIPT"].includes(element.tagName)) continue;
    const style = getComputedStyle(element);
    if (!element.getClientRects().length || element.closest(".skip")) continue;
    const text = element instanceof SVGElement ? style.fill : style.color;
    const [one, other] = [luminance(text), luminance(ground(element))].sort((a, b) => b - a);
    const ratio = (one + 0.05) / (other + 0.05);
    const isLarge = parseFloat(style.fontSize) >= 24 || parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700;
    if (ratio < (isLarge ? 3 : 4.5)) weak.push(`${ratio.toFixed(2)}: ${walker.currentNode.data.trim()}`);
  }
  return weak;
})()"""

# Success criterion 2.5.8: what is pressed is at least 24 by 24 pixels, or stands in a line of text.
SMALL_TARGETS = """[...document.querySelectorAll('button, summary, nav a')]
  .filter((element) => element.getClientRects().length)
  .map((element) => [element.textContent, element.getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24).map(([text]) => text)"""

UNNAMED = """[...document.querySelectorAll('a, button, meter, progress, svg[role=img], [role=region], table, section')]
  .filter((element) => !(element.getAttribute('aria-label') || element.textContent.trim())).map((element) => element.outerHTML)"""

MOVES = """[...document.querySelectorAll('*')].filter((element) => {
  const style = getComputedStyle(element);
  return style.transitionDuration !== '0s' || style.animationName !== 'none';
}).map((element) => element.tagName)"""

FOCUS = "(document.activeElement.textContent || document.activeElement.id).trim()"


def check(browser: Chromium, url: str, pictures: Path) -> None:
    for name, view in VIEWS.items():
        page = browser.page()
        page.show_as(**view)
        page.open(url)
        page.wait_for(READY, f"the status page to show everything ({name})")
        page.screenshot(pictures / f"{name}.png")
        # Not held to innerWidth, which a phone's browser makes as wide as what is shown.
        width = page.evaluate("document.documentElement.scrollWidth")
        expect_nothing(f"{name}: it is too wide", [width] if width > view["width"] else [])
        expect_nothing(f"{name}: too little contrast", page.evaluate(CONTRAST))
        expect_nothing(f"{name}: too small to press", page.evaluate(SMALL_TARGETS))
        expect_nothing(f"{name}: without a name", page.evaluate(UNNAMED))
        expect_nothing(f"{name}: complaints", page.complaints())
    check_requests(browser, url)
    check_keyboard(browser, url)
    check_motion(browser, url)
    check_injection(browser, url)


def check_requests(browser: Chromium, url: str) -> None:
    page = browser.page()
    page.open(url)
    page.wait_for(READY, "the status page")
    foreign = [address for address in page.requested() if not address.startswith((url, "data:", "about:"))]
    expect_nothing("it asks others than the service", foreign)


def check_keyboard(browser: Chromium, url: str) -> None:
    """By the Tab key alone: the skip link first, then the button, the figures and the links, in their order."""
    page = browser.page()
    page.show_as(1280, 900)
    page.open(url)
    page.wait_for(READY, "the status page")
    seen = []
    for _ in range(40):
        page.press("Tab", 9)
        seen.append(page.evaluate(FOCUS))
        if page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "none":
            raise Failure(f"the focus on {seen[-1]} is not seen")
        if seen[-1] == "Runbooks":
            break
    wanted = ["Skip to the content", "Pause updates", "Figures of the latency chart", "Figures of the hit ratio chart", "Health"]
    places = [next((index for index, text in enumerate(seen) if text == want), -1) for want in wanted]
    if -1 in places or places != sorted(places):
        raise Failure(f"the Tab key goes to {seen}")
    page.evaluate("document.querySelector('#pause').focus()")
    page.press("Enter", 13, "\r")
    page.wait_for("document.querySelector('#pause').getAttribute('aria-pressed') === 'true'", "the updates to pause")
    page.evaluate("document.querySelector('details summary').focus()")
    page.press("Enter", 13, "\r")
    page.wait_for("document.querySelectorAll('#latency-figures tbody tr').length > 0", "the figures to show")


def check_motion(browser: Chromium, url: str) -> None:
    page = browser.page()
    page.show_as(1280, 900, motion="reduce")
    page.open(url)
    page.wait_for(READY, "the status page")
    expect_nothing("it moves for whoever asked for less of it", page.evaluate(MOVES))


def check_injection(browser: Chromium, url: str) -> None:
    """A script that got into the page after all is not run: the policy lets in none but the page's own."""
    page = browser.page()
    page.open(url)
    page.wait_for(READY, "the status page")
    page.evaluate("""(() => {
      const script = document.createElement('script');
      script.textContent = 'window.injected = true';
      document.body.append(script);
      document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.injected = true">');
    })()""")
    if page.evaluate("new Promise((done) => setTimeout(() => done(window.injected === true), 200))"):
        raise Failure("the page runs a script that is not its own")


def expect_nothing(what: str, found: list) -> None:
    if found:
        raise Failure(f"{what}: " + "; ".join(map(str, found)))
