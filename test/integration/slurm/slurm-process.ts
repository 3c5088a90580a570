// Slurm in a folder and a namespace of its own: munge, controller and one node with eight cores on free ports of this machine.
// Nothing is installed. The namespace's first process reads standard input; when that ends, or whoever holds it, the kernel
// ends everything in it, jobs too.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { env } from 'node:process'
import { freePort } from '../broker/nats-process.ts'

/** Debian puts daemons where only root's PATH leads. */
const FOLDERS = [...(env['PATH'] ?? '').split(':'), '/usr/sbin', '/usr/local/sbin']
const NEEDED = ['munged', 'slurmctld', 'slurmd', 'sbatch', 'squeue', 'scancel', 'scontrol', 'unshare']

/** Why there can be no Slurm here: one sentence, or null. */
export function whyNoSlurm(): string | null {
  const missing = NEEDED.filter((name) => !FOLDERS.some((folder) => existsSync(join(folder, name))))
  if (missing.length > 0) return `${missing.join(', ')} not installed (apt-get install slurm-wlm)`
  const tried = spawnSync('unshare', [...NAMESPACE, 'true'], { encoding: 'utf8' })
  return tried.status === 0 ? null : `no process namespace: ${tried.error?.message ?? tried.stderr.trim()}`
}

const NAMESPACE = ['--pid', '--fork', '--kill-child', '--mount-proc']
const SAYS_IT_IS_READY = ['Running as primary controller', 'slurmd started on']

export class SlurmProcess {
  readonly folder: string
  readonly #process: ChildProcess
  readonly #readers = new Set<ChildProcess>()

  private constructor(folder: string, child: ChildProcess) {
    this.folder = folder
    this.#process = child
  }

  /** Lasts until `close` is called. */
  static async begin(): Promise<SlurmProcess> {
    const folder = mkdtempSync(join(tmpdir(), 'neatwork-slurm-'))
    // munge wants its socket to be within everybody's reach.
    chmodSync(folder, 0o755)
    for (const name of ['state', 'spool', 'run']) mkdirSync(join(folder, name))
    writeFileSync(join(folder, 'munge.key'), randomBytes(128), { mode: 0o600 })
    writeFileSync(join(folder, 'slurm.conf'), configuration(folder, await freePort(), await freePort()))
    writeFileSync(join(folder, 'begin.sh'), beginning(folder))
    const child = spawn('unshare', [...NAMESPACE, 'bash', join(folder, 'begin.sh')], {
      stdio: ['pipe', 'ignore', 'pipe'],
      env: { ...env, PATH: FOLDERS.join(':') },
    })
    const slurm = new SlurmProcess(folder, child)
    await ready(child).catch(async (error) => {
      await slurm.close()
      throw error
    })
    return slurm
  }

  /** For whoever talks to it. */
  get env(): Readonly<Record<string, string>> {
    return { SLURM_CONF: join(this.folder, 'slurm.conf') }
  }

  /** A command of Slurm's; what it prints. */
  call(command: string, ...args: readonly string[]): string {
    const { status, stdout, stderr } = spawnSync(command, args, {
      encoding: 'utf8',
      env: { ...env, ...this.env },
    })
    if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`)
    return stdout
  }

  /** Settles when a file, which may not be there yet, says so. */
  async follow(file: string, pattern: RegExp): Promise<void> {
    const tail = spawn('tail', ['-n', '+1', '-F', file], { stdio: ['ignore', 'pipe', 'ignore'] })
    this.#readers.add(tail)
    let said = ''
    for await (const text of tail.stdout) {
      said += String(text)
      if (pattern.test(said)) break
    }
    tail.kill()
    if (!pattern.test(said)) throw new Error(`${file} never said ${pattern}:\n${said}`)
  }

  async close(): Promise<void> {
    for (const reader of this.#readers) reader.kill()
    const child = this.#process
    child.stdin?.end()
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    rmSync(this.folder, { recursive: true, force: true })
  }
}

async function ready(child: ChildProcess): Promise<void> {
  let said = ''
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`Slurm ended with ${code}:\n${said}`)))
    child.stderr?.on('data', (text) => {
      said += String(text)
      if (SAYS_IT_IS_READY.every((sentence) => said.includes(sentence))) resolve()
    })
  })
}

function beginning(folder: string): string {
  const munged = [
    ...['munged', '--foreground', `--key-file=${folder}/munge.key`, `--socket=${folder}/run/munge.socket`],
    ...[`--pid-file=${folder}/run/munged.pid`, `--log-file=${folder}/munged.log`],
    `--seed-file=${folder}/munged.seed`,
  ]
  // A daemon that ends takes the others with it: whoever waits for it hears why.
  return `cd ${folder}
exec 3<&0
${munged.join(' ')} </dev/null &
until [ -S run/munge.socket ]; do read -rt 0.05 -u 3 || [ $? -gt 128 ] || exit 1; done
slurmctld -D -f ${folder}/slurm.conf </dev/null &
slurmd -D -f ${folder}/slurm.conf </dev/null &
cat <&3 >/dev/null &
wait -n
`
}

function configuration(folder: string, controller: number, node: number): string {
  const name = hostname()
  const { username } = userInfo()
  return `ClusterName=neatwork
SlurmctldHost=${name}(127.0.0.1)
SlurmUser=${username}
SlurmdUser=${username}
AuthType=auth/munge
AuthInfo=socket=${folder}/run/munge.socket,cred_expire=5
SlurmctldPort=${controller}
SlurmdPort=${node}
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool
SlurmctldPidFile=${folder}/run/slurmctld.pid
SlurmdPidFile=${folder}/run/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
PreemptType=preempt/partition_prio
PreemptMode=CANCEL
MpiDefault=none
ReturnToService=2
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SlurmdParameters=config_overrides
SchedulerParameters=sched_min_interval=0,batch_sched_delay=0
KillWait=20
NodeName=${name} NodeAddr=127.0.0.1 CPUs=8 State=UNKNOWN
PartitionName=short Nodes=${name} Default=YES MaxTime=INFINITE State=UP PriorityTier=1
PartitionName=urgent Nodes=${name} MaxTime=INFINITE State=UP PriorityTier=2
`
}
