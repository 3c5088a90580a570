"""Chance that is seeded only when somebody asks for it is the chance of ``random.seed``."""

import os
import pickle
import random
import unittest

from neatwork.chance import chance
from neatwork.evaluate import Evaluator, seed_all
from test_evaluate import genome

ASKED = {
    "random": lambda r: r.random(),
    "randint": lambda r: r.randint(1, 10**20),
    "randrange": lambda r: r.randrange(7),
    "getrandbits": lambda r: r.getrandbits(70),
    "gauss": lambda r: [r.gauss(0, 1) for _ in range(3)],
    "normalvariate": lambda r: r.normalvariate(0, 1),
    "uniform": lambda r: r.uniform(2, 3),
    "choice": lambda r: r.choice(range(100)),
    "choices": lambda r: r.choices(range(100), k=5),
    "sample": lambda r: r.sample(range(100), 5),
    "betavariate": lambda r: r.betavariate(1, 2),
    "expovariate": lambda r: r.expovariate(2),
    "getstate": lambda r: r.getstate(),
}


def shuffled(source):
    values = list(range(20))
    source.shuffle(values)
    return values


class Chance(unittest.TestCase):
    def test_every_way_to_ask_gets_what_the_seed_gives(self):
        for name, ask in {**ASKED, "shuffle": shuffled}.items():
            for seed in (0, 1, 4294967295):
                with self.subTest(name, seed=seed):
                    seed_all(seed)
                    plain = random.Random(seed)
                    self.assertEqual([ask(random), ask(random)], [ask(plain), ask(plain)])

    def test_functions_that_were_imported_by_name_go_on_being_seeded(self):
        chance.stand_before()  # as a slot does before it loads a file
        from random import getrandbits, random as kept

        for seed in (3, 4, 3):
            seed_all(seed)
            plain = random.Random(seed)
            self.assertEqual([kept(), kept(), getrandbits(9)], [plain.random(), plain.random(), plain.getrandbits(9)])

    def test_the_second_of_a_pair_is_not_the_next_genome_s(self):
        seed_all(5)
        random.gauss(0, 1)
        seed_all(6)
        self.assertEqual(random.gauss(0, 1), random.Random(6).gauss(0, 1))

    def test_whoever_sets_a_seed_or_a_state_keeps_it(self):
        seed_all(5)
        random.seed(42)
        self.assertEqual(random.random(), random.Random(42).random())
        state = random.Random(43).getstate()
        seed_all(5)
        random.setstate(state)
        self.assertEqual(random.random(), random.Random(43).random())

    def test_nothing_of_one_evaluation_reaches_the_next(self):
        def draws(g):
            return random.random() if g.id % 2 else 0.0

        alone = [Evaluator(draws).one(genome(at, seed=at)).fitness for at in range(6)]
        self.assertEqual(alone, [random.Random(at).random() if at % 2 else 0.0 for at in range(6)])

    def test_once_asked_the_generator_is_as_it_was_and_its_functions_can_be_sent(self):
        seed_all(8)
        for _ in range(2):
            self.assertIs(pickle.loads(pickle.dumps(random.random)), random.random)
            random.random()
        self.assertNotIn("random", vars(random._inst))

    @unittest.skipUnless(hasattr(random, "_inst"), "this Python hides its generator")
    def test_a_generator_that_was_loaded_anew_is_seeded_too(self):
        kept = random._inst
        try:
            random._inst = random.Random()
            chance.seed(9)
            self.assertEqual(random.random(), random.Random(9).random())
        finally:
            random._inst = kept
            chance.seed(0)

    @unittest.skipUnless(hasattr(os, "fork"), "this system has no fork")
    def test_a_child_has_chance_of_its_own(self):
        seed_all(10)
        child = os.fork()
        if child == 0:
            os._exit(1 if random.random() == random.Random(10).random() else 0)
        self.assertEqual(os.waitpid(child, 0)[1], 0)
