// A short code for whoever would rather type than paste: asked for by a button, shown until it is no good any more.
import { KeyRound } from 'lucide-react'
import { type JSX, useState } from 'react'
import { readableCode } from '../../core/wire/typed-code.ts'
import { command, messageOf } from '../store.ts'
import { Button } from '../ui/button.tsx'
import { texts } from '../ui/texts.ts'

export function JoinCode(): JSX.Element {
  const [code, setCode] = useState<string | null>(null)
  const [error, setError] = useState<string | null>(null)
  const ask = () => {
    setError(null)
    command('showJoinCode', null).then(setCode, (reason) => setError(messageOf(reason)))
  }
  return (
    <div className="join">
      <Button className="small" icon={KeyRound} testId="show-code" onClick={ask}>
        {texts.cluster.showCode}
      </Button>
      {code === null ? null : (
        <>
          <code data-testid="join-code">{readableCode(code)}</code>
          <span className="soft">{texts.cluster.codeHint}</span>
        </>
      )}
      {error === null ? null : <span role="alert">{error}</span>}
    </div>
  )
}
