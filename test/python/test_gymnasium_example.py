"""The example with Gymnasium: any environment where it is installed, and what to install where it is not."""

import importlib.util
import os
import subprocess
import sys
import unittest
from unittest import mock

from neatwork import Genome, ProblemError
from neatwork.problem import load_function
from neatwork.spec import NetworkSpec

EXAMPLE = os.path.join(os.path.dirname(__file__), "..", "..", "examples", "python", "gymnasium_any.py")
HAS_GYMNASIUM = importlib.util.find_spec("gymnasium") is not None


def genome_for(description):
    inputs, outputs = len(description["inputs"]), len(description["outputs"])
    return Genome(
        1,
        NetworkSpec(
            "feed-forward",
            inputs,
            outputs,
            activation=[0] * outputs,
            aggregation=[0] * outputs,
            bias=[0.1] * outputs,
            response=[1.0] * outputs,
            connections=[(source, inputs + target, 0.5) for source in range(inputs) for target in range(outputs)],
        ),
        seed=7,
    )


class Example(unittest.TestCase):
    def test_without_gymnasium_it_says_what_to_install(self):
        with mock.patch.dict(sys.modules, {"gymnasium": None}):
            with self.assertRaisesRegex(ProblemError, "^Gymnasium is not installed for .*pip install gymnasium"):
                load_function(EXAMPLE + ":episodes")

    @unittest.skipUnless(HAS_GYMNASIUM, "Gymnasium is not installed for this Python")
    def test_environments_of_every_kind_of_action(self):
        # Discrete actions, continuous ones, and discrete observations; each in a process, as in a slot.
        for name in ("CartPole-v1", "Pendulum-v1", "FrozenLake-v1", "Acrobot-v1"):
            code = (
                "import sys; sys.path.insert(0, sys.argv[2]); from test_gymnasium_example import genome_for\n"
                "from neatwork.problem import load_function\n"
                "loaded = load_function(sys.argv[1])\n"
                "first, again = (loaded.function(genome_for(loaded.description)) for _ in range(2))\n"
                "assert first == again, (first, again)\n"
                "print(loaded.description['name'], first)"
            )
            done = subprocess.run(
                [sys.executable, "-c", code, EXAMPLE + ":episodes", os.path.dirname(__file__)],
                env={**os.environ, "NEATWORK_GYM": name},
                capture_output=True,
                text=True,
            )
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertRegex(done.stdout, "^gym-[a-z]+-v1 ")

    @unittest.skipUnless(HAS_GYMNASIUM, "Gymnasium is not installed for this Python")
    def test_an_unknown_environment_is_told(self):
        with mock.patch.dict(os.environ, {"NEATWORK_GYM": "NoSuchWorld-v9"}):
            with self.assertRaisesRegex(ProblemError, "There is no environment 'NoSuchWorld-v9'"):
                load_function(EXAMPLE + ":episodes")


if __name__ == "__main__":
    unittest.main()
