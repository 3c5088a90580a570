"""How long the fitness function of a file takes for genomes in a plain loop, in milliseconds.

    python plain_loop.py fitness.py:function genomes.json
"""

import json
import sys
import time

from neatwork import Genome
from neatwork.problem import load_function

function = load_function(sys.argv[1]).function
with open(sys.argv[2], encoding="utf-8") as file:
    genomes = [Genome.from_json(one) for one in json.load(file)]
function(genomes[:50])
started = time.perf_counter()
function(genomes)
print((time.perf_counter() - started) * 1000)
