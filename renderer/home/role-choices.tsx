// The three things that this machine can be.
import { ArrowRight } from 'lucide-react'
import type { JSX } from 'react'
import { texts } from '../ui/texts.ts'
import type { Choice } from './home.tsx'
import { type Role, RoleGlyph } from './role-glyph.tsx'

const ROLES: readonly Role[] = ['local', 'master', 'worker']

export function RoleChoices({ choose }: { readonly choose: (choice: Choice) => void }): JSX.Element {
  return (
    <div className="choices">
      {ROLES.map((kind) => (
        <button
          type="button"
          key={kind}
          className="choice"
          data-testid={`choose-${kind}`}
          onClick={() => choose(kind === 'worker' ? { kind, link: '' } : { kind })}
        >
          <RoleGlyph role={kind} />
          <span className="choice-text">
            <strong>
              {texts.choose[kind].title}
              <ArrowRight className="go" size={18} aria-hidden />
            </strong>
            <span className="soft">{texts.choose[kind].text}</span>
          </span>
        </button>
      ))}
    </div>
  )
}
