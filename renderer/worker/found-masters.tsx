// Masters that announce themselves on this network, to choose from.
import { RefreshCw } from 'lucide-react'
import { type JSX, useCallback, useEffect, useState } from 'react'
import type { FoundMaster } from '../../core/api/views.ts'
import { formatAddress } from '../../core/wire/join-link.ts'
import { command } from '../store.ts'
import { texts } from '../ui/texts.ts'

const words = texts.start.join

interface FoundMastersProps {
  readonly onChoose: (address: string) => void
}

export function FoundMasters({ onChoose }: FoundMastersProps): JSX.Element {
  const { masters, isLooking, look } = useFoundMasters()
  return (
    <div>
      <h2 className="small-title">
        {words.found}
        <button type="button" className="tool" aria-label={words.again} disabled={isLooking} onClick={look}>
          <RefreshCw size={14} aria-hidden className={isLooking ? 'turning' : ''} />
        </button>
      </h2>
      {masters.length > 0 ? null : (
        <p className="soft" role="status">
          {isLooking ? words.looking : words.nobody}
        </p>
      )}
      <ul className="rows">
        {masters.map((master) => (
          <li key={formatAddress(master)}>
            <button
              type="button"
              className="row"
              data-testid="found-master"
              onClick={() => onChoose(formatAddress(master))}
            >
              <strong>{master.name}</strong>
              <span className="soft row-more">{formatAddress(master)}</span>
              <span className="row-go">{words.withCode}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function useFoundMasters() {
  const [masters, setMasters] = useState<readonly FoundMaster[]>([])
  const [search, setSearch] = useState(0)
  const [done, setDone] = useState(-1)
  useEffect(() => {
    let isGone = false
    const finish = (found: readonly FoundMaster[]): void => {
      if (isGone) return
      setMasters(found)
      setDone(search)
    }
    // A network on which nobody can look around: the link works all the same.
    command('listMasters', null).then(finish, () => finish([]))
    return () => {
      isGone = true
    }
  }, [search])
  const look = useCallback(() => setSearch((number) => number + 1), [])
  return { masters, isLooking: done !== search, look }
}
