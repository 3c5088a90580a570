// What all charts have in common.

export const charts = {
  help: 'Left and right arrows move the cursor; with Shift they move the stretch that is shown. Plus and minus zoom, 0 shows all. Drag over the chart to zoom to a stretch.',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  showAll: 'Show all generations',
  shown: 'Generations shown',
  first: 'First generation shown',
  last: 'Last generation shown',
  export: (title: string) => `Save ${title}`,
  formats: { csv: 'As a table (CSV)', png: 'As a picture (PNG)', svg: 'As a drawing (SVG)' },
} as const
