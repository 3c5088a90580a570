"""How long the fitness function of a file takes in a plain loop for the genomes of a batch as it travels, in milliseconds.

    python python_plain_loop.py fitness.py:function batch.bin
"""

import sys
import time

from neatwork.problem import load_function
from neatwork.wire import decode_batch

function = load_function(sys.argv[1]).function
with open(sys.argv[2], "rb") as file:
    genomes = decode_batch(file.read()).genomes
function(genomes[:50])
started = time.perf_counter()
function(genomes)
print((time.perf_counter() - started) * 1000)
