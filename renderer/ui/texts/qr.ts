// QR codes, shown and read.

export const qr = {
  scan: 'Scan a QR code',
  title: 'Scan the master’s QR code',
  camera: 'Picture of the camera',
  hints: {
    asking: 'Allow the camera, and point it at the code on the master’s screen.',
    on: 'Point the camera at the code on the master’s screen.',
    refused: 'The camera is not allowed here. A picture of the code does as well.',
    none: 'There is no camera that this page may use. A picture of the code does as well.',
  },
  choose: 'Choose a picture',
  paste: 'Or copy a picture of the code and paste it here.',
  unread: 'There is no QR code to be read in that picture. Try one that is sharper, or larger.',
  cancel: 'Cancel',
  joinCode: 'QR code of the join link',
  show: 'Show as QR code',
  use: 'On another machine: Worker, then “Scan a QR code”.',
} as const
