// What the fitness panel shows, and how.
import { Menu } from '@base-ui/react/menu'
import { Check, SlidersHorizontal } from 'lucide-react'
import type { JSX } from 'react'
import { MenuPopup } from '../ui/menu-popup.tsx'
import { SmallChoice } from '../ui/small-choice.tsx'
import { texts } from '../ui/texts.ts'
import { choose, SMOOTHINGS, useFitnessChoices } from './fitness-choices.ts'
import { OWN_MEASURES } from './fitness-series.ts'

const words = texts.fitness

export function MeasureChoice({ metrics }: { readonly metrics: readonly string[] }): JSX.Element {
  const measure = useFitnessChoices((choices) => choices.measure)
  const isKnown = measure === null || metrics.includes(measure) || OWN_MEASURES.some((one) => one === measure)
  return (
    <SmallChoice
      label={words.measure}
      isLabelSeen={false}
      value={isKnown ? (measure ?? '') : ''}
      options={[
        ['', words.title],
        ...metrics.map((name) => [name, name] as const),
        ...OWN_MEASURES.map((name) => [name, words.measures[name]] as const),
      ]}
      onChange={(name) => choose({ measure: name === '' ? null : name })}
    />
  )
}

export function ViewMenu(): JSX.Element {
  const { scale, smoothing } = useFitnessChoices()
  return (
    <Menu.Root>
      <Menu.Trigger className="tool" aria-label={words.view} title={words.view} data-testid="fitness-view">
        <SlidersHorizontal size={16} aria-hidden />
      </Menu.Trigger>
      <MenuPopup>
        <Choices
          label={words.scale}
          value={scale}
          options={[
            ['linear', words.scales.linear],
            ['log', words.scales.log],
          ]}
          onChange={(kind) => choose({ scale: kind === 'log' ? 'log' : 'linear' })}
        />
        <Menu.Separator className="menu-separator" />
        <Choices
          label={words.smoothing}
          value={String(smoothing)}
          options={SMOOTHINGS.map((generations) => [String(generations), words.smoothings(generations)])}
          onChange={(generations) => choose({ smoothing: Number(generations) })}
        />
      </MenuPopup>
    </Menu.Root>
  )
}

interface ChoicesProps {
  readonly label: string
  readonly value: string
  readonly options: readonly (readonly [value: string, text: string])[]
  readonly onChange: (value: string) => void
}

function Choices({ label, value, options, onChange }: ChoicesProps): JSX.Element {
  return (
    <Menu.RadioGroup value={value} onValueChange={(chosen) => onChange(String(chosen))}>
      <Menu.Group>
        <Menu.GroupLabel className="menu-label">{label}</Menu.GroupLabel>
        {options.map(([one, text]) => (
          <Menu.RadioItem key={one} className="menu-item" value={one} closeOnClick>
            <span className="menu-mark">
              <Menu.RadioItemIndicator>
                <Check size={14} aria-hidden />
              </Menu.RadioItemIndicator>
            </span>
            {text}
          </Menu.RadioItem>
        ))}
      </Menu.Group>
    </Menu.RadioGroup>
  )
}
