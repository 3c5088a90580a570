// The form of a new run brings the schema of all settings: it is fetched when somebody wants it.
import { fetched } from '../ui/fetched.tsx'
import type { SetupFormProps } from './setup-form.tsx'

export const LazySetupForm = fetched<SetupFormProps>(async () => (await import('./setup-form.tsx')).SetupForm)
