// What the page's About shows: the versions that somebody who reports something is asked for, and the licences of all that
// the app is made of.
import { readFile } from 'node:fs/promises'
import type { AboutView, LicenceLine } from '../core/api/desktop.ts'
import { versionsText } from './versions.ts'

/** Rejects where the list of licences is missing. */
export async function aboutView(version: string, licencesFile: string): Promise<AboutView> {
  return { versions: versionsText(version), licences: licencesIn(await readFile(licencesFile, 'utf8')) }
}

/** The rows of THIRD_PARTY_LICENSES.md, which scripts/licences.mjs writes. */
export function licencesIn(text: string): readonly LicenceLine[] {
  const rows = [...text.matchAll(/^\| (.+?) \| (.+?) \| (.+?) \|$/gm)]
  return rows
    .map(([, name = '', version = '', licence = '']) => ({ name, version, licence }))
    .filter(({ name }) => name !== 'Package' && !/^-+$/.test(name))
}
