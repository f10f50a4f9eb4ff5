"""A model's graph while it is rewritten: who makes what, who takes it, what is constant."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import onnx
from onnx import helper, numpy_helper

Node: TypeAlias = Any  # onnx ships no types
Array: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"
OPSETS = (("", 20), ("com.microsoft", 1))


class Graph:
    """Nodes and constants by name. Call `index` after nodes were replaced."""

    def __init__(self, model: bytes) -> None:
        read = onnx.load_model_from_string(model).graph
        self.constants = {item.name: numpy_helper.to_array(item) for item in read.initializer}
        del read.initializer[:]
        self._graph = copy.deepcopy(read)  # what was read keeps the memory of its constants
        self.nodes: list[Node] = list(self._graph.node)
        self.maker: dict[str, Node] = {}
        self.takers: dict[str, list[Node]] = {}
        self.index()

    def index(self) -> None:
        """Look again who makes and who takes what."""
        self.maker = {output: node for node in self.nodes for output in node.output}
        self.takers = {}
        for node in self.nodes:
            for name in node.input:
                self.takers.setdefault(name, []).append(node)

    def of(self, kind: str) -> list[Node]:
        """List the nodes of a kind."""
        return [node for node in self.nodes if node.op_type == kind]

    def constant(self, name: str, value: Array) -> str:
        """Keep numbers under a name, and give the name."""
        if name not in self.constants:
            self.constants[name] = np.array(value, order="C")
        return name

    def number(self, value: float) -> str:
        """Keep a number, and give its name."""
        return self.constant(f"number_{value!r}", np.array(value, np.float32))

    def whole(self, value: int) -> str:
        """Keep a row of one whole number, as an axis or a bound is given, and give its name."""
        return self.constant(f"whole_{value}", np.array([value], np.int64))

    @property
    def output(self) -> str:
        """Name the first output: the sound."""
        return str(self._graph.output[0].name)

    def ask(self, name: str, tokens: str) -> None:
        """Take one more input: float32 [1, tokens], `tokens` being the name of that length."""
        self._graph.input.append(helper.make_tensor_value_info(name, 1, [1, tokens]))

    def give(self, name: str) -> None:
        """Give one more output: a float tensor that a node makes."""
        self._graph.output.append(helper.make_tensor_value_info(name, 1, None))

    def add(self, kind: str, inputs: Sequence[str], output: str, **attributes: Any) -> str:
        """Add a node with one output, and give that output."""
        node = helper.make_node(kind, list(inputs), [output], name=output, **attributes)
        self.nodes.append(node)
        self.maker[output] = node
        return output

    def replace(self, old: Node, kind: str, inputs: Sequence[str], **attributes: Any) -> Node:
        """Put a node in another's place: same name, same output."""
        self.nodes.remove(old)
        node = helper.make_node(kind, list(inputs), [old.output[0]], name=old.name, **attributes)
        self.nodes.append(node)
        self.maker[old.output[0]] = node
        return node

    def only(self, output: str, kind: str) -> Node | None:
        """Give the one node that takes an output, if there is one and it is of this kind."""
        takers = self.takers.get(output, [])
        return takers[0] if len(takers) == 1 and takers[0].op_type == kind else None

    def other(self, node: Node, name: str) -> str:
        """Give the input of a two-handed node that is not this one."""
        first, second = node.input
        return str(second if first == name else first)

    def prune(self) -> None:
        """Forget the nodes and constants that the output does not need."""
        self.nodes = self._ordered()
        self.index()
        self.constants = {
            name: value for name, value in self.constants.items() if name in self.takers
        }

    def bytes(self, outputs: Sequence[str] = ()) -> bytes:
        """Write the model: what its output needs, in an order in which it can be computed.

        Args:
            outputs: Float tensors that it gives instead.
        """
        if outputs:
            del self._graph.output[:]
            named = [helper.make_tensor_value_info(name, 1, None) for name in outputs]
            self._graph.output.extend(named)
        self.prune()
        facts = list(self._graph.input), list(self._graph.output)
        opsets = [helper.make_opsetid(domain, version) for domain, version in OPSETS]
        model = helper.make_model(
            helper.make_graph(self.nodes, "kokoro", *facts), opset_imports=opsets, ir_version=9
        )
        for name, value in self.constants.items():  # one copy of 110 MB, not three
            model.graph.initializer.append(numpy_helper.from_array(value, name))
        data: bytes = model.SerializeToString(deterministic=True)
        return data

    def _ordered(self) -> list[Node]:
        self.index()
        seen: set[int] = set()
        ordered: list[Node] = []
        stack = [(self.maker[output.name], False) for output in self._graph.output]
        while stack:
            node, done = stack.pop()
            if done:
                ordered.append(node)
            elif id(node) not in seen:
                seen.add(id(node))
                stack.append((node, True))
                makers = [self.maker[name] for name in node.input if name in self.maker]
                stack += [(maker, False) for maker in reversed(makers)]
        return ordered


def attributes(node: Node) -> dict[str, Any]:
    """Give a convolution's attributes that say something."""
    wanted = ("dilations", "group", "kernel_shape", "pads", "strides")
    return {
        item.name: helper.get_attribute_value(item)
        for item in node.attribute
        if item.name in wanted
    }
