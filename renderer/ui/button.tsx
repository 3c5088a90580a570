// A button with an icon; one without words says on being pointed at what it does.
import type { LucideIcon } from 'lucide-react'
import type { ButtonHTMLAttributes, JSX } from 'react'
import type { TestId } from './test-ids.ts'

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly icon?: LucideIcon
  readonly look?: 'plain' | 'primary'
  readonly testId?: TestId
}

export function Button({
  icon: Icon,
  look = 'plain',
  testId,
  children,
  className,
  ...rest
}: ButtonProps): JSX.Element {
  const title = children === undefined ? rest['aria-label'] : undefined
  const classes = ['button', look === 'primary' ? 'primary' : '', className ?? ''].filter(Boolean).join(' ')
  return (
    <button type="button" className={classes} data-testid={testId} title={title} {...rest}>
      {Icon === undefined ? null : <Icon size={16} aria-hidden />}
      {children}
    </button>
  )
}
