"""Loading a file with a fitness function: what it says of itself, its hash, and what is wrong with bad ones."""

import functools
import os
import tempfile
import textwrap
import unittest

from neatwork import Genome, ProblemError, load_genome, save_genome
from neatwork.problem import file_hash, function_hash, load_function

GOOD = """
INPUTS = 2
OUTPUTS = ["a xor b"]
SOLVED_AT = 3.9

def xor_fitness(genomes):
    "Exclusive or."
    for g in genomes:
        g.fitness = 1
"""


class Files(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def file(self, text, name="fitness.py"):
        path = os.path.join(self.folder.name, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(textwrap.dedent(text))
        return path

    def wrong(self, text, function=":fitness"):
        with self.assertRaises(ProblemError) as caught:
            load_function(self.file(text) + function)
        return str(caught.exception)


class DataFiles(Files):
    def test_their_content_is_part_of_the_hash(self):
        path = self.file(GOOD + "DATA_FILES = ['rows.csv']\n")
        with self.assertRaises(ProblemError) as caught:
            load_function(path + ":xor_fitness")
        self.assertIn("names the data file 'rows.csv', which can't be read", str(caught.exception))
        self.file("a,b", "rows.csv")
        one = load_function(path + ":xor_fitness")
        self.assertEqual(one.description["data"], ["rows.csv"])
        self.file("a,c", "rows.csv")
        self.assertNotEqual(load_function(path + ":xor_fitness").hash, one.hash)

    def test_are_a_list_of_names(self):
        said = self.wrong("INPUTS = OUTPUTS = 1\nDATA_FILES = [1]\ndef fitness(genome): return 1\n")
        self.assertIn("DATA_FILES is [1]; it must be a list of files", said)


class Loading(Files):
    def test_a_file_says_its_shape(self):
        loaded = load_function(self.file(GOOD) + ":xor_fitness")
        self.assertEqual(
            loaded.description,
            {
                "name": "xor-fitness",
                "version": 1,
                "summary": "Exclusive or.",
                "inputs": ["input 1", "input 2"],
                "outputs": ["a xor b"],
                "solvedAt": 3.9,
                "worstFitness": 0.0,
                "deterministic": True,
                "options": {},
                "data": [],
            },
        )

    def test_options_are_declared_by_their_defaults_or_with_more(self):
        loaded = load_function(
            self.file(
                """
                INPUTS = OUTPUTS = 1
                OPTIONS = {
                    "laps": {"default": 3, "low": 1, "high": 9, "description": "Rounds."},
                    "grip": 0.5,
                    "wind": False,
                    "track": {"default": "oval", "choices": ["oval", "eight"]},
                    "name": "Ada",
                }
                def fitness(genome): return 1
                """
            )
        )
        options = loaded.description["options"]
        self.assertEqual(
            options["laps"],
            {"kind": "number", "default": 3, "description": "Rounds.", "low": 1.0, "high": 9.0, "whole": True},
        )
        self.assertEqual(
            {name: (spec["kind"], spec["default"]) for name, spec in options.items() if name != "laps"},
            {
                "grip": ("number", 0.5),
                "wind": ("switch", False),
                "track": ("choice", "oval"),
                "name": ("text", "Ada"),
            },
        )
        self.assertFalse(options["grip"]["whole"])

    def test_options_that_are_none_are_refused(self):
        for options, says in (
            ("3", "OPTIONS is 3; it must be a dictionary"),
            ('{"laps": None}', "The option laps is None; it must be a number"),
            ('{"laps": {"default": 3, "most": 9}}', "The option laps has no 'most'."),
            ('{"laps": {"default": 3, "low": 4}}', "default of the option laps is 3, which is not from 4"),
            ('{"on": {"default": "a", "choices": ["b"]}}', "default of the option on is 'a', which is none"),
        ):
            text = f"INPUTS = OUTPUTS = 1\nOPTIONS = {options}\ndef fitness(genome): return 1\n"
            self.assertIn(says, self.wrong(text))

    def test_a_decorator_says_it_too_and_marks_the_function(self):
        path = self.file(
            """
            import neatwork
            @neatwork.problem(inputs=["x"], outputs=2, solved_at=1, name="mine", worst_fitness=-5)
            def score(genome):
                return 1
            """
        )
        loaded = load_function(path)
        said = loaded.description
        self.assertEqual((said["name"], said["inputs"], len(said["outputs"])), ("mine", ["x"], 2))
        self.assertEqual((said["solvedAt"], said["worstFitness"]), (1.0, -5.0))
        self.assertEqual(loaded.function.__name__, "score")

    def test_bad_files_are_told_in_one_sentence(self):
        with self.assertRaisesRegex(ProblemError, "There is no file .*nowhere.py"):
            load_function("nowhere.py:f")
        self.assertRegex(self.wrong("def fitness(:\n  pass"), r"fitness.py can't be loaded: line 1: ")
        self.assertRegex(self.wrong("import not_there_at_all"), r'no module "not_there_at_all" .*fitness.py:1')
        self.assertRegex(self.wrong("1 / 0"), r"ZeroDivisionError: division by zero \(fitness.py:1 in <module>\)")
        self.assertRegex(self.wrong("def other(g): pass"), "fitness.py has no function fitness: it has other")
        self.assertRegex(self.wrong("def other(g): pass", ""), "Which function of fitness.py")
        self.assertRegex(self.wrong("INPUTS = 'two'\ndef fitness(g): pass"), "INPUTS is 'two'; it must be")
        self.assertRegex(self.wrong("SOLVED_AT = float('nan')\ndef fitness(g): pass"), "SOLVED_AT is nan")
        self.assertRegex(self.wrong("NAME = 'My One'\ndef fitness(g): pass"), "lower-case words joined by dashes")
        self.assertRegex(self.wrong("import sys; sys.exit(2)"), "SystemExit: 2")
        odd = "OPTIONS = {'a': {'default': 1, 'low': 'x'}}\ndef fitness(g): pass"
        self.assertRegex(self.wrong(odd), "what fitness.py says of its problem is wrong: ValueError: could not convert")

    def test_the_hash_is_of_the_text_and_of_what_it_imports_beside_it(self):
        path = self.file("import beside\nfrom inner import deep\nimport json\ndef f(g): pass\n")
        self.file("A = 1\n", "beside.py")
        os.mkdir(os.path.join(self.folder.name, "inner"))
        self.file("", "inner/__init__.py")
        self.file("B = 1\n", "inner/deep.py")
        first = file_hash(path, "f")
        self.assertRegex(first, "^[0-9a-f]{32}$")
        self.assertEqual(first, file_hash(path, "f"))
        self.assertNotEqual(first, file_hash(path, "g"))
        self.file("C = 1\n", "unrelated.py")
        self.assertEqual(first, file_hash(path, "f"))
        self.file("A = 2\n", "beside.py")
        second = file_hash(path, "f")
        self.assertNotEqual(first, second)
        self.file("B = 2\n", "inner/deep.py")
        self.assertNotEqual(second, file_hash(path, "f"))

    def test_the_same_file_under_another_name_has_the_same_hash(self):
        self.assertEqual(file_hash(self.file(GOOD), "f"), file_hash(self.file(GOOD, "other.py"), "f"))

    def test_the_hash_of_a_function_is_of_what_it_names(self):
        text = "SCALE = {scale}\ndef inner(x):\n  return x * {factor}\n\ndef fitness(g):\n  return inner(SCALE)\nWORKER = {worker}\n"

        def hash_of(name, **values):
            return function_hash(load_function(self.file(text.format(**values), name) + ":fitness").function)

        first = hash_of("a.py", scale=1, factor=2, worker=1)
        self.assertEqual(first, hash_of("b.py", scale=1, factor=2, worker=2))
        self.assertNotEqual(first, hash_of("c.py", scale=3, factor=2, worker=1))
        self.assertNotEqual(first, hash_of("d.py", scale=1, factor=3, worker=1))
        held = hash_of("e.py", scale="[{'b', 'a'}, print, object()]", factor=2, worker=1)
        self.assertEqual(held, hash_of("f.py", scale="[{'a', 'b'}, print, object()]", factor=2, worker=1))
        self.assertNotEqual(held, hash_of("g.py", scale="[{'a', 'c'}, print, object()]", factor=2, worker=1))

    def test_what_has_no_source_is_refused(self):
        with self.assertRaises(ProblemError) as caught:
            function_hash(functools.partial(print, "x"))
        self.assertIn("is a partial, by which two workers can't tell", str(caught.exception))


class Genomes(Files):
    def test_a_genome_survives_its_file(self):
        from test_networks import NETWORKS

        path = os.path.join(self.folder.name, "genome.json")
        for case in NETWORKS["cases"][-5:]:
            save_genome(Genome.from_json(case["genome"]), path)
            self.assertEqual(load_genome(path).to_json(), case["genome"])
        self.assertEqual(os.listdir(self.folder.name), ["genome.json"])

    def test_a_champion_is_a_genome_with_its_fitness(self):
        from test_networks import NETWORKS

        loaded = Genome.from_json({"fitness": 2.5, "hash": "x", "genome": NETWORKS["cases"][0]["genome"]})
        self.assertEqual(loaded.fitness, 2.5)

    def test_a_network_of_a_batch_becomes_a_genome_of_its_own(self):
        from test_networks import NETWORKS

        case = NETWORKS["cases"][0]
        bare = Genome(9, Genome.from_json(case["genome"]).network)
        again = Genome.from_json(bare.to_json())
        self.assertEqual(again.id, 9)
        self.assertEqual(again.network.connections, bare.network.connections)

    def test_what_is_no_genome_is_told(self):
        for text in ("[]", "{}", "{", '{"format": "neatwork-genome", "version": 1, "kind": "recurrent"}'):
            with self.assertRaisesRegex(ValueError, "genome.json holds no genome|no sound genome"):
                load_genome(self.file(text, "genome.json"))


if __name__ == "__main__":
    unittest.main()
