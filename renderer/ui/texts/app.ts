// Sentences of the app as a whole, on every screen.

export const app = {
  appName: 'Neatwork',
  home: 'Home',
  help: 'Help',
  connecting: 'Connecting to Neatwork…',
  connectionLost:
    'The connection to Neatwork is lost. Trying again… If it was restarted, open the new address that it printed.',
  connectionRefused:
    'This page has no access. Open the address that Neatwork printed when it was started, with its token.',
} as const
