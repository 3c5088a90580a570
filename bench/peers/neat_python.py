"""neat-python's feed-forward network at 41 connections: activations per second, one at a time."""

import time

from neat import activations, aggregations
from neat.nn import FeedForwardNetwork

INPUTS, OUTPUTS = 10, 4
inputs = [-1 - i for i in range(INPUTS)]
outputs = list(range(OUTPUTS))
hidden = OUTPUTS
squash = activations.sigmoid_activation
total = aggregations.sum_aggregation

evals = [(hidden, squash, total, 0.1, 1.0, [(inputs[0], 0.5)])]
for output in outputs:
    links = [(i, 0.1 * (i % 7)) for i in (inputs[1:] if output == 0 else inputs)]
    if output == 0:
        links.append((hidden, 0.3))
    evals.append((output, squash, total, 0.1, 1.0, links))

network = FeedForwardNetwork(inputs, outputs, evals)
row = [0.1 * i for i in range(INPUTS)]
best = 0.0
for _ in range(8):
    start = time.perf_counter()
    for _ in range(5000):
        network.activate(row)
    best = max(best, 5000 / (time.perf_counter() - start))
print(f"{best:,.0f} activations/s at 41 connections")
