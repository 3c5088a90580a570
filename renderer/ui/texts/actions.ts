// The command palette and the sheet of shortcuts.

export const actions = {
  palette: 'Commands',
  placeholder: 'What should be done?',
  nothing: 'Nothing is called that at the moment.',
  close: 'Close',
  shortcuts: 'Shortcuts',
  bareKeys: 'Keys alone are shortcuts too',
  groups: {
    run: 'Run',
    panels: 'Panels',
    network: 'Network',
    go: 'Go',
    look: 'Look',
  },
  inPanels: 'Wherever the focus is',
  fixed: [
    ['Next control, control before', ['Tab', 'Shift Tab']],
    ['Another tab of the same stack', ['Arrows']],
    ['Hide the panel of a tab', ['Delete']],
    ['Move a line between panels', ['Arrows']],
    ['Move in the network, zoom, fit', ['Arrows', '+', '−', '0']],
  ],
  openPalette: 'Show all commands',
  openHelp: 'Open the help',
  openShortcuts: 'Show shortcuts',
  goHome: 'Go to the first screen',
  theme: { system: 'Colours as the system has them', light: 'Light colours', dark: 'Dark colours' },
  showPanel: (title: string) => `Show the panel “${title}”`,
} as const
