"""The pages: their files, and what a real browser makes of them before a real server."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
import requests
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from sqlalchemy import insert, update

from kiosk.floor.facts import CallKind, CallRaised
from kiosk.server import tables as t
from kiosk.server.pages import FILES, PLACE
from tests.make import BEN, WORKSPACE, Pen
from tests.server.conftest import House
from tests.server.test_intake import send
from tests.sync.central import PASSWORD, Central, Served, central_on
from tests.until import until


@pytest.mark.parametrize("path", FILES)
def test_a_page_is_for_everybody(house: House, path: str) -> None:
    kind = FILES[path][1]
    answer = house.client.get(path)
    assert (answer.status_code, answer.headers["Content-Type"].partition(";")[0]) == (200, kind)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("file", sorted(PLACE.iterdir()), ids=lambda file: file.name)
def test_it_asks_nobody_but_its_own_server(file: object) -> None:
    text = PLACE.joinpath(str(file)).read_text()
    assert not re.findall(r"(?:https?:)?//[\w.-]+\.\w+", text)
    assert "innerHTML" not in text
    assert not re.search(r"\b(import|export|await|async)\b\s*[({*]|=>|\?\.", text), "newer than old televisions"


@dataclass
class Television:
    browser: webdriver.Chrome
    central: Central

    def opens(self, more: str = "", address: str = "") -> None:
        self.browser.get((address or self.central.address) + "/board" + more)

    def says(self, *words: str) -> None:
        until(lambda: all(word in self.text for word in words))

    @property
    def text(self) -> str:
        return str(self.browser.execute_script("return document.body.innerText"))

    @property
    def tiles(self) -> list[str]:
        found = self.browser.find_elements(By.CSS_SELECTOR, "article")
        return [tile.text for tile in found]

    def signs_in(self, password: str = PASSWORD) -> None:
        for name, value in (("email", "admin@w1.example"), ("password", password)):
            field = self.browser.find_element(By.NAME, name)
            field.clear()
            field.send_keys(value)
        self.browser.find_element(By.TAG_NAME, "button").click()


@pytest.fixture(scope="module")
def browser() -> Iterator[webdriver.Chrome]:
    options = Options()
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--window-size=1920,1080",
        "--hide-scrollbars",
        "--lang=en",
    ):
        options.add_argument(argument)
    options.binary_location = "/usr/bin/chromium"
    made = webdriver.Chrome(options, Service("/usr/bin/chromedriver"))
    yield made
    made.quit()


@pytest.fixture(scope="module")
def place(postgres: str) -> Iterator[Central]:
    with central_on(postgres, "television") as made:
        yield made


@pytest.fixture
def television(place: Central, browser: webdriver.Chrome) -> Iterator[Television]:
    place.begin()
    yield Television(browser, place)
    browser.delete_all_cookies()
    browser.get("about:blank")


def test_somebody_signs_in_and_stays_signed_in(television: Television) -> None:
    television.opens()
    until(lambda: television.browser.find_element(By.NAME, "email").is_displayed())
    television.signs_in("not the password")
    television.says("E-mail or password is wrong.")
    television.signs_in()
    television.says("Line 1", "Live", "No target")
    television.opens()
    television.says("Line 1", "Live")


def test_numbers_change_as_people_work(television: Television) -> None:
    central = television.central
    television.opens(f"#token={central.pair().token}")
    television.says("Line 1")
    asked = television.browser.execute_script("return performance.getEntriesByType('resource').map(e => e.name)")
    assert asked
    assert not [address for address in asked if "token" in address or "?" in address]
    central.later(minutes=30)
    pen = Pen(now=central.now)
    done = [pen.done(op, 20) for op in ("shoulders", "sleeves", "hem")]
    send(central.engine, *done, CallRaised(pen.stamp(BEN), CallKind.NEEDLE), now=central.now)
    television.says("Morning · 06:00–14:00", "20", "Needle · Line 1, Station s1", "Ben Cruz")


def test_a_name_is_a_name_whatever_is_in_it(television: Television) -> None:
    name = "<img src=x onerror=\"document.title='owned'\">"
    with television.central.engine.begin() as connection:
        connection.execute(update(t.ProductionLine).values(name=name))
    television.opens(f"#token={television.central.pair().token}")
    television.says(name)
    assert television.browser.title == "Floor board"
    assert not television.browser.find_elements(By.TAG_NAME, "img")


def test_old_numbers_are_veiled_and_heal_by_themselves(television: Television) -> None:
    central = television.central
    television.opens(f"#token={central.pair().token}")
    television.says("Live")
    port = int(central.address.rpartition(":")[2])
    central.served.stop()
    television.browser.execute_script("const now = Date.now; Date.now = () => now() + 60000;")
    television.says("Old numbers")
    assert television.browser.find_elements(By.CSS_SELECTOR, "main.is-old")
    television.browser.execute_script("const now = Date.now; Date.now = () => now() - 60000;")
    central.served = Served(central.database, lambda: central.now, port=port)
    television.says("Live")
    assert not television.browser.find_elements(By.CSS_SELECTOR, "main.is-old")


@pytest.mark.parametrize(("lines", "pages"), [(1, 1), (2, 1), (6, 1), (40, 7)])
def test_many_lines_take_turns(television: Television, lines: int, pages: int) -> None:
    central = television.central
    with central.engine.begin() as connection:
        more = [{"workspace_id": WORKSPACE, "id": f"l{n}", "name": f"Line {n}"} for n in range(2, lines + 1)]
        if more:
            connection.execute(insert(t.ProductionLine), more)
    television.opens(f"#token={central.pair().token}")
    television.says("Line 1")
    seen = set[str]()
    for page in range(pages):
        until(lambda page=page: pages == 1 or f"Page {page + 1} of {pages}" in television.text)
        seen |= {tile.splitlines()[0] for tile in television.tiles}
        television.browser.find_element(By.TAG_NAME, "body").send_keys(Keys.ARROW_RIGHT)
    assert len(seen) == lines


def test_pages_turn_by_themselves(television: Television) -> None:
    with television.central.engine.begin() as connection:
        more = [{"workspace_id": WORKSPACE, "id": f"l{n}", "name": f"Line {n}"} for n in range(2, 9)]
        connection.execute(insert(t.ProductionLine), more)
    television.opens(f"#token={television.central.pair().token}")
    television.says("Page 1 of 2")
    television.browser.execute_script("const now = Date.now; Date.now = () => now() + 12000;")
    television.says("Page 2 of 2")


@pytest.mark.parametrize("shape", [(1920, 1080), (1080, 1920), (1280, 720)])
def test_nothing_is_cut_off(television: Television, shape: tuple[int, int], widest: Callable[[], None]) -> None:
    widest()
    television.browser.set_window_size(*shape)
    television.opens(f"#token={television.central.pair().token}")
    television.says("Line")
    spilled = television.browser.execute_script(
        "return [...document.querySelectorAll('article .count, article .pill, header .pill')]"
        ".filter(e => e.scrollWidth > e.clientWidth + 1 || e.getBoundingClientRect().right > innerWidth)"
        ".map(e => e.textContent)"
    )
    assert spilled == []


@pytest.fixture
def widest(television: Television) -> Callable[[], None]:
    """Six lines with long names and much work."""

    def fill() -> None:
        central = television.central
        more = [{"workspace_id": WORKSPACE, "id": f"l{n}", "name": f"Línea número {n} de camisas"} for n in range(2, 7)]
        with central.engine.begin() as connection:
            connection.execute(insert(t.ProductionLine), more)
        pen = Pen(now=central.now)
        send(central.engine, *(pen.later(minutes=5).done(op, 20) for op in ("shoulders", "sleeves", "hem")))
        central.later(minutes=20)

    return fill


def test_every_call_of_the_server_is_told_of(television: Television) -> None:
    television.browser.set_window_size(1280, 900)
    television.browser.get(television.central.address + "/docs")
    until(lambda: television.browser.find_elements(By.TAG_NAME, "details"))
    told = [one.text for one in television.browser.find_elements(By.CSS_SELECTOR, "summary code")]
    paths = requests.get(television.central.address + "/openapi.json", timeout=10).json()["paths"]
    assert sorted(told) == sorted(path for path, methods in paths.items() for _ in methods)
    television.browser.find_element(By.ID, "find").send_keys("floor-status")
    shown = [one.text for one in television.browser.find_elements(By.CSS_SELECTOR, "summary code")]
    assert [path for path in shown if path] == ["/api/dashboard/floor-status"]
    television.browser.find_element(By.XPATH, "//code[text()='/api/dashboard/floor-status']").click()
    television.says("overall_status", "shift_start")
