// Answers one command that came over a border (IPC, WebSocket): checks name and request with the typed map, calls the
// api, and turns every outcome into a value. It knows no carrier; it never throws.
import type * as z from 'zod'
import { COMMAND_NAMES, type CommandName, type CommandRequest, commandSchemas } from './commands.ts'
import { ApiError, type ApiErrorCode, type CommandReply, type NeatworkApi } from './neatwork-api.ts'

/** Parses `request` with the schema of `name`, calls `api` and wraps reply or error. */
export async function answerCommand(
  api: NeatworkApi,
  name: unknown,
  request: unknown,
): Promise<CommandReply> {
  if (!isCommandName(name)) {
    return refusal(
      'bad-request',
      `There is no command ${quoted(name)}; known are ${COMMAND_NAMES.join(', ')}.`,
    )
  }
  const parsed = commandSchemas[name].safeParse(request)
  if (!parsed.success) return refusal('bad-request', describeIssues(name, parsed.error.issues))
  try {
    return { ok: true, value: await api.call(name, parsed.data as CommandRequest<typeof name>) }
  } catch (error) {
    if (error instanceof ApiError) return refusal(error.code, error.message)
    return refusal('failed', `The command ${name} failed: ${messageOf(error)}`)
  }
}

/** True for the names in the typed map, and for nothing that an object merely inherits. */
function isCommandName(name: unknown): name is CommandName {
  return typeof name === 'string' && Object.hasOwn(commandSchemas, name)
}

function refusal(code: ApiErrorCode, message: string): CommandReply {
  return { ok: false, code, message }
}

function describeIssues(name: CommandName, issues: readonly z.core.$ZodIssue[]): string {
  const faults = issues.map((issue) => {
    const message = issue.message.charAt(0).toLowerCase() + issue.message.slice(1)
    return issue.path.length === 0 ? message : `${issue.path.join('.')}: ${message}`
  })
  return `The command ${name} can't take this: ${faults.join('; ')}. Correct it and send it again.`
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** What was received, short enough for a sentence. */
function quoted(value: unknown): string {
  if (typeof value !== 'string') return `of type ${value === null ? 'null' : typeof value}`
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
}
