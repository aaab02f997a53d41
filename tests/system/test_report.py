#!/usr/bin/python3
"""The report of a case: one HTML file that needs nothing else, says what the case says, lets no text act, and
is read on a phone and on a desktop; looked at in a headless Chromium where there is one."""
import html.parser
import json
import re
import shutil
import subprocess

import journal
from system import Home, main

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NOTE = 'They said <b>"hurry"</b> & <script>alert(1)</script>'
HOME = Home()


def report(scenario, typed):
    HOME.run("demo", scenario, "--plain", stdin=typed)
    done = HOME.run("case", "report")
    assert done.returncode == 0, done.stderr
    return done.stdout


MENDED = report("woo-unknown-key", f"1\nnote {NOTE}\n1\n1\n1\n")


class Page(html.parser.HTMLParser):
    VOID = {"meta", "br", "hr", "img", "input", "link", "rect", "path"}

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.ids, self.words = [], [], [], []
        self.feed(text)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, tag

    def handle_data(self, data):
        if not self.open or self.open[-1] != "style":
            self.words.append(data)


def it_is_whole():
    """every element is closed, ids are there once, and what refers to them finds them"""
    page = Page(MENDED)
    assert MENDED.startswith("<!DOCTYPE html>") and len(set(page.ids)) == len(page.ids)
    for _, attrs in page.tags:
        assert attrs.get("aria-labelledby", page.ids[0]) in page.ids, attrs
    assert [tag for tag, _ in page.tags].count("h1") == 1 and page.tags[0][1].get("lang") == "en"


def it_needs_nothing():
    """no script, no address that is fetched, and a policy that forbids both"""
    page = Page(MENDED)
    assert not {"script", "link", "img", "iframe", "object", "form"} & {tag for tag, _ in page.tags}
    assert not [attrs for _, attrs in page.tags if {"src", "href", "style", "onclick"} & set(attrs)]
    assert "default-src 'none'" in MENDED and "url(" not in MENDED and "@import" not in MENDED


def it_says_what_the_case_says():
    """cause, state, every step with its answer, and the note, as text and not as markup"""
    page = Page(MENDED)
    words = "".join(page.words)
    for part in ("the store does not know this key", "fixed", "Do new orders arrive now?", "Yes, a new order is there",
                 "WOOC-58", "WooCommerce", NOTE):
        assert part in words, part
    shown = [row for row in HOME.run("case", "show").stdout.split("\n\n")[0].splitlines()[1:] if row.strip()]
    assert [tag for tag, _ in page.tags].count("rect") == len(shown), (len(shown), shown)
    assert not re.search(r"\b[cC][ks]_[0-9a-f]{8}", MENDED), "a key"


def it_refuses_a_secret():
    """a note with a key in it is refused with its place, and no file is left"""
    home = Home()
    home.run("demo", "hand-toggle-off", "--plain", stdin="1\n1\n")
    journal.plant(home.path / ".local/state/syncfix", "my key ck_" + "0123456789" * 4)
    done = home.run("case", "report", "--output", "leak.html")
    assert done.returncode == 77 and "ck_0123" not in done.stderr and not (home.path / "leak.html").exists(), done


def browser(*words):
    done = subprocess.run([BROWSER, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={HOME.path}/browser",
                           *words], capture_output=True, text=True, timeout=180)
    return done.stdout


LOOK = """<script>addEventListener('load',()=>{const d=document,w=innerWidth,out=[];
for(const e of d.querySelectorAll('body *')){const r=e.getBoundingClientRect();
if(r.width&&!e.closest('thead')&&(r.right>w+1||r.left<-1))out.push(e.tagName+' '+r.right);}
const small=[...d.querySelectorAll('p,li,td,th')].map(e=>parseFloat(getComputedStyle(e).fontSize)).filter(s=>s<13);
const t=d.querySelector('svg text').getBoundingClientRect().height;
d.body.textContent=JSON.stringify({w,out,small,t,scroll:d.documentElement.scrollWidth});});</script></head>"""


def widths():
    """in Chromium at phone and desktop width nothing sticks out, and every letter is large enough"""
    if BROWSER is None:
        print("skip  the report in a browser: no chromium is installed")
        return
    # a window is never narrower than 500 there, so the phone is a frame in it
    looked = MENDED.replace("</head>", LOOK, 1).replace("style-src", "script-src 'unsafe-inline'; style-src", 1)
    (HOME.path / "look.html").write_text(looked)
    for width in (360, 1280):
        (HOME.path / "frame.html").write_text(
            f"<iframe id=f src=look.html width={width} height=900></iframe><script>onload=()=>setTimeout(()=>"
            "document.body.textContent=f.contentDocument.body.textContent,300)</script>")
        text = browser("--allow-file-access-from-files", "--window-size=1400,1000", "--virtual-time-budget=4000", "--dump-dom",
                       f"file://{HOME.path}/frame.html")
        seen = json.loads(re.search(r"\{.*\}", text.replace("&quot;", '"'))[0])
        assert seen["w"] == width and not seen["out"] and not seen["small"], seen
        assert seen["scroll"] <= width and seen["t"] >= 11, seen


def printed():
    """it prints: a PDF of some pages with the words in it"""
    if BROWSER is None:
        print("skip  the report on paper: no chromium is installed")
        return
    (HOME.path / "report.html").write_text(MENDED)
    browser(f"--print-to-pdf={HOME.path}/report.pdf", f"file://{HOME.path}/report.html")
    pdf = (HOME.path / "report.pdf").read_bytes()
    assert pdf.startswith(b"%PDF") and 1 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 6


main([it_is_whole, it_needs_nothing, it_says_what_the_case_says, it_refuses_a_secret, widths, printed])
