// Masters that announce themselves on this network, to choose from.
import { type JSX, useEffect, useState } from 'react'
import type { FoundMaster } from '../../core/api/views.ts'
import { formatAddress } from '../../core/wire/join-link.ts'
import { command } from '../store.ts'
import { Button } from '../ui/button.tsx'
import { texts } from '../ui/texts.ts'

interface FoundMastersProps {
  readonly onChoose: (address: string) => void
}

export function FoundMasters({ onChoose }: FoundMastersProps): JSX.Element | null {
  const [masters, setMasters] = useState<readonly FoundMaster[]>([])
  useEffect(() => {
    let isGone = false
    command('listMasters', null).then(
      (found) => isGone || setMasters(found),
      () => {}, // a network on which nobody can look around: the link works all the same
    )
    return () => {
      isGone = true
    }
  }, [])
  if (masters.length === 0) return null
  return (
    <div>
      <p className="soft">{texts.worker.found}</p>
      <div className="actions">
        {masters.map((master) => (
          <Button
            key={formatAddress(master)}
            testId="found-master"
            onClick={() => onChoose(formatAddress(master))}
          >
            {`${master.name} (${formatAddress(master)})`}
          </Button>
        ))}
      </div>
    </div>
  )
}
