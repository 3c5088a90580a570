"""Any Gymnasium environment as a problem.

    NEATWORK_GYM=CartPole-v1 npx neatwork run --python examples/python/gymnasium_any.py:episodes

Give every worker the same NEATWORK_GYM: the environment is part of the problem's name, so that others are refused. The
fitness is the mean reward of EPISODES episodes, whose seeds come from the genome's.
"""

import os
import sys

from neatwork import NeatModule, ProblemError

try:
    import gymnasium
    from gymnasium import spaces
    from gymnasium.spaces import utils
except ModuleNotFoundError as error:
    raise ProblemError(
        f"Gymnasium is not installed for {sys.executable}. Install it there: pip install gymnasium "
        '(for LunarLander and BipedalWalker "gymnasium[box2d]", for MuJoCo\'s "gymnasium[mujoco]").'
    ) from error

EPISODES = 3
#: Of one episode, where the environment itself has no end.
LONGEST = 10_000

ENVIRONMENT = os.environ.get("NEATWORK_GYM", "CartPole-v1")


def made(name):
    try:
        return gymnasium.make(name)
    except gymnasium.error.DependencyNotInstalled as error:
        raise ProblemError(f"{name} needs more than Gymnasium itself: {error}") from error
    except gymnasium.error.Error as error:
        raise ProblemError(f"There is no environment {name!r}; NEATWORK_GYM must name one: {error}") from error


def outputs_of(space):
    """How many outputs a network needs to choose an action."""
    if isinstance(space, spaces.Discrete):
        return int(space.n)
    if isinstance(space, spaces.MultiDiscrete):
        return int(space.nvec.sum())
    if isinstance(space, (spaces.Box, spaces.MultiBinary)):
        return int(utils.flatdim(space))
    raise ProblemError(f"Networks can't act in {ENVIRONMENT}: its actions are a {type(space).__name__}.")


def largest(values):
    return max(range(len(values)), key=values.__getitem__)


def action_of(space, values):
    """An action of the space from outputs between 0 and 1."""
    if isinstance(space, spaces.Discrete):
        return int(space.start) + largest(values)
    if isinstance(space, spaces.MultiBinary):
        return (space.sample() * 0 + [value > 0.5 for value in values]).astype(space.dtype).reshape(space.shape)
    if isinstance(space, spaces.MultiDiscrete):
        chosen, at = [], 0
        for count in space.nvec.ravel():
            chosen.append(largest(values[at : at + count]))
            at += count
        return space.start + (space.nvec * 0 + chosen)
    low, high = space.low.ravel(), space.high.ravel()
    scaled = [
        lowest + value * (highest - lowest) if abs(lowest) < 1e6 and abs(highest) < 1e6 else 2 * value - 1
        for value, lowest, highest in zip(values, low, high)
    ]
    return utils.unflatten(space, (low * 0 + scaled).astype(space.dtype))


world = made(ENVIRONMENT)
INPUTS = int(utils.flatdim(world.observation_space))
OUTPUTS = outputs_of(world.action_space)
SOLVED_AT = world.spec.reward_threshold
WORST_FITNESS = -1e6
NAME = "gym-" + "-".join("".join(c if c.isalnum() else " " for c in ENVIRONMENT.lower()).split())
SUMMARY = f"{ENVIRONMENT} of Gymnasium {gymnasium.__version__}, mean of {EPISODES} episodes."


def episodes(genome):
    network = NeatModule(genome)
    return sum(episode(network, genome.seed + at) for at in range(EPISODES)) / EPISODES


def episode(network, seed):
    network.reset()
    world.action_space.seed(seed % 2**31)
    observation, _ = world.reset(seed=seed % 2**31)
    total = 0.0
    for _ in range(LONGEST):
        values = network.activate(utils.flatten(world.observation_space, observation))
        observation, reward, terminated, truncated, _ = world.step(action_of(world.action_space, values))
        total += float(reward)
        if terminated or truncated:
            break
    return total
