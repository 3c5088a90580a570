// What only the owner of the run can do is absent for an audience, not refused after a click.
import type { ReactNode } from 'react'
import { useMayAct } from '../store.ts'

export function OwnersOnly({ children }: { readonly children: ReactNode }): ReactNode {
  return useMayAct() ? children : null
}
