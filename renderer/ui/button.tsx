// A button with an icon.
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
  const classes = ['button', look === 'primary' ? 'primary' : '', className ?? ''].filter(Boolean).join(' ')
  return (
    <button type="button" className={classes} data-testid={testId} {...rest}>
      {Icon === undefined ? null : <Icon size={16} aria-hidden />}
      {children}
    </button>
  )
}
