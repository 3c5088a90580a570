// sbatch, squeue and scancel for tests where there is no Slurm: by the name under which it is called. Tasks are processes, and
// FAKE_SLURM is the folder that knows of them; a file `ARRAY_TASK.said` is what became of one.
import { spawn } from 'node:child_process'
import { existsSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { argv, env, exit, kill } from 'node:process'

const folder = env['FAKE_SLURM'] ?? ''
const [, program = '', ...args] = argv
const files = () => readdirSync(folder)

function submit(): void {
  const script = readFileSync(0, 'utf8')
  const array = String(1 + files().filter((name) => name.endsWith('.sh')).length)
  const file = join(folder, `${array}.sh`)
  writeFileSync(file, script)
  const option = (name: string) => new RegExp(`^#SBATCH --${name}=(.+)$`, 'm').exec(script)?.[1] ?? ''
  const asked = option('array').split(',')
  const tasks = asked.flatMap((span) => {
    const [from = '', to = from] = span.split('-')
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => Number(from) + index)
  })
  for (const task of tasks) {
    const log = openSync(option('output').replace('%a', String(task)), 'a')
    const child = spawn('bash', [file], {
      detached: true,
      stdio: ['ignore', log, log],
      env: { ...env, SLURM_ARRAY_TASK_ID: String(task), SLURM_CPUS_PER_TASK: option('cpus-per-task') },
    })
    writeFileSync(join(folder, `${array}_${task}.pid`), String(child.pid))
    child.unref()
  }
  console.log(array)
}

function queue(): void {
  for (const name of files().filter((name) => name.endsWith('.pid'))) {
    const id = basename(name, '.pid')
    const [array = '', task = ''] = id.split('_')
    const end = join(folder, `${id}.said`)
    const said = existsSync(end) ? readFileSync(end, 'utf8') : isAlive(id) ? 'RUNNING' : 'COMPLETED'
    console.log([array, array, task, said, 'node1', '0:05', '1:00:00', 'None'].join('|'))
  }
}

const pidOf = (id: string) => Number(readFileSync(join(folder, `${id}.pid`), 'utf8'))

function isAlive(id: string): boolean {
  try {
    return kill(pidOf(id), 0)
  } catch {
    return false
  }
}

/** `--as=PREEMPTED` is the fake's own. */
function cancel(): void {
  const said = args.find((word) => word.startsWith('--as='))?.slice('--as='.length) ?? 'CANCELLED'
  for (const wanted of args.filter((word) => !word.startsWith('-'))) {
    for (const name of files().filter((name) => name.endsWith('.pid'))) {
      const id = basename(name, '.pid')
      if ((id !== wanted && id.split('_')[0] !== wanted) || !isAlive(id)) continue
      writeFileSync(join(folder, `${id}.said`), said)
      kill(pidOf(id), said === 'NODE_FAIL' ? 'SIGKILL' : 'SIGTERM')
    }
  }
}

const commands: Readonly<Record<string, () => void>> = { sbatch: submit, squeue: queue, scancel: cancel }
const command = commands[basename(program)]
if (command === undefined) exit(2)
command()
