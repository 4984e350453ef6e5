"""A real HTTP server on the loopback that counts who came."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot.settings import FetchingSettings
from bot.sources.fetch import Fetcher, Limits


class Site(ThreadingHTTPServer):
    """Answers paths with what ``pages`` holds: (status, headers, body), or a function that is given the request."""

    daemon_threads = True

    def __init__(self, host="127.0.0.1", port=0):
        self.pages = {}
        self.hits = []
        super().__init__((host, port), Handler)
        self.port = self.server_address[1]
        self.place = f"{host}:{self.port}"
        self.root = f"http://{self.place}"

    def handle_error(self, request, client_address):
        """Who breaks off is no news."""


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.hits.append((self.path, dict(self.headers)))
        answer = self.server.pages.get(self.path, (404, {}, b"not here"))
        if callable(answer):
            answer(self)
            return
        status, headers, body = answer
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


@pytest.fixture
def serve():
    """Start servers; they are gone when the test is."""
    sites = []

    def start(host="127.0.0.1", port=0):
        site = Site(host, port)
        sites.append(site)
        threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return site

    yield start
    for site in sites:
        site.shutdown()
        site.server_close()


@pytest.fixture
def site(serve):
    return serve()


@pytest.fixture
def fetcher(site):
    """A fetcher that may reach ``site``, and nothing else that is private."""
    limits = Limits(total=3.0, connect=1.0, read=2.0, most=200_000)
    return lambda **more: Fetcher(FetchingSettings(allow_private=(site.place,)), limits, **more)
