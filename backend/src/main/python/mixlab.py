"""A client of mixlab's HTTP interface in one file, for Python 3.8 or later.

It needs nothing but the standard library. Where pandas is installed, tables are data frames, else lists of
dictionaries; where NumPy is installed, maps are arrays, else nested lists.

    import mixlab
    server = mixlab.Server("http://localhost:8080")
    run = server.launch("tiny-bert", "sample", examples=200).wait(progress=print)
    run.scores("after").figures("cue_dot")
"""

import array
import csv
import gzip
import json
import os
import shutil
import struct
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

try:
    import numpy
except ImportError:
    numpy = None
try:
    import pandas
except ImportError:
    pandas = None

__version__ = "0.1.0"
__all__ = [
    "Checkpoint", "MixlabError", "Run", "RunFailed", "Scores", "Server", "Share", "SharedView", "open_shared",
    "read_results", "read_safetensors",
]

_BASE = "/api/v1"
_TRAINING = ("learningRate", "warmUp", "epochs", "batchSize", "seed", "maskedShare")
_FINAL = ("succeeded", "failed", "cancelled")


class MixlabError(Exception):
    """What the server refused, or that it cannot be reached.

    status is the HTTP status, 0 where there was no answer; title and detail are the server's words; errors lists the
    inputs that break a rule; request_id is the id under which the server's log has the request.
    """

    def __init__(self, status, title, detail, errors=(), request_id=None):
        super().__init__("%s: %s" % (title, detail) if detail else title)
        self.status = status
        self.title = title
        self.detail = detail
        self.errors = list(errors)
        self.request_id = request_id


class RunFailed(MixlabError):
    """A run that was waited for ended without success; run has its state and error."""

    def __init__(self, run):
        super().__init__(0, "run %s %s" % (run.id, run.state), run.error or "")
        self.run = run


class _Connection:
    """Requests to one server, signed with a personal token if there is one."""

    def __init__(self, address, timeout, token=None):
        self.address = address.rstrip("/")
        self.timeout = timeout
        self._token = token

    def open(self, path, method="GET", body=None, accept="application/json"):
        """Opens the answer to a request; body is sent as JSON, bytes as they are."""
        headers = {"Accept": accept, "User-Agent": "mixlab-python/" + __version__}
        data = None
        if isinstance(body, bytes):
            headers["Content-Type"] = "application/octet-stream"
            data = body
        elif body is not None:
            headers["Content-Type"] = "application/json"
            data = json.dumps(body).encode("utf-8")
        request = urllib.request.Request(self.address + _BASE + path, data, headers, method=method)
        if self._token:
            # A redirection may lead to another server, which the token is not for
            request.add_unredirected_header("Authorization", "Bearer " + self._token)
        try:
            return urllib.request.urlopen(request, timeout=self.timeout)
        except urllib.error.HTTPError as refusal:
            raise _problem(refusal) from None
        except OSError as failure:  # URLError, refused connections, timeouts
            reason = getattr(failure, "reason", failure)
            raise MixlabError(0, "%s cannot be reached" % self.address, str(reason)) from None

    def json(self, path, method="GET", body=None):
        with self.open(path, method, body) as answer:
            content = answer.read()
        return json.loads(content.decode("utf-8")) if content else None

    def download(self, path, target):
        """Writes an answer into a file, piece by piece."""
        with self.open(path, accept="*/*") as answer, open(target, "wb") as out:
            shutil.copyfileobj(answer, out, 1 << 20)
        return target


def _problem(refusal):
    with refusal:
        content = refusal.read()
    try:
        problem = json.loads(content.decode("utf-8"))
        return MixlabError(
            refusal.code, problem["title"], problem.get("detail", ""), problem.get("errors", ()),
            problem.get("requestId"))
    except (ValueError, KeyError, TypeError):
        return MixlabError(refusal.code, str(refusal.reason), content.decode("utf-8", "replace")[:500])


def _path(*parts, **query):
    """The path of parts, which may hold any character, with those values of the query that are not None."""
    path = "".join("/" + urllib.parse.quote(str(part), safe="") for part in parts)
    pairs = [(name, str(value).lower() if isinstance(value, bool) else value)
             for name, value in query.items() if value is not None]
    return path + ("?" + urllib.parse.urlencode(pairs) if pairs else "")


class _Reader:
    """What can be read of a server, or of a shared view of it."""

    def _read(self, path):
        raise NotImplementedError

    def _bytes(self, path):
        raise NotImplementedError

    def run(self, id):
        """The run of an id, as it is now."""
        return Run(self, self._read(_path("runs", id)))

    def scores(self, id):
        """The score run of an id."""
        return Scores(self, self._read(_path("scores", id)))

    def methods(self):
        """The scoring methods, as a table."""
        return _table(_flat(one) for one in self._read("/methods"))

    def evaluations(self):
        """The evaluations and what they measure, as a list of dictionaries."""
        return self._read("/evaluations")


class Server(_Reader):
    """A server of mixlab. The timeout, in seconds, is that of one answer, not that of a run.

    Where people need accounts, token is a personal token, from the page "Account and tokens"; the default is what the
    environment variable MIXLAB_TOKEN holds.
    """

    def __init__(self, address="http://localhost:8080", timeout=60, token=None):
        self._http = _Connection(address, timeout, os.environ.get("MIXLAB_TOKEN") if token is None else token)
        self._recorded = None

    def __repr__(self):
        return "Server(%r)" % self._http.address

    def _read(self, path):
        answer = self._http.json(path)
        self._record(path)
        return answer

    def _bytes(self, path):
        with self._http.open(path, accept="application/octet-stream") as answer:
            content = answer.read(), answer.headers
        self._record(path)
        return content

    def _record(self, path):
        if self._recorded is not None and path not in self._recorded:
            self._recorded.append(path)

    def health(self):
        """A dictionary with the status and version of the server."""
        return self._http.json("/health")

    def openapi(self):
        """The description of the server's interface (OpenAPI 3.1), as a dictionary."""
        return self._http.json("/openapi.json")

    def models(self):
        """The models that a run can use, as a table."""
        return _table(_flat(one) for one in self._http.json("/models"))

    def data(self):
        """The data sets, as a table."""
        return _table(_flat(one) for one in self._http.json("/data"))

    def runs(self, state=None):
        """All runs, the newest first; state picks those that are in it, such as "succeeded"."""
        runs, page = [], {"total": 1}
        while len(runs) < page["total"]:
            page = self._http.json(_path("runs", state=state, offset=len(runs), limit=100))
            if not page["items"]:
                break
            runs.extend(Run(self, one) for one in page["items"])
        return runs

    def add_text(self, text):
        """Stores a text that a masked-LM head can be fitted on, and returns its SHA-256.

        text is a string with a sentence on each line, a list of sentences, or the path of a UTF-8 file (a pathlib.Path).
        launch takes the SHA-256 as headFitting={"text": ...}, for a model without a masked-LM head.
        """
        if hasattr(text, "__fspath__"):
            with open(text, "rb") as file:
                content = file.read()
        else:
            content = (text if isinstance(text, str) else "\n".join(text)).encode("utf-8")
        return self._http.json("/texts", "POST", content)["sha256"]

    def estimate(self, model, data, **settings):
        """What a run would cost, as a dictionary; the arguments are those of launch."""
        return self._http.json("/runs/estimate", "POST", _launch(model, data, settings))

    def launch(self, model, data, **settings):
        """Launches a run and returns it.

        model and data are ids; settings are the other fields of the interface's LaunchRequest, such as name,
        examples, methods, evaluations, fineTuning={"epochs": 3}. What is left out is as the launch form suggests.
        """
        return Run(self, self._http.json("/runs", "POST", _launch(model, data, settings)))

    def checkpoints(self):
        """The models that fine-tuning has made, the newest first."""
        return [Checkpoint(self, one) for one in self._http.json("/checkpoints")]

    def checkpoint(self, id):
        """The checkpoint of an id."""
        return Checkpoint(self, self._http.json(_path("checkpoints", id)))

    def record(self):
        """Notes down what is read within a with statement: with server.record() as requests: ..."""
        return _Record(self)

    def share(self, address, title, requests):
        """Shares a view of finished results and returns the Share, whose address is told only this once.

        address is that of the view on the page, requests what it reads, as record notes it down.
        """
        made = self._http.json(
            "/shares", "POST", {"address": address, "title": title, "requests": list(requests)})
        return Share(self, made["share"], self._http.address + made["path"])

    def shares(self):
        """The shares, as a table; addresses are not stored."""
        return _table(self._http.json("/shares"))

    def revoke(self, id):
        """Revokes a share; its address opens nothing from then on."""
        self._http.json(_path("shares", id), "DELETE")


def _launch(model, data, settings):
    return dict(settings, modelId=model, dataId=data)


class Share:
    """A share that was just made: who has its address sees the view."""

    def __init__(self, server, fields, address):
        self._server = server
        self.id = fields["id"]
        self.title = fields["title"]
        self.address = address

    def __repr__(self):
        return "<share %s %r>" % (self.id, self.title)

    def revoke(self):
        """Ends the share; its address opens nothing from then on."""
        self._server.revoke(self.id)


class _Record:
    def __init__(self, server):
        self._server = server

    def __enter__(self):
        self._server._recorded = []
        return self._server._recorded

    def __exit__(self, *failure):
        self._server._recorded = None


class SharedView(_Reader):
    """A share: it answers what is part of it, and nothing else."""

    def __init__(self, address, timeout=60):
        parts = urllib.parse.urlsplit(address)
        before, _, self._token = parts.path.rstrip("/").rpartition("/s/")
        if not self._token or not parts.netloc:
            raise ValueError("%r is not the address of a share, which ends with /s/TOKEN" % address)
        self._http = _Connection("%s://%s%s" % (parts.scheme, parts.netloc, before), timeout)
        view = self._http.json(_path("shared", self._token))
        self.address = view["address"]
        self.title = view["title"]
        self.created_at = view["createdAt"]

    def __repr__(self):
        return "SharedView(%r)" % self.title

    def read(self, request):
        """The answer to one of the requests of the share, as Python values."""
        return self._read(request)

    def _read(self, path):
        return self._http.json(_path("shared", self._token, "read", request=path))

    def _bytes(self, path):
        address = _path("shared", self._token, "read", request=path)
        with self._http.open(address, accept="application/octet-stream") as answer:
            return answer.read(), answer.headers

    def download(self, target):
        """Writes the view into one HTML file that needs no server, and returns its path."""
        return self._http.download(_path("shared", self._token, "page"), target)


def open_shared(address, timeout=60):
    """Opens a share by its address."""
    return SharedView(address, timeout)


class Run:
    """A run as it was when it was last read; json has all fields of the interface."""

    def __init__(self, server, fields):
        self._server = server
        self.json = fields

    id = property(lambda self: self.json["id"])
    name = property(lambda self: self.json["name"])
    state = property(lambda self: self.json["state"])
    error = property(lambda self: self.json["error"])
    progress = property(lambda self: self.json["progress"])

    def __repr__(self):
        done, total = self.progress["done"], self.progress["total"]
        share = " %d %%" % (100 * done // total) if total and self.state not in _FINAL else ""
        return "<run %s %r: %s%s>" % (self.id, self.name, self.state, share)

    def refresh(self):
        """Reads the run again and returns it."""
        self.json = self._server._read(_path("runs", self.id))
        return self

    def wait(self, progress=None, timeout=None, every=1.0):
        """Waits for the run's success and returns it.

        progress is called with the run whenever it has moved on, and at the end. Raises RunFailed if the run ends
        otherwise, TimeoutError after timeout seconds; the run goes on then.
        """
        end = None if timeout is None else time.monotonic() + timeout
        seen = None
        while True:
            self.refresh()
            now = (self.state, self.progress["stage"], self.progress["done"])
            if progress is not None and now != seen:
                progress(self)
                seen = now
            if self.state in _FINAL:
                break
            if end is not None and time.monotonic() >= end:
                raise TimeoutError("run %s is %s after %s s" % (self.id, self.state, timeout))
            time.sleep(every)
        if self.state != "succeeded":
            raise RunFailed(self)
        return self

    def cancel(self):
        """Cancels the run at its next batch and returns it."""
        self.json = self._server._http.json(_path("runs", self.id, "cancel"), "POST")
        return self

    def metrics(self):
        """The steps and the epochs of fine-tuning, two tables."""
        answer = self._server._read(_path("runs", self.id, "metrics"))
        return _table(answer["steps"]), _table(answer["epochs"])

    def scores(self, phase="after"):
        """The score run before or after fine-tuning."""
        if phase not in ("before", "after"):
            raise ValueError("phase is before or after, not %r" % (phase,))
        id = self.json["scoreRunBefore" if phase == "before" else "scoreRunAfter"]
        if id is None:
            raise ValueError("run %s, which is %s, has no scores %s fine-tuning" % (self.id, self.state, phase))
        return self._server.scores(id)

    def results(self):
        """All values by sentence, measure, method, aggregation, layer and head: the tidy table of the archive."""
        with self._server._http.open(_path("runs", self.id, "results"), accept="*/*") as answer:
            return read_results(answer)

    def again(self, name=None):
        """Launches a run with the same settings, under another name, and returns it."""
        settings = {key: value for key, value in self.json["spec"].items() if key not in ("kind", "modelId", "dataId")}
        settings["name"] = name if name is not None else (self.name[:112] + " (again)")
        settings["fineTuning"] = {key: settings["fineTuning"][key] for key in _TRAINING}
        head = settings.pop("headFitting", None)
        if head is not None:
            settings["headFitting"] = {key: value for key, value in head.items() if value is not None}
        return self._server.launch(self.json["spec"]["modelId"], self.json["spec"]["dataId"], **settings)

    def differences(self, other):
        """All figures of this run and of another, which is a run or its id: the verdict in one line, and a table.

        The table has the largest difference first; first and second are means over the sentences that both runs have,
        identical says whether the values of all sentences agree to the last bit.
        """
        id = other.id if isinstance(other, Run) else other
        page, rows = {"total": 1}, []
        while len(rows) < page["total"]:
            page = self._server._read(_path("runs", self.id, "differences", id, offset=len(rows), limit=1000))
            if not page["items"]:
                break
            rows.extend(page["items"])
        return page["verdict"], _table(rows)

    def archive(self, target):
        """Writes the zip with everything that is stored of the run into a file, and returns its path."""
        return self._server._http.download(_path("runs", self.id, "archive"), target)

    def checkpoint(self):
        """The model that fine-tuning has made."""
        if self.json["checkpointId"] is None:
            raise ValueError("run %s, which is %s, has no checkpoint" % (self.id, self.state))
        return self._server.checkpoint(self.json["checkpointId"])


class Scores:
    """The scores of all sentences before or after fine-tuning; json has all fields of the interface."""

    def __init__(self, server, fields):
        self._server = server
        self.json = fields

    id = property(lambda self: self.json["id"])
    phase = property(lambda self: self.json["when"])
    methods = property(lambda self: self.json["methods"])
    layers = property(lambda self: self.json["layers"])
    accuracy = property(lambda self: self.json["accuracy"])

    def __repr__(self):
        return "<scores %s: %s sentences, %s methods>" % (self.id, self.json["examples"], len(self.methods))

    def examples(self, **filters):
        """The sentences, as a table; filters are paradigm, label, correct and search."""
        rows, page = [], {"total": 1}
        while len(rows) < page["total"]:
            page = self._server._read(
                _path("scores", self.id, "examples", **dict(filters, offset=len(rows), limit=500)))
            if not page["items"]:
                break
            rows.extend(page["items"])
        return _table(rows)

    def example(self, index):
        """One sentence with its tokens, cues and target, as a dictionary."""
        return self._server._read(_path("scores", self.id, "examples", index))

    def figures(self, measure, group="all"):
        """Means with 95 % intervals by method, aggregation and layer (0 is the first), as a table."""
        answer = self._server._read(_path("scores", self.id, "figures", measure=measure, group=group))
        return _table(
            {
                "measure": measure, "group": group, "method": view["method"], "aggregation": view["aggregation"],
                "layer": layer, "mean": mean, "low": view["figures"]["low"][layer],
                "high": view["figures"]["high"][layer], "n": view["figures"]["n"][layer],
            }
            for view in answer["views"] for layer, mean in enumerate(view["figures"]["mean"]))

    def values(self, measure, method, layer, aggregation="none"):
        """A measure of every sentence, by its index; NaN where it is undefined."""
        answer = self._server._read(
            _path("scores", self.id, "values", measure=measure, method=method, aggregation=aggregation, layer=layer))
        return _array([float("nan") if value is None else value for value in answer["values"]])

    def maps(self, index, method, aggregation="none", head=None):
        """The maps of one sentence [layers, rows, tokens], float32: a row takes, a column gives."""
        content, headers = self._server._bytes(
            _path("scores", self.id, "examples", index, "maps", method=method, aggregation=aggregation, head=head))
        shape = [int(headers["Mixlab-" + name]) for name in ("Layers", "Rows", "Tokens")]
        return _shaped(content, "F32", shape)


class Checkpoint:
    """A model that fine-tuning has made; json has all fields of the interface."""

    def __init__(self, server, fields):
        self._server = server
        self.json = fields

    id = property(lambda self: self.json["id"])
    name = property(lambda self: self.json["name"])
    accuracy = property(lambda self: self.json["accuracy"])

    def __repr__(self):
        return "<checkpoint %s %r>" % (self.id, self.name)

    def download(self, target):
        """Writes the zip of a folder that transformers opens into a file, and returns its path."""
        return self._server._http.download(_path("checkpoints", self.id, "download"), target)


def read_results(source):
    """Reads results.csv.gz, a path or an open binary file, as a table."""
    opened = open(source, "rb") if isinstance(source, str) or hasattr(source, "__fspath__") else source
    with opened, gzip.open(opened, "rt", encoding="utf-8", newline="") as table:
        if pandas is not None:
            texts = {name: str for name in ("run", "model", "phase", "method", "example", "paradigm", "label")}
            return pandas.read_csv(
                table, dtype=dict(texts, layer="Int64", head="Int64"), keep_default_na=False,
                na_values={"layer": [""], "head": [""]})
        return [_typed(row) for row in csv.DictReader(table)]


def _typed(row):
    for place in ("layer", "head"):
        row[place] = int(row[place]) if row[place] else None
    row["correct"] = row["correct"] == "true"
    row["value"] = float(row["value"])
    return row


def read_safetensors(source):
    """Reads the tensors of a safetensors file, a path or an open binary file, as arrays by name."""
    opened = open(source, "rb") if isinstance(source, str) or hasattr(source, "__fspath__") else source
    with opened:
        (length,) = struct.unpack("<Q", opened.read(8))
        header = json.loads(opened.read(length).decode("utf-8"))
        header.pop("__metadata__", None)
        tensors = {}
        for name, info in sorted(header.items(), key=lambda entry: entry[1]["data_offsets"]):
            begin, end = info["data_offsets"]
            tensors[name] = _shaped(opened.read(end - begin), info["dtype"], info["shape"])
        return tensors


_TYPES = {"F64": "d", "F32": "f", "I64": "q", "I32": "i", "I16": "h", "I8": "b", "U8": "B"}


def _shaped(content, dtype, shape):
    """Little-endian numbers as an array of a shape, or as nested lists."""
    if dtype == "F16" and numpy is not None:
        return numpy.frombuffer(content, "<f2").reshape(shape)
    if dtype not in _TYPES:
        raise ValueError("tensors of type %s cannot be read" % dtype)
    if numpy is not None:
        return numpy.frombuffer(content, numpy.dtype(_TYPES[dtype]).newbyteorder("<")).reshape(shape)
    numbers = array.array(_TYPES[dtype])
    numbers.frombytes(content)
    if sys.byteorder == "big":
        numbers.byteswap()
    return _nested(numbers.tolist(), shape)


def _nested(numbers, shape):
    if len(shape) < 2:
        return numbers if shape else numbers[0]
    size = len(numbers) // shape[0] if shape[0] else 0
    return [_nested(numbers[i * size:(i + 1) * size], shape[1:]) for i in range(shape[0])]


def _array(numbers):
    return numbers if numpy is None else numpy.array(numbers)


def _table(rows):
    rows = list(rows)
    return rows if pandas is None else pandas.DataFrame(rows)


def _flat(fields, before=""):
    """The fields of a dictionary and of those in it: {"size": {"layers": 6}} has the field size.layers."""
    flat = {}
    for name, value in fields.items():
        flat.update(_flat(value, before + name + ".") if isinstance(value, dict) else {before + name: value})
    return flat
