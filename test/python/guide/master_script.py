# master_script.py
from neatwork.distributed import DistributedPopulation, DistributedConfig

pop = DistributedPopulation(
    pop_size=150, num_inputs=2, num_outputs=1,
    distributed_config=DistributedConfig(min_workers=2)
)

for gen in range(50):
    pop.run_generation(lambda g: None)
    best = max(pop.genomes, key=lambda g: g.fitness)
    if best.fitness > 3.9: break

pop.shutdown()
