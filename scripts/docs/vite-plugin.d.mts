/** Puts the documents beside the app's page, under help/. */
export function helpPages(): import('vite').Plugin
