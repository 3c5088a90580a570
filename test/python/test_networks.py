"""Networks in Python against those of Neatwork: every activation, aggregation and kind, by lists, numpy and torch."""

import json
import os
import unittest

from neatwork import Genome, NeatModule
from neatwork.network import torch
from neatwork.spec import ACTIVATIONS, AGGREGATIONS

try:
    import numpy
except ModuleNotFoundError:
    numpy = None

FIXTURES = os.environ["NEATWORK_FIXTURES"]
with open(os.path.join(FIXTURES, "networks.json"), encoding="utf-8") as file:
    NETWORKS = json.load(file)


def worst(got, wanted):
    """Largest difference, relative above 1."""
    return max(abs(a - b) / max(1, abs(b)) for row, other in zip(got, wanted) for a, b in zip(row, other))


def close(rows, wanted):
    assert len(rows) == len(wanted) and all(len(row) == len(other) for row, other in zip(rows, wanted))
    return worst(rows, wanted) < 1e-6


class Networks(unittest.TestCase):
    def test_the_functions_are_the_same_in_the_same_order(self):
        self.assertEqual(list(ACTIVATIONS), NETWORKS["activations"])
        self.assertEqual(list(AGGREGATIONS), NETWORKS["aggregations"])

    def each(self, check):
        self.assertGreater(len(NETWORKS["cases"]), 100)
        for at, case in enumerate(NETWORKS["cases"]):
            with self.subTest(case=at, kind=case["genome"]["kind"]):
                check(NeatModule(Genome.from_json(case["genome"])), case["inputs"], case["outputs"], case["genome"])

    def test_lists_agree_over_twenty_steps(self):
        def check(module, inputs, outputs, genome):
            rows = [module(row) for row in inputs]
            self.assertIsInstance(rows[0], list)
            self.assertTrue(close(rows, outputs), f"{worst(rows, outputs)}")
            module.reset()
            self.assertEqual([module(row) for row in inputs], rows)

        self.each(check)

    @unittest.skipIf(numpy is None, "there is no numpy for this Python")
    def test_arrays_agree_over_twenty_steps(self):
        def check(module, inputs, outputs, genome):
            rows = [module(numpy.array(row)) for row in inputs]
            self.assertEqual((rows[0].dtype, rows[0].ndim), (numpy.float64, 1))
            self.assertTrue(close(rows, outputs), f"{worst(rows, outputs)}")

        self.each(check)

    @unittest.skipIf(torch is None, "there is no torch for this Python")
    def test_tensors_agree_over_twenty_steps(self):
        def check(module, inputs, outputs, genome):
            self.assertIsInstance(module, torch.nn.Module)
            rows = [module(torch.tensor(row, dtype=torch.float64)).tolist() for row in inputs]
            self.assertTrue(close(rows, outputs), f"{worst(rows, outputs)}")

        self.each(check)

    def batched(self, make, unmake):
        """Row i of a batch is a network of its own: what i−1 rows before it were is nothing to it."""

        def check(module, inputs, outputs, genome):
            if genome["kind"] == "feed-forward":
                self.assertTrue(close(unmake(module(make(inputs))), outputs))
                return
            for step, wanted in zip(inputs, outputs):
                rows = unmake(module(make([step, [0.5] * len(step), step])))
                self.assertTrue(close([rows[0], rows[2]], [wanted, wanted]))
            with self.assertRaisesRegex(ValueError, "reset"):
                module(make(inputs[:2]))
            module.reset()
            self.assertTrue(close(unmake(module(make(inputs[:1]))), outputs[:1]))

        self.each(check)

    def test_batches_of_lists_agree(self):
        self.batched(lambda rows: rows, lambda rows: rows)

    @unittest.skipIf(numpy is None, "there is no numpy for this Python")
    def test_batches_of_arrays_agree(self):
        self.batched(numpy.array, lambda rows: rows.tolist())

    @unittest.skipIf(torch is None, "there is no torch for this Python")
    def test_batches_of_tensors_agree(self):
        self.batched(lambda rows: torch.tensor(rows, dtype=torch.float64), lambda rows: rows.tolist())

    @unittest.skipIf(numpy is None, "there is no numpy for this Python")
    def test_arrays_come_back_in_their_type(self):
        module = NeatModule(NETWORKS["cases"][0]["genome"])
        for kind in (numpy.float32, numpy.float64):
            self.assertEqual(module(numpy.zeros((4, 3), dtype=kind)).dtype, kind)
        self.assertEqual(module(numpy.zeros((4, 3), dtype=int)).dtype, numpy.float64)

    @unittest.skipIf(torch is None, "there is no torch for this Python")
    def test_tensors_come_back_in_their_type_and_carry_gradients_when_asked(self):
        module = NeatModule(NETWORKS["cases"][0]["genome"])
        for kind in (torch.float32, torch.float64):
            self.assertEqual(module(torch.zeros((4, 3), dtype=kind)).dtype, kind)
        self.assertFalse(module(torch.zeros(3)).requires_grad)
        module.requires_grad_()
        module(torch.ones(4, 3)).sum().backward()
        self.assertGreater(sum(float(part.grad.abs().sum()) for part in module.parameters()), 0)

    def test_what_does_not_fit_is_told(self):
        module = NeatModule(NETWORKS["cases"][0]["genome"])
        with self.assertRaisesRegex(ValueError, "3 inputs, and 2"):
            module([0, 1])
        with self.assertRaisesRegex(TypeError, "str"):
            module("abc")
        with self.assertRaisesRegex(TypeError, "made of a genome"):
            NeatModule([1])
        with self.assertRaisesRegex(ValueError, "neatwork-genome"):
            NeatModule({"nodes": []})


if __name__ == "__main__":
    unittest.main()
