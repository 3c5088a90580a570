# worker_script.py
from neatwork.distributed import WorkerNode
from neatwork import NeatModule
import torch

def xor_fitness(genomes):
    X = torch.tensor([[0,0], [0,1], [1,0], [1,1]], dtype=torch.float32)
    Y = torch.tensor([[0], [1], [1], [0]], dtype=torch.float32)
    for g in genomes:
        model = NeatModule(g)
        mse = torch.mean((model(X) - Y)**2).item()
        g.fitness = 4.0 - mse

worker = WorkerNode('localhost', 5000, 1, xor_fitness)
worker.start()
