"""Checks the client against a running server: check_client.py ADDRESS FOLDER RUN HIDDEN,...

RUN is a finished run; the modules named in the last argument are hidden, as if they were not installed.
"""

import hashlib
import importlib.abc
import json
import math
import os
import pathlib
import struct
import sys
import urllib.request
import zipfile

ADDRESS, FOLDER, RUN, HIDDEN = sys.argv[1:5]


class Hidden(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name in HIDDEN.split(","):
            raise ImportError(name + " is hidden")
        return None


sys.meta_path.insert(0, Hidden())

import mixlab

assert mixlab.__file__.startswith(os.environ["MIXLAB_FROM"]), mixlab.__file__
for name in HIDDEN.split(","):
    assert name == "" or getattr(mixlab, name) is None

server = mixlab.Server(ADDRESS)


def rows(table):
    """A table as dictionaries, whether it is a data frame or a list of them."""
    if mixlab.pandas is None:
        assert isinstance(table, list), type(table)
        return table
    assert isinstance(table, mixlab.pandas.DataFrame), type(table)
    return table.to_dict("records")


def answer(path):
    with urllib.request.urlopen(ADDRESS + "/api/v1" + path) as response:
        return json.loads(response.read().decode("utf-8"))


def refusal(action, *arguments, **settings):
    try:
        action(*arguments, **settings)
    except mixlab.MixlabError as error:
        return error
    raise AssertionError("nothing was refused")


def nested(maps):
    if mixlab.numpy is None:
        assert isinstance(maps, list)
        return maps
    assert isinstance(maps, mixlab.numpy.ndarray) and maps.dtype == "float32"
    return maps.tolist()


def close(first, second):
    return math.isclose(first, second, rel_tol=1e-5, abs_tol=1e-9)


# The catalogue
assert server.health()["status"] == "ok"
assert server.openapi()["openapi"].startswith("3.1") and "/runs/{runId}" in server.openapi()["paths"]
assert [one["id"] for one in rows(server.models())][:3] == ["tiny-bert", "tiny-roberta", "tiny-electra"]
assert rows(server.models())[0]["layers"] == 6 and rows(server.models())[0]["suggested.epochs"] > 0
assert "sample" in [one["id"] for one in rows(server.data())]
assert "attn" in [one["id"] for one in rows(server.methods())]
assert server.estimate("tiny-bert", "sample", examples=10)["seconds"] >= 0

# A finished run
run = server.run(RUN)
assert run.state == "succeeded" and run.id in [one.id for one in server.runs(state="succeeded")]
assert run.wait().id == run.id
steps, epochs = run.metrics()
assert len(rows(steps)) > 0 and rows(epochs)[0]["epoch"] == 1
scores = run.scores("after")
assert scores.phase == "after" and scores.methods == ["value_zeroing_cosine", "attn", "random"]
path = "/scores/%s" % scores.id

# Figures are those of the interface
figures = answer(path + "/figures?measure=cue_dot&group=all")
flat = [
    (view["method"], view["aggregation"], layer, mean)
    for view in figures["views"] for layer, mean in enumerate(view["figures"]["mean"])
]
read = rows(scores.figures("cue_dot"))
assert [(one["method"], one["aggregation"], one["layer"], one["mean"]) for one in read] == flat
assert all(one["low"] <= one["mean"] <= one["high"] and one["n"] > 0 for one in read)

# Values and sentences
values = list(scores.values("cue_dot", "attn", layer=2))
expected = answer(path + "/values?measure=cue_dot&method=attn&aggregation=none&layer=2")["values"]
assert all(close(float(a), b) for a, b in zip(values, expected)) and len(values) == len(expected)
sentences = rows(scores.examples())
assert [one["index"] for one in sentences] == list(range(scores.json["examples"]))
wrong = rows(scores.examples(correct=False))
assert [one["index"] for one in wrong] == [one["index"] for one in sentences if not one["correct"]]

# Maps are those of the interface
for aggregation in ("none", "rollout"):
    maps = nested(scores.maps(3, "value_zeroing_cosine", aggregation))
    expected = answer(path + "/examples/3/maps?method=value_zeroing_cosine&aggregation=" + aggregation)["values"]
    assert len(maps) == len(expected) == 6
    for layer in range(6):
        for mine, theirs in zip(maps[layer], expected[layer]):
            assert all(close(a, b) for a, b in zip(mine, theirs)) and len(mine) == len(theirs)

# The tidy table agrees with the figures
table = [one for one in rows(run.results()) if one["measure"] == "cue_dot" and one["phase"] == "after"]
for method, aggregation, layer, mean in flat:
    own = [
        one["value"] for one in table
        if (one["method"], one["aggregation"], one["layer"]) == (method, aggregation, layer)
    ]
    assert close(sum(own) / len(own), mean), (method, aggregation, layer)
assert {one["correct"] for one in table} <= {True, False} and {one["run"] for one in table} == {run.id}

# Texts
sentences = ["Every sentence is here, number %d.\u00e9" % i for i in range(40)]
text = "\n".join(sentences)
sha256 = server.add_text(text)
assert sha256 == hashlib.sha256(text.encode("utf-8")).hexdigest()
assert server.add_text(sentences) == sha256
path = pathlib.Path(FOLDER, "text.txt")
path.write_bytes(text.encode("utf-8"))
assert server.add_text(path) == sha256
assert answer("/texts/" + sha256)["sentences"] == 40
error = refusal(server.add_text, "\n \n")
assert (error.status, error.detail) == (422, "the text has no sentence: all of its lines are blank")

# A head that is fitted first; once is enough, since no table or array takes part
if HIDDEN == "":
    headless = [one for one in rows(server.models()) if one["name"] == "encoder without head"][0]["id"]
    fitted = server.launch(
        headless, "sample", examples=20, methods=["attn"], evaluations=[],
        fineTuning={"epochs": 1}, headFitting={"text": sha256, "steps": 3}).wait(every=0.1)
    assert fitted.json["spec"]["headFitting"]["text"] == sha256
    assert fitted.again("again").wait(every=0.1).json["spec"]["headFitting"] == fitted.json["spec"]["headFitting"]
    error = refusal(server.launch, "tiny-bert", "sample", headFitting={"text": sha256})
    assert error.status == 422, error

# A run once more gives the same figures
again = run.again().wait(every=0.1)
assert again.name != run.name and again.json["spec"]["fineTuning"] == run.json["spec"]["fineTuning"]
verdict, differing = run.differences(again)
assert verdict == "All {:,} figures agree to the last bit".format(len(rows(differing))), verdict
assert {one["identical"] for one in rows(differing)} == {True} and run.differences(again.id)[0] == verdict

# Downloads
archive = run.archive(os.path.join(FOLDER, "run.zip"))
with zipfile.ZipFile(archive) as files:
    with files.open(run.id + "/after/maps/attn.safetensors") as file:
        tensors = mixlab.read_safetensors(file)
    assert run.id + "/CITATION.cff" in files.namelist()
    with files.open(run.id + "/results.csv.gz") as file:
        assert len(rows(mixlab.read_results(file))) > len(table)
assert nested(tensors["3"]) == nested(scores.maps(3, "attn"))
checkpoint = run.checkpoint()
assert checkpoint.accuracy == run.json["accuracyAfter"] and checkpoint.id in [one.id for one in server.checkpoints()]
with zipfile.ZipFile(checkpoint.download(os.path.join(FOLDER, "checkpoint.zip"))) as files:
    assert checkpoint.id + "/README.md" in files.namelist()
    with files.open(checkpoint.id + "/model.safetensors") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        assert "__metadata__" in json.loads(file.read(length).decode("utf-8"))

# Shares
with server.record() as requests:
    scores.figures("cue_dot")
    scores.maps(3, "attn")
assert len(requests) == 2
share = server.share("/results/" + run.id, "Cues from Python", requests)
assert [one["title"] for one in rows(server.shares()) if one["id"] == share.id] == ["Cues from Python"]
shared = mixlab.open_shared(share.address)
assert shared.title == "Cues from Python" and shared.read(requests[0]) == figures
within = mixlab.Scores(shared, scores.json)
assert nested(within.maps(3, "attn")) == nested(scores.maps(3, "attn"))
assert refusal(shared.run, run.id).status == 404
with open(shared.download(os.path.join(FOLDER, "view.html")), encoding="utf-8") as file:
    assert requests[0] in file.read()
share.revoke()
assert refusal(mixlab.open_shared, share.address).status == 404

# A run that is cancelled
long = server.launch("tiny-bert", "sample", name="to be cancelled", methods=["attn"], evaluations=[])
assert long.state in ("queued", "running")
long.cancel()
seen = []
assert isinstance(refusal(long.wait, progress=lambda now: seen.append(now.state), every=0.1), mixlab.RunFailed)
assert long.state == "cancelled" and seen[-1] == "cancelled"

# Refusals in the server's words
unknown = refusal(server.launch, "no-such-model", "sample")
assert unknown.status in (400, 404) and "no-such-model" in unknown.detail and unknown.title, unknown
assert unknown.title in str(unknown) and unknown.detail in str(unknown)
malformed = refusal(server.launch, "tiny-bert", "sample", examples=0)
assert malformed.status == 400 and malformed.errors[0]["input"] == "examples", malformed.errors
assert refusal(server.run, "r-0000000000").status == 404
assert refusal(mixlab.Server("http://localhost:1").health).status == 0
try:
    long.scores("after")
except ValueError as error:
    assert "cancelled" in str(error)

print("all checks passed")
