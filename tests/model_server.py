"""A small OpenAI-compatible server on the loopback, whose model says what a test wants it to say."""

import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Served:
    """What the server is to answer, and what it was asked.

    ``model`` is given the statements of a request and returns its words; ``faults`` are statuses, or seconds to hang,
    that the next requests meet first; ``knows_schemas`` is false for a server that turns a schema down.
    """

    url: str
    model: object
    faults: list = field(default_factory=list)
    knows_schemas: bool = True
    asked: list = field(default_factory=list)
    headers: list = field(default_factory=list)
    raw: object = None
    problems: list = field(default_factory=list)

    @property
    def statements(self):
        return [one for body in self.asked for one in statements_of(body)]


def statements_of(body):
    return json.loads(body["messages"][-1]["content"])["statements"]


def labelled(statements, label):
    """The words of a model that gives each statement what ``label`` says of it: a stance, or a whole object."""
    found = []
    for one in statements:
        given = label(one)
        if isinstance(given, str):
            words = one["statement"].split()[0] if given != "none" else ""
            given = {"kind": "said", "issue": "this", "stance": given, "evidence": words}
        if given is not None:
            found.append({"n": one["n"], **given})
    return json.dumps({"labels": found})


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        served = self.server.served
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        served.headers.append({name.lower(): value for name, value in self.headers.items()})
        served.asked.append({"path": self.path, **body})
        fault = served.faults.pop(0) if served.faults else None
        if isinstance(fault, float):
            self.server.ended.wait(fault)
        if isinstance(fault, int):
            return self.answer(fault, b'{"error": {"message": "no"}}')
        if "response_format" in body and not served.knows_schemas:
            return self.answer(400, b'{"error": {"message": "no schemas here"}}')
        if served.raw is not None:
            return self.answer(200, served.raw)
        try:
            content = served.model(statements_of(body))
        except Exception as error:
            served.problems.append(error)
            return self.answer(500, b"{}")
        choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": "stop"}
        return self.answer(200, json.dumps({"object": "chat.completion", "choices": [choice]}).encode())

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if 300 <= status < 400:
            self.send_header("Location", "http://127.0.0.1:9/elsewhere")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, _request, _address):
        """Whoever asked has given up."""


@contextmanager
def serving(model):
    server = Server(("127.0.0.1", 0), Handler)
    server.ended = threading.Event()
    server.served = Served(f"http://127.0.0.1:{server.server_port}/v1", model)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.served
    finally:
        server.ended.set()
        server.shutdown()
        thread.join()
        server.server_close()
