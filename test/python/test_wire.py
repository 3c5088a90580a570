"""Batches and results, bit for bit what Neatwork writes and reads."""

import json
import os
import unittest

from neatwork.wire import Batch, Failed, Scored, WireError, decode_batch, encode_results

with open(os.path.join(os.environ["NEATWORK_FIXTURES"], "frames.json"), encoding="utf-8") as file:
    FRAMES = json.load(file)


class Wire(unittest.TestCase):
    def test_a_batch_is_read_bit_for_bit(self):
        batch = decode_batch(bytes.fromhex(FRAMES["batch"]))
        self.assertEqual((batch.batch_id, batch.generation, batch.problem), (7, 3, "fitness-ä"))
        self.assertEqual(len(batch.genomes), len(FRAMES["items"]))
        for genome, item in zip(batch.genomes, FRAMES["items"]):
            spec = genome.network
            self.assertEqual((genome.id, genome.seed, spec.kind), (item["id"], item["seed"], item["kind"]))
            for name in ("bias", "response", "activation", "aggregation"):
                self.assertEqual(getattr(spec, name), item[name])
            self.assertEqual(spec.time_constant, item["timeConstant"])
            self.assertEqual([list(one) for one in spec.connections], item["connections"])

    def test_results_are_written_bit_for_bit(self):
        evaluations = [
            Scored(1, 3.25),
            Failed(2, "threw", "it threw: “ä”"),
            Scored(70_000, -1e300),
            Failed(70_001, "value", "x" * 300),
        ]
        self.assertEqual(encode_results(Batch(7, 3, "p", []), 12.5, evaluations).hex(), FRAMES["results"])

    def test_metrics_and_traces_are_written_bit_for_bit(self):
        evaluations = [
            Scored(1, 1.0, {"laps": 2.0, "größte Nähe": 0.1}),
            Scored(2, 1.0),
            Scored(3, 1.0, {"größte Nähe": 3.0}),
            Failed(4, "threw", "no", "File “ä”\n  no"),
        ]
        self.assertEqual(encode_results(Batch(7, 3, "p", []), 12.5, evaluations).hex(), FRAMES["measured"])

    def test_of_a_long_trace_the_end_travels(self):
        for text in ("a" * 5000 + "END", "😀" * 5000 + "END", "\ud800" * 5000 + "END"):
            frame = encode_results(Batch(1, 1, "p", []), 0.0, [Failed(1, "threw", "no", text)])
            self.assertTrue(frame.endswith(b"END"))
            self.assertLess(len(frame), 16_100)

    def test_whatever_is_cut_or_changed_is_an_error_and_no_crash(self):
        whole = bytes.fromhex(FRAMES["batch"])
        for length in range(0, len(whole) - 1, 37):
            with self.assertRaises(WireError):
                decode_batch(whole[:length])
        with self.assertRaisesRegex(WireError, "follow"):
            decode_batch(whole + b"x")
        with self.assertRaisesRegex(WireError, "package that came with"):
            decode_batch(bytes([whole[0], 2]) + whole[2:])

    def test_a_reason_is_cut_to_what_may_travel(self):
        for text in ("a" * 5000, "😀" * 5000, "\ud800" * 1500):
            frame = encode_results(Batch(1, 1, "p", []), 0.0, [Failed(1, "threw", text)])
            self.assertLess(len(frame), 8100)


if __name__ == "__main__":
    unittest.main()
