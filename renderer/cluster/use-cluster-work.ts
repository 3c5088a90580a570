// Asks the master what its cluster has been doing, as long as somebody sees the answer.
import { useEffect, useRef, useState } from 'react'
import { command } from '../store.ts'
import { askAfter, type ClusterMemory, NO_MEMORY, remembering } from './cluster-memory.ts'

const ASK_MS = 500

export function useClusterWork(): ClusterMemory {
  const [memory, setMemory] = useState(NO_MEMORY)
  const latest = useRef(memory)
  useEffect(() => {
    let isOver = false
    let timer: ReturnType<typeof setTimeout>
    const ask = async (): Promise<void> => {
      if (document.visibilityState === 'visible') {
        // Without an answer the screen keeps what it knows; the banner says that the connection is lost.
        const work = await command('clusterWork', askAfter(latest.current)).catch(() => null)
        if (isOver) return
        if (work !== null) {
          latest.current = remembering(latest.current, work)
          setMemory(latest.current)
        }
      }
      timer = setTimeout(() => void ask(), ASK_MS)
    }
    void ask()
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [])
  return memory
}
