// The page of settings is written from the schemas that read settings.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { settingGroups } from '../../core/run/settings.ts'
import { settingsPage } from '../../scripts/docs/settings-page.mjs'

const root = resolve(import.meta.dirname, '../..')

test('docs/settings.md is current: npm run docs:settings writes it', () => {
  expect(readFileSync(join(root, 'docs/settings.md'), 'utf8')).toBe(settingsPage())
})

test('the page has every setting', () => {
  const page = settingsPage()
  const missing = settingGroups().flatMap(({ path, settings }) =>
    settings.filter(
      ({ name }) =>
        !page.includes(path === '' ? '## The run' : `## \`${path}\``) || !page.includes(`| \`${name}\` |`),
    ),
  )
  expect(missing).toEqual([])
})
