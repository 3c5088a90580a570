// neatwork worker --accept-problems: runs the code that this one master sends, because this machine's owner said so.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Problem } from '../../problems/problem.ts'
import type { JoinLink } from '../../wire/join-link.ts'
import { askForProblem } from '../cluster/problem-request.ts'
import { layOut } from '../own/parcel.ts'
import { CliError, EXIT } from './exit-codes.ts'
import { workersProblems } from './own-problem.ts'
import type { Terminal } from './terminal.ts'

export interface Accepted {
  readonly problems: readonly Problem[]
  /** Removes the code from this machine. */
  forget(): Promise<void>
}

interface Accepting {
  /** true for the master of the join link; a fingerprint for that one and no other. */
  readonly from: string | true
  readonly link: JoinLink
  readonly timeoutMs: number
  readonly terminal: Terminal
}

/** Throws {@link CliError} where nothing was sent, or not what its hash says. */
export async function acceptProblem({ from, link, timeoutMs, terminal }: Accepting): Promise<Accepted> {
  const { fingerprint } = link
  if (fingerprint === null) {
    throw new CliError(EXIT.usage, 'Code is accepted over TLS only: join without --insecure.')
  }
  if (from !== true && from !== fingerprint) {
    throw new CliError(
      EXIT.refused,
      `Problems are accepted from the master ${from} only, and the join link names ${fingerprint}.`,
    )
  }
  const parcel = await askForProblem(link, timeoutMs).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error)
    throw new CliError(EXIT.network, `No problem was accepted: ${reason}.`, { cause: error })
  })
  const folder = await mkdtemp(join(tmpdir(), 'neatwork-accepted-'))
  const forget = async () => await rm(folder, { recursive: true, force: true })
  try {
    const main = await layOut(parcel, folder)
    const named =
      parcel.language === 'python'
        ? { python: parcel.entry === '' ? main : `${main}:${parcel.entry}` }
        : { problem: main }
    const problems = await workersProblems(named)
    const own = problems.find((problem) => problem.own?.hash === parcel.hash)
    if (own === undefined) {
      throw new CliError(
        EXIT.refused,
        `What the master sent is not what its fingerprint ${parcel.hash} says.`,
      )
    }
    terminal.event({ type: 'accepted', problem: own.name, hash: parcel.hash, master: fingerprint })
    terminal.log(
      'warn',
      `Runs code of the master ${fingerprint}: problem "${own.name}", fingerprint ${parcel.hash}, with the rights of this account.`,
    )
    return { problems, forget }
  } catch (error) {
    await forget()
    throw error
  }
}
