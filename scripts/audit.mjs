// npm run audit:packages: known weaknesses of what an installation brings along, as the registry lists them; says so, and
// succeeds, when no registry answers, for then nothing is known either way.
import { spawnSync } from 'node:child_process'

/** What to say and how to exit after `npm audit --json` printed this. */
export function verdict(text) {
  const report = parsed(text)
  const found = report?.metadata?.vulnerabilities
  if (found === undefined) {
    return { code: 0, text: 'Not audited: no registry answered the question for known weaknesses.' }
  }
  const names = Object.keys(report.vulnerabilities ?? {})
  if (found.total === 0) return { code: 0, text: 'Audited: no known weaknesses.' }
  return { code: 1, text: `Audited: known weaknesses in ${names.join(', ')}. \`npm audit\` tells more.` }
}

function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

if (process.argv[1] === import.meta.filename) {
  const shell = process.platform === 'win32'
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8', shell })
  const { code, text } = verdict(stdout ?? '')
  console.log(text)
  process.exitCode = code
}
