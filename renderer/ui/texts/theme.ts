// Light and dark.

export const theme = {
  title: 'Colours',
  system: 'As the system has it',
  light: 'Light',
  dark: 'Dark',
} as const
