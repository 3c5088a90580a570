// About: what this is made of, for people who report something, whether there is something newer, and everybody's licences.
import { Copy } from 'lucide-react'
import { type JSX, useEffect, useId, useState } from 'react'
import type { AboutView, LicenceLine } from '../../core/api/desktop.ts'
import type { Desktop } from '../bridge.ts'
import { messageOf } from '../store.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { SheetHead } from '../ui/sheet.tsx'
import { texts } from '../ui/texts.ts'
import { licencesFound } from './licences-found.ts'
import { UpdatesPart } from './updates-part.tsx'

const words = texts.desktop.about

export function About({ desktop }: { readonly desktop: Desktop }): JSX.Element {
  const [about, setAbout] = useState<AboutView | null>(null)
  const [error, setError] = useState<string | null>(null)
  useEffect(() => {
    desktop.ask('about').then(setAbout, (reason) => setError(messageOf(reason)))
  }, [desktop])
  return (
    <>
      <SheetHead title={words.title} />
      <div className="about-parts" data-testid="about">
        {error === null ? null : <Notice tone="bad">{error}</Notice>}
        {about === null ? null : <Versions text={about.versions} />}
        <UpdatesPart desktop={desktop} />
        {about === null ? null : <Licences licences={about.licences} />}
      </div>
    </>
  )
}

function Versions({ text }: { readonly text: string }): JSX.Element {
  return (
    <section className="about-part versions">
      <pre className="about-versions" data-testid="about-versions">
        {text}
      </pre>
      <Button icon={Copy} className="small" onClick={() => void navigator.clipboard.writeText(text)}>
        {words.copy}
      </Button>
    </section>
  )
}

function Licences({ licences }: { readonly licences: readonly LicenceLine[] }): JSX.Element {
  const [wanted, setWanted] = useState('')
  const heading = useId()
  const found = licencesFound(licences, wanted)
  return (
    <section className="about-part" aria-labelledby={heading}>
      <h3 id={heading}>{words.licences(licences.length)}</h3>
      <p className="soft">{words.licencesLead}</p>
      <Field
        label={words.search}
        testId="search-licences"
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is longer than it is high is scrolled by arrow keys */}
      {/* biome-ignore lint/a11y/useSemanticElements: it is no form */}
      <div className="about-licences" tabIndex={0} role="group" aria-labelledby={heading}>
        <table data-testid="licences">
          <tbody>
            {found.map(({ name, version, licence }) => (
              <tr key={`${name} ${version}`}>
                <th scope="row">{name}</th>
                <td className="soft">{version}</td>
                <td>{licence}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {found.length === 0 ? <p className="soft">{words.noneFound}</p> : null}
      </div>
    </section>
  )
}
