// The documents beside the page, in a window or tab of their own.

export const HELP_PAGE = './help/index.html'

export function openHelp(): void {
  window.open(HELP_PAGE, '_blank', 'noopener')
}
