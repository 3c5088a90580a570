"""What a fitness function may be, what it may do wrong, and what its prints become."""

import copy
import pickle
import random
import unittest

import neatwork
from neatwork.captured import CHARACTERS, EVERY_S, LINES, Captured, Sparing
from neatwork.evaluate import Evaluator
from neatwork.genome import AtWork, Genome
from neatwork.spec import NetworkSpec
from neatwork.wire import Failed, Scored


def genome(number, seed=1):
    spec = NetworkSpec(
        "feed-forward",
        1,
        1,
        activation=[3],
        aggregation=[0],
        bias=[0.5],
        response=[1.0],
        connections=[(0, 1, 2.0)],
    )
    return Genome(number, spec, seed=seed)


def failure(function):
    result = Evaluator(function).one(genome(5))
    assert isinstance(result, Failed), result
    return result


class Changes(unittest.TestCase):
    def test_a_function_that_changes_the_genome_is_told_so(self):
        def bias(genome):
            genome.network.bias[0] = 3.0
            return 1

        def connections(genome):
            genome.network.connections.clear()
            return 1

        def number(genome):
            genome.id = 3
            return 1

        def nonsense(genome):
            genome.network.bias = None
            return 1

        for function in (bias, connections, number, nonsense):
            self.assertIn("the function changed the genome", failure(function).reason)

    def test_in_a_batch_only_the_one_that_was_changed_fails(self):
        @neatwork.batch
        def fitness(genomes):
            genomes[1].network.bias[0] = 3.0
            for g in genomes:
                g.fitness = g.id

        results = Evaluator(fitness).together([genome(number) for number in (4, 5, 6)])
        self.assertEqual([type(result) for result in results], [Scored, Failed, Scored])

    def test_a_copy_may_be_changed(self):
        def fitness(genome):
            for other in (copy.deepcopy(genome), pickle.loads(pickle.dumps(genome))):
                other.network.bias[0] = 3.0
            return other.id

        one = genome(5)
        one._at_work = AtWork(lambda: False, lambda *said: None)
        self.assertEqual(Evaluator(fitness).one(one), Scored(5, 5.0))


class Metrics(unittest.TestCase):
    def test_a_number_and_a_dictionary_are_fitness_and_metrics(self):
        scored = Evaluator(lambda genome: (1.5, {"laps": 2, "crashes": True})).one(genome(5))
        self.assertEqual(scored, Scored(5, 1.5, {"laps": 2.0, "crashes": 1.0}))

    def test_a_function_of_a_list_puts_them_into_the_genome(self):
        def fitness(genomes):
            for g in genomes:
                g.fitness = 1.0
                if g.id == 5:
                    g.metrics["laps"] = 2

        self.assertEqual(Evaluator(fitness).one(genome(5)), Scored(5, 1.0, {"laps": 2.0}))
        self.assertEqual(Evaluator(fitness).one(genome(6)), Scored(6, 1.0))
        both = Evaluator(neatwork.batch(fitness)).together([genome(5), genome(6)])
        self.assertEqual(both, [Scored(5, 1.0, {"laps": 2.0}), Scored(6, 1.0)])

    def test_what_is_no_metric_fails_the_genome_with_a_sentence(self):
        for metrics, words in (
            ({"laps": float("nan")}, 'the metric "laps" must be a finite number, but it was nan'),
            ({"laps": "two"}, 'the metric "laps" must be a number, but it was of type str'),
            ({"": 1}, "1 to 60 characters"),
            ({"x" * 61: 1}, "1 to 60 characters"),
            ({"a\x1b[2J": 1}, "no control characters"),
            ({3: 1}, "1 to 60 characters"),
            ({"__proto__": 1}, "1 to 60 characters"),
            ({str(at): at for at in range(33)}, "at most 32 metrics are kept, but there were 33"),
        ):
            with self.subTest(words):
                self.assertIn(words, failure(lambda genome: (1.0, metrics)).reason)
        self.assertIn("numbers by name", failure(lambda genome: setattr(genome, "metrics", [1]) or 1.0).reason)

    def test_a_failure_has_the_way_that_led_to_it(self):
        def inner():
            raise ValueError("no")

        def fitness(genome):
            inner()

        trace = failure(fitness).trace
        self.assertTrue(trace.startswith("Traceback"), trace)
        self.assertLess(trace.index("in fitness"), trace.index("in inner"))
        self.assertTrue(trace.rstrip().endswith("ValueError: no"), trace)


class AtWorkForLong(unittest.TestCase):
    def test_a_genome_that_nobody_evaluates_is_not_called_off_and_tells_nobody(self):
        genome(5).progress(0.5)
        self.assertFalse(genome(5).aborted)

    def test_it_sees_that_it_was_called_off_and_tells_a_share_and_a_note(self):
        told = []
        one = genome(5)
        one._at_work = AtWork(lambda: True, lambda *said: told.append(said))
        one.progress(40, "x" * 999)
        one.progress(-1)
        self.assertEqual(told, [(5, 1.0, "x" * 200), (5, 0.0, "")])
        self.assertTrue(one.aborted)

    def test_only_evaluations_that_take_seconds_are_heard_of(self):
        now, told = [0.0], []
        sparing = Sparing(lambda *said: told.append(said), lambda: now[0])
        for number in range(20):
            sparing.told(number, 0.0, "")
            now[0] += 0.9 * EVERY_S
            sparing.told(number, 0.9, "")
        self.assertEqual(told, [])
        for step in range(8):
            sparing.told(99, step / 8, str(step))
            now[0] += EVERY_S / 2
        self.assertEqual([note for _, _, note in told], ["2", "4", "6"])


class Functions(unittest.TestCase):
    def test_a_function_of_a_list_sets_fitness(self):
        def fitness(genomes):
            for g in genomes:
                g.fitness = 2 * g.id

        self.assertEqual(Evaluator(fitness).one(genome(5)), Scored(5, 10.0))

    def test_a_function_of_one_genome_returns_a_number(self):
        def by_name(genome):
            return genome.id + 0.5

        def by_annotation(who: Genome):
            return who.id + 0.5

        for function in (by_name, by_annotation):
            self.assertEqual(Evaluator(function).one(genome(5)), Scored(5, 5.5))

    def test_a_list_is_of_one_genome_unless_the_function_is_marked(self):
        sizes = []

        def fitness(genomes):
            sizes.append(len(genomes))
            for g in genomes:
                g.fitness = 1

        self.assertFalse(Evaluator(fitness).wants_batch)
        Evaluator(fitness).one(genome(1))
        marked = Evaluator(neatwork.batch(fitness))
        self.assertTrue(marked.wants_batch)
        self.assertEqual(marked.together([genome(1), genome(2)]), [Scored(1, 1.0), Scored(2, 1.0)])
        self.assertEqual(sizes, [1, 2])

    def test_chance_is_the_genomes_own(self):
        def fitness(genome):
            return random.random()

        one = Evaluator(fitness)
        first = one.one(genome(1, seed=7)).fitness
        self.assertNotEqual(first, one.one(genome(2, seed=8)).fitness)
        self.assertEqual(first, one.one(genome(3, seed=7)).fitness)

    def test_numpys_chance_is_the_genomes_own(self):
        try:
            import numpy
        except ModuleNotFoundError:
            self.skipTest("there is no numpy for this Python")

        def fitness(genome):
            return numpy.random.rand()

        one = Evaluator(fitness)
        self.assertEqual(one.one(genome(1, seed=7)).fitness, one.one(genome(2, seed=7)).fitness)
        self.assertNotEqual(one.one(genome(1, seed=7)).fitness, one.one(genome(2, seed=8)).fitness)

    def test_what_is_thrown_names_its_place(self):
        def inner():
            raise ValueError("too bad")

        def fitness(genomes):
            inner()

        told = []
        result = Evaluator(fitness, lambda who, text: told.append((who, text))).one(genome(5))
        self.assertEqual((result.genome_id, result.cause), (5, "threw"))
        self.assertRegex(
            result.reason,
            r"^the evaluation threw ValueError: too bad "
            r"\(test_evaluate.py:\d+ in inner, called from test_evaluate.py:\d+ in fitness\)$",
        )
        self.assertEqual(told[0][0], 5)
        self.assertIn('raise ValueError("too bad")', told[0][1])
        self.assertNotIn("evaluate.py\", line 7", told[0][1])

    def test_no_fitness_a_string_and_numbers_that_are_none(self):
        self.assertRegex(failure(lambda genomes: None).reason, "set no fitness")
        self.assertRegex(failure(lambda genomes: "good").reason, "finite number, but it was of type str")
        self.assertRegex(failure(lambda genomes: [1.0]).reason, "no fitness, but returned a list: let it set genome.fitness")
        self.assertRegex(failure(lambda genomes: float("nan")).reason, "finite number, but it was nan")
        self.assertRegex(failure(lambda genomes: 10**400).reason, "no single number: OverflowError")
        for function in (lambda g: None, lambda g: "x", lambda g: float("inf")):
            self.assertEqual(failure(function).cause, "value")

    def test_an_exit_and_lack_of_memory_are_the_genomes_failure(self):
        def leaves(genomes):
            raise SystemExit(3)

        def grows(genomes):
            raise MemoryError

        self.assertRegex(failure(leaves).reason, r"called exit \(test_evaluate.py:\d+ in leaves\)")
        self.assertEqual(failure(grows).cause, "ended")

    def test_a_list_that_is_emptied_is_nobody_elses(self):
        def fitness(genomes):
            genomes.pop().fitness = 3

        self.assertEqual(Evaluator(neatwork.batch(fitness)).together([genome(4)]), [Scored(4, 3.0)])

    def test_what_a_batch_throws_is_nobodys_in_particular(self):
        def fitness(genomes):
            raise ValueError("all")

        results = Evaluator(neatwork.batch(fitness)).together([genome(1), genome(2)])
        self.assertEqual([(one.genome_id, one.cause) for one in results], [(1, "batch"), (2, "batch")])


class Prints(unittest.TestCase):
    def test_lines_come_with_their_genome(self):
        told = []
        out = Captured(lambda who, text: told.append((who, text)))
        out.begin(1)
        print("a", "b", file=out)
        print("unfin", end="", file=out)
        out.begin(2)
        print("c\nd", file=out)
        out.begin(None)
        self.assertEqual(told, [(1, "a b"), (1, "unfin"), (2, "c"), (2, "d")])

    def test_megabytes_become_a_few_lines(self):
        for text in ("x" * 1000 + "\n", "line\n", "y" * 5_000_000):
            told = []
            out = Captured(lambda who, line: told.append(line))
            out.begin(1)
            for _ in range(2000 if len(text) < 10_000 else 1):
                out.write(text)
            out.end()
            self.assertLessEqual(len(told), LINES + 2)
            self.assertLessEqual(sum(map(len, told[:-1])), CHARACTERS)
            self.assertRegex(told[-1], "more characters, which are not shown")


if __name__ == "__main__":
    unittest.main()
