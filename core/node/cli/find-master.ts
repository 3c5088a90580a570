// Which master a worker's command line means: by link, by HOST:PORT and code, or the one that is found on the network.
import { stdin, stdout } from 'node:process'
import { createInterface } from 'node:readline/promises'
import type { FoundMaster } from '../../api/views.ts'
import { formatAddress, isAddress, type JoinLink, parseAddress, parseJoinLink } from '../../wire/join-link.ts'
import { typedCode } from '../../wire/typed-code.ts'
import { findMasters, isDiscoveryOn } from '../cluster/discovery.ts'
import { joinByCode } from '../cluster/join-code.ts'
import { CliError, EXIT } from './exit-codes.ts'
import type { Terminal } from './terminal.ts'

export interface MasterWanted {
  /** A join link, or HOST:PORT, or nothing. */
  readonly where: string | undefined
  readonly code: string | undefined
  readonly insecure: boolean
  readonly timeoutMs: number
}

const HOW = 'Give its join link, or HOST:PORT and --code with the code that the master shows.'

/** Throws {@link CliError} with what to do. */
export async function findMaster(wanted: MasterWanted, terminal: Terminal): Promise<JoinLink> {
  const { where, insecure } = wanted
  if (where !== undefined && !isAddress(where)) return linkOf(where, insecure)
  const address = where === undefined ? await onlyMaster(terminal) : parseAddress(where)
  const code = typedCode(wanted.code ?? (await askForCode(formatAddress(address))))
  if (code === null) throw new CliError(EXIT.usage, 'A join code has nine digits, such as 482 177 305.')
  const joined = await joinByCode(address, code, wanted.timeoutMs)
  if (joined.ok) return joined.link
  terminal.event({ type: 'refused', code: 'code', message: joined.message })
  throw new CliError(EXIT.refused, joined.message)
}

function linkOf(text: string, insecure: boolean): JoinLink {
  const parsed = parseJoinLink(text)
  if (!parsed.ok) throw new CliError(EXIT.usage, parsed.message)
  if (parsed.link.fingerprint !== null || insecure) return parsed.link
  throw new CliError(EXIT.usage, 'The join link leads to a master without TLS. Give --insecure to join it.')
}

async function onlyMaster(terminal: Terminal): Promise<FoundMaster> {
  const found = isDiscoveryOn() ? await findMasters(terminal.log) : []
  for (const master of found) {
    terminal.event({ type: 'master', ...master })
    terminal.line(`Found: ${master.name} at ${formatAddress(master)}`)
  }
  const [only, another] = found
  if (only !== undefined && another === undefined) return only
  const what = only === undefined ? 'No master was found on this network.' : 'There are several masters.'
  throw new CliError(EXIT.usage, `${what} ${HOW}`)
}

async function askForCode(address: string): Promise<string> {
  if (!stdin.isTTY) throw new CliError(EXIT.usage, `Which code does the master at ${address} show? ${HOW}`)
  const lines = createInterface({ input: stdin, output: stdout })
  try {
    return await lines.question(`Join code that the master at ${address} shows: `)
  } finally {
    lines.close()
  }
}
