// Arranging the panels of the run screen.

export const panels = {
  menu: 'Panels',
  reset: 'Back to the first arrangement',
  none: 'All panels are hidden. “Panels” shows them again.',
  maximise: 'Maximise',
  restore: 'Back to its size',
  toggleSize: 'Maximise a panel, or back to its size',
  arrange: 'Arrange this panel',
  hide: 'Hide this panel',
  split: {
    left: 'Move beside the others, left',
    right: 'Move beside the others, right',
    top: 'Move above the others',
    bottom: 'Move below the others',
  },
  edge: {
    left: 'Move to the left edge',
    right: 'Move to the right edge',
    top: 'Move to the top edge',
    bottom: 'Move to the bottom edge',
  },
  resizeWidth: 'Change the width',
  resizeHeight: 'Change the height',
} as const
