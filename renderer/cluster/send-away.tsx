// Sends a worker away: once it has finished what it has, at once, or its whole machine for good; asked for twice, because a slip would cost somebody's work.
import { Ban, CheckCheck, UserMinus } from 'lucide-react'
import { type JSX, useState } from 'react'
import type { WorkerView } from '../../core/api/views.ts'
import { command, messageOf, useMayAct } from '../store.ts'
import { Button } from '../ui/button.tsx'
import { texts } from '../ui/texts.ts'

export function SendAway({ worker }: { readonly worker: WorkerView }): JSX.Element | null {
  const [isAsked, setAsked] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const mayAct = useMayAct()
  if (worker.local || worker.state === 'gone' || !mayAct) return null
  const remove = (bar: boolean) => {
    command('removeWorker', { key: worker.key, bar }).catch((reason) => setError(messageOf(reason)))
  }
  const drain = () => {
    command('drainWorker', { key: worker.key }).catch((reason) => setError(messageOf(reason)))
    setAsked(false)
  }
  const words = texts.cluster
  if (error !== null) return <span role="alert">{error}</span>
  if (!isAsked) {
    return (
      <Button className="small" icon={UserMinus} testId="send-away" onClick={() => setAsked(true)}>
        {words.sendAway}
      </Button>
    )
  }
  return (
    <span className="actions">
      {worker.state === 'draining' ? null : (
        <Button className="small" icon={CheckCheck} testId="drain-worker" onClick={drain}>
          {words.drain}
        </Button>
      )}
      <Button className="small" icon={UserMinus} testId="remove-worker" onClick={() => remove(false)}>
        {words.remove}
      </Button>
      <Button className="small" icon={Ban} testId="bar-worker" onClick={() => remove(true)}>
        {words.bar(worker.address)}
      </Button>
      <Button className="small" onClick={() => setAsked(false)}>
        {words.keep}
      </Button>
    </span>
  )
}
