// The problems to choose from, each with a picture of what it is about.
import { FileCode } from 'lucide-react'
import { type JSX, useEffect, useId, useRef, useState } from 'react'
import './gallery.css'
import type { ProblemView } from '../../core/api/views.ts'
import { texts } from '../ui/texts.ts'
import { pictureOf } from './problem-pictures.ts'
import { problemsWith } from './problem-search.ts'

const words = texts.gallery

interface ProblemGalleryProps {
  readonly problems: readonly ProblemView[]
  readonly chosen: string
  readonly onChoose: (problem: string) => void
}

export function ProblemGallery({ problems, chosen, onChoose }: ProblemGalleryProps): JSX.Element {
  const [sought, setSought] = useState('')
  const found = problemsWith(problems, sought)
  const list = useRef<HTMLDivElement>(null)
  const searchId = useId()
  // The first look shows what is chosen, wherever it stands.
  useEffect(() => {
    // Its promise, which newer browsers return, is nothing that React could call.
    void list.current?.querySelector('.problem-card:has(input:checked)')?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <fieldset className="gallery" data-testid="problem-gallery">
      <legend>{texts.setup.problem}</legend>
      <label className="visually-hidden" htmlFor={searchId}>
        {words.search}
      </label>
      <input
        id={searchId}
        type="search"
        className="gallery-search"
        data-testid="problem-search"
        placeholder={words.among(problems.length)}
        value={sought}
        onChange={(event) => setSought(event.target.value)}
        onKeyDown={(event) => {
          // Enter chooses what was found instead of starting a run.
          if (event.key !== 'Enter') return
          event.preventDefault()
          const [first] = found
          if (first !== undefined) onChoose(first.name)
        }}
      />
      <div className="gallery-cards" ref={list}>
        {found.map((problem) => (
          <Card
            key={problem.name}
            problem={problem}
            isChosen={problem.name === chosen}
            onChoose={() => onChoose(problem.name)}
          />
        ))}
      </div>
      {found.length === 0 ? <p className="soft">{words.nothing(sought)}</p> : null}
    </fieldset>
  )
}

interface CardProps {
  readonly problem: ProblemView
  readonly isChosen: boolean
  readonly onChoose: () => void
}

function Card({ problem, isChosen, onChoose }: CardProps): JSX.Element {
  const { name, summary, inputs, outputs } = problem
  const picture = pictureOf(name)
  return (
    <label className="problem-card">
      <input
        type="radio"
        name="problem"
        className="visually-hidden"
        data-testid="problem-card"
        data-problem={name}
        checked={isChosen}
        onChange={onChoose}
      />
      {picture === null ? (
        <span className="problem-picture own">
          <FileCode size={34} aria-hidden />
        </span>
      ) : (
        <img className="problem-picture" src={picture} alt="" loading="lazy" />
      )}
      <span className="problem-name">{name}</span>
      <span className="problem-summary">{summary}</span>
      <span className="problem-shape">{words.shape(inputs.length, outputs.length)}</span>
    </label>
  )
}
