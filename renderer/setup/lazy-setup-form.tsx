// The form of a new run brings the schema of all settings: it is fetched when somebody wants it.
import { type ComponentProps, type JSX, lazy, Suspense } from 'react'
import type { SetupForm } from './setup-form.tsx'

const Loaded = lazy(async () => ({ default: (await import('./setup-form.tsx')).SetupForm }))

export function LazySetupForm(props: ComponentProps<typeof SetupForm>): JSX.Element {
  return (
    <Suspense>
      <Loaded {...props} />
    </Suspense>
  )
}
