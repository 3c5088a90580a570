// Which licences a search finds: every word of it, in name or licence, in any case.
import type { LicenceLine } from '../../core/api/desktop.ts'

export function licencesFound(licences: readonly LicenceLine[], wanted: string): readonly LicenceLine[] {
  const words = wanted.toLowerCase().split(/\s+/)
  return licences.filter(({ name, licence }) => {
    const text = `${name} ${licence}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
